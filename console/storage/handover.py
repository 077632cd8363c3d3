"""Handing over by file or by chat, when no backend is reachable: out, in, and what came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from msgspec import Struct

from console.storage import handover_file, handover_text
from console.storage.handover_file import Audience
from console.storage.handover_reading import HandedOver, Reading
from console.storage.handover_text import MissingParts
from console.storage.handover_writing import compose
from console.storage.writer import Writer

Source = Literal["file", "copy", "log"]
#: What lost its words before any log had it waits for nothing.
_WAITING: Final = (
    "handed_over = 1 AND seq IS NULL AND quarantine IS NULL"
    " AND (body IS NOT NULL OR lost_seq IS NOT NULL)"
)


class HandedRow(Struct, frozen=True, kw_only=True):
    """An operation of somebody else that is shown here and is in no log that we know.

    `source`: "file" (also chat text), "copy" (unsent in a dialogue file that was copied), "log"
    (a log had it and has lost it). `by`, `role` and `device` are the claimed author's; `name` is
    who gave the file and `made_at` (UTC ms) when, "" and 0 without one. `offered` is what the
    backend said when it was offered, a status and a reason behind a colon; None before that.
    """

    op_id: str
    kind: str
    family: str
    entity: str
    scope: str | None
    by: str
    role: str
    device: str
    source: Source
    name: str = ""
    made_at: int = 0
    offered: str | None = None


class GivenFile(Struct, frozen=True, kw_only=True):
    """A file that was read and brought something; instants UTC ms, `waiting` not in the log yet."""

    member: str
    name: str
    role: str
    device: str
    made_at: int
    read_at: int
    waiting: int


class TextReading(Struct, frozen=True, kw_only=True):
    """What a pasted text brought, and which of its messages are incomplete."""

    handed_over: tuple[HandedOver, ...]
    missing: tuple[MissingParts, ...] = ()


class Handover:
    """One open dialogue file's way of handing over. Reading is durable when it returns."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    # Out

    def count(self) -> int:
        """Return how many own operations a file would carry."""
        return sum(row.body is not None for row in compose(self._writer, "lead").rows)

    def write(self, audience: Audience = "all") -> bytes:
        """Return the file's bytes: own rows that no log gave back, erasures and redactions.

        For "all" without any word that a note-taker may not see; the lead gets everything.
        """
        return handover_file.encode(compose(self._writer, audience))

    def write_text(self) -> list[str]:
        """Return own notes as messages for a chat, each of at most 3,500 characters.

        Empty when there is no note to hand over.
        """
        file = compose(self._writer, "all", family="note")
        return (
            handover_text.compose(file, self._writer.state)
            if any(row.body is not None for row in file.rows)
            else []
        )

    # In

    def read(self, data: bytes) -> HandedOver:
        """Take in a file; one Change is announced if anything is new. Twice is like once.

        Raises: KnownFailure with handover_too_large, handover_not_one, handover_damaged,
        handover_newer, handover_other_dialogue, or when the disk refuses; nothing was changed.
        """
        return Reading(self._writer, handover_file.decode(data)).take()

    def read_text(self, text: str) -> TextReading:
        """Take in what was pasted from a chat: one or more messages in any order.

        Raises: KnownFailure like `read`, with handover_text_none when there is no message in it,
        with handover_text_missing (`missing`, `count`) when none is complete.
        """
        found = handover_text.parse(text)
        files = [handover_file.decode(data) for data in found.files]
        return TextReading(
            handed_over=tuple(Reading(self._writer, file).take() for file in files),
            missing=found.missing,
        )

    # What came

    def rows(self) -> list[HandedRow]:
        """Return all rows of others that the log lacks, the earliest first."""
        rows = self._writer.db.execute(
            "SELECT op_id, kind, family, entity, scope, by, ops.role, ops.device, lost_seq,"
            " name, made_at, offered FROM ops INDEXED BY ops_handed_over"
            " LEFT JOIN handovers ON handovers.id = ops.handover"
            f" WHERE {_WAITING} ORDER BY hlc, n, op_id"
        ).fetchall()
        return [_handed(row) for row in rows]

    def files(self) -> list[GivenFile]:
        """Return what was read so far, the latest first; it names who may be in no log."""
        rows = self._writer.db.execute(
            "SELECT member, name, role, device, made_at, read_at, (SELECT count(*) FROM ops"
            f" WHERE {_WAITING} AND handover = handovers.id)"
            " FROM handovers ORDER BY read_at DESC, id DESC"
        ).fetchall()
        return [
            GivenFile(
                member=member,
                name=name,
                role=role,
                device=device,
                made_at=made_at,
                read_at=read_at,
                waiting=waiting,
            )
            for member, name, role, device, made_at, read_at, waiting in rows
        ]


def _handed(row: Sequence[Any]) -> HandedRow:
    op_id, kind, family, entity, scope, by, role, device, lost, name, made_at, offered = row
    return HandedRow(
        op_id=op_id,
        kind=kind,
        family=family,
        entity=entity,
        scope=scope,
        by=by or device,
        role=role,
        device=device,
        source="log" if lost is not None else "copy" if name is None else "file",
        name=name or "",
        made_at=made_at or 0,
        offered=offered,
    )
