"""What others wrote on its way out: which rows are offered next, and what an answer means."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from console.domain.ops import Salvaged
from console.storage.replica import Replica
from console.storage.salvage import Offered
from console.sync.failure import RequestFailed
from console.sync.push_lane import MAX_BATCH, MAX_BATCH_BYTES
from console.sync.wire import Result, SalvageAnswer

_DONE: Final = frozenset({"accepted", "duplicate"})
_KEPT: Final = frozenset({"parked", "denied", "invalid", "cloned"})
#: There may be room again when a lead has adopted what waits.
_NO_ROOM: Final = "parked_full"
#: A backend that has no such request, or not for this role: others may bring the rows.
_NOT_HERE: Final = frozenset({"not_found", "method_not_allowed", "forbidden"})
#: How often an action has to fail alone before it is left for another connection.
_LONE_FAILURES: Final = 2


class Offer(Struct, frozen=True, kw_only=True):
    """Rows of others to send; `after` and `chain` are the cursor of this console."""

    after: int
    chain: str
    rows: tuple[Offered, ...]

    @property
    def records(self) -> list[Salvaged]:
        """The rows as they travel."""
        return [one.salvaged for one in self.rows]

    @property
    def actions(self) -> list[str]:
        """The ids of the actions, in order."""
        return list(dict.fromkeys(one.action for one in self.rows))


class SalvageLane:
    """Decides what is offered. Whatever the answer: nothing is deleted here, all is still shown.

    A lead offers at once what a log had; others give the leads one more look at the log first.
    What was accepted waits for its echo; what was parked or refused waits for another role or
    place; what failed waits for another connection.
    """

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._batch = MAX_BATCH
        self._left: set[str] = set()
        self._lone: dict[str, int] = {}
        self._acked_seq = 0
        self._looked_again = False
        self._is_closed = False

    def next(self) -> Offer | None:
        """Return the next offer, or None when there is none."""
        replica = self._replica
        if self._is_closed or not replica.has_offers:
            return None
        found = replica.offers(
            operations=self._batch,
            size=MAX_BATCH_BYTES,
            lost=replica.role == "lead" or self._looked_again,
            skip=self._left,
        )
        if not found:
            return None
        return Offer(after=replica.position.cursor, chain=replica.chain, rows=tuple(found))

    def answered(self, offer: Offer, answer: SalvageAnswer) -> bool:
        """Take one result for each row; tell whether all of them are understood."""
        results = {result.op_id: result for result in answer.results}
        self._lone.clear()
        self._batch = min(MAX_BATCH, self._batch * 2)
        kept: list[tuple[str, str]] = []
        for row in offer.rows:
            got = results.get(row.op_id)
            if got is not None and got.status in _KEPT and got.reason != _NO_ROOM:
                kept.append((row.op_id, _said(got)))
            else:
                # Its echo is under way, or this backend cannot say anything about it yet.
                self._left.add(row.action)
                self._acked_seq = max(self._acked_seq, (got.seq if got else None) or 0)
        if kept:
            self._replica.note_offered(kept)
        return all(
            (got := results.get(row.op_id)) is not None
            and got.status in _DONE | _KEPT | {"unsupported"}
            for row in offer.rows
        )

    def failed(self, offer: Offer, failure: RequestFailed) -> None:
        """Keep everything; offer less at once, and leave an action that fails alone for later."""
        if len(offer.actions) > 1:
            self._batch = max(1, len(offer.rows) // 2)
            return
        action = offer.rows[0].action
        self._lone[action] = self._lone.get(action, 0) + 1
        if failure.status or self._lone[action] >= _LONE_FAILURES:
            self._left.add(action)

    def refused(self, failure: RequestFailed) -> bool:
        """Tell whether this backend takes no offers from us; then there are none for now."""
        self._is_closed |= failure.code in _NOT_HERE
        return self._is_closed

    def looked(self, cursor: int) -> None:
        """The log was read to its head, and ends at `cursor`: what is missing now is missing."""
        self._looked_again = True
        if cursor < self._acked_seq:
            # It ends before something that it had accepted.
            self.forget()

    def connected(self) -> None:
        """A new connection: everything gets another chance."""
        self.forget()
        self._is_closed = False
        self._batch = MAX_BATCH

    def forget(self) -> None:
        """Trust no earlier answer of this connection."""
        self._left.clear()
        self._lone.clear()
        self._acked_seq = 0

    def swapped(self) -> None:
        """Another history is the present one: what it lacks may still be on its way to it."""
        self.forget()
        self._looked_again = False


def _said(result: Result) -> str:
    return f"{result.status}:{result.reason}" if result.reason else result.status
