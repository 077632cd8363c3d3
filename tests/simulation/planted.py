"""Bugs to plant: a simulation that finds none of them proves nothing.

Each breaks one rule of docs/protocol.md for the length of a test.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from console.domain.ops import Head, Record
from console.storage import divergence, receiving
from console.storage.replica import Replica
from console.storage.rows import head_of
from console.sync.push_lane import PushLane

Patch = pytest.MonkeyPatch


def drops_on_acknowledgement(patch: Patch) -> None:
    """R2: what was acknowledged counts as sent before the log has brought it."""
    original = PushLane.answered

    def answered(lane: PushLane, push: Any, answer: Any) -> bool:
        for result in answer.results:
            if result.status in ("accepted", "duplicate"):
                lane._replica._writer.db.execute(
                    "UPDATE ops SET seq = -rowid WHERE op_id = ? AND seq IS NULL", [result.op_id]
                )
        return original(lane, push, answer)

    patch.setattr(PushLane, "answered", answered)


def accepts_gaps(patch: Patch) -> None:
    """R4: a page is taken although it does not continue what is known."""

    def continued(records: Sequence[Record], cursor: int, chain: bytes) -> list[Head]:
        return [head_of(record) for record in records]

    patch.setattr(receiving, "continued", continued)


def moves_the_cursor_first(patch: Patch) -> None:
    """R5: the cursor is durable before the rows are."""
    original = Replica.receive

    def receive(one: Replica, records: Sequence[Record], contact_at: int | None = None) -> Any:
        if records and records[0].seq == one.position.cursor + 1:
            one._writer.db.conn.execute(
                "UPDATE sync SET cursor = ?, chain = ?", [records[-1].seq, records[-1].chain]
            )
        return original(one, records, contact_at)

    patch.setattr(Replica, "receive", receive)


def refuses_on_any_failure(patch: Patch) -> None:
    """R8: an answer that says nothing about an operation takes it out of the row."""

    def failed(lane: PushLane, push: Any, failure: Any) -> None:
        lane._replica.refuse([(op_id, failure.code) for op_id in push.op_ids])

    patch.setattr(PushLane, "failed", failed)


def deletes_on_divergence(patch: Patch) -> None:
    """R11: what the other history lacks is thrown away."""
    original = divergence.swap

    def swap(db: Any, identity: Any, common: int) -> Any:
        db.execute("DELETE FROM ops WHERE seq > ?", [common])
        return original(db, identity, common)

    patch.setattr(divergence, "swap", swap)


def forgets_the_echo(patch: Patch) -> None:
    """R2 once more: what should have come back and did not is never asked for again."""
    patch.setattr(PushLane, "received", lambda *_: None)
    patch.setattr(PushLane, "head_seen", lambda *_: None)
    patch.setattr(PushLane, "forget", lambda *_: None)


PLANTED: dict[str, Callable[[Patch], None]] = {
    one.__name__: one
    for one in (
        drops_on_acknowledgement,
        accepts_gaps,
        moves_the_cursor_first,
        refuses_on_any_failure,
        deletes_on_divergence,
        forgets_the_echo,
    )
}
