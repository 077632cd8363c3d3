"""The network's side of a dialogue file: pages in, whole actions out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from console.domain import codec
from console.domain.ops import Record
from console.storage import outbox
from console.storage.change import Change, Origin
from console.storage.connection import known_failure
from console.storage.folding import Key
from console.storage.rows import INSERT, Row, known_ids, row_of_record
from console.storage.writer import Position, Writer


class ChainBroken(Exception):
    """A page does not continue what this console has: nothing of it was applied."""


class Replica:
    """This console's copy of the log. A page and the cursor move in one transaction (R5)."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    @property
    def position(self) -> Position:
        """How far the log is known here."""
        return self._writer.position

    def receive(self, records: Sequence[Record], contact_at: int | None = None) -> Change | None:
        """Apply a page of the log: rows, projections and cursor in one transaction.

        Raises: ChainBroken when the page does not continue at cursor + 1 on this chain; then
        nothing was applied. KnownFailure when the disk refuses.
        """
        rows = self._checked(records)
        if not rows:
            return None
        known = known_ids(self._writer.db, [row.op_id for row in rows])
        new = [row for row in rows if row.op_id not in known]
        position = msgspec.structs.replace(
            self.position, cursor=records[-1].seq, chain=records[-1].chain
        )
        fresh = self._fresh(new) if len(new) == len(rows) else set[Key]()
        try:
            with self._writer.db.atomic():
                self._stamp([row for row in rows if row.op_id in known])
                self._writer.db.executemany(INSERT.format("ops"), [row.values() for row in new])
                folded = self._writer.project(rows, fresh)
                self._writer.db.execute(
                    "UPDATE sync SET cursor = ?, chain = ?, contact_at = coalesce(?, contact_at)",
                    [position.cursor, position.chain, contact_at],
                )
        except sqlite3.Error as error:
            raise known_failure(error, self._writer.path) from error
        self._writer.position = position
        self._writer.pending_count = outbox.count(self._writer.db)
        for row in rows:
            self._writer.mint.hlc.hear(min(row.hlc, (row.first_received_at or row.hlc) + 60_000))
        change = Change(ids={}, origin=Origin.REMOTE if new else Origin.ECHO)
        self._writer.show(folded, change)
        return change

    def _checked(self, records: Sequence[Record]) -> list[Row]:
        cursor, chain = self.position.cursor, self._chain()
        rows: list[Row] = []
        for record in records:
            if record.seq != cursor + 1 or not codec.continues(record, chain):
                raise ChainBroken
            cursor, chain = record.seq, bytes.fromhex(record.chain)
            rows.append(row_of_record(record, codec.decode_head(record.head)))
        return rows

    def _chain(self) -> bytes:
        if self.position.chain:
            return bytes.fromhex(self.position.chain)
        return codec.chain_start(self.position.dialogue, self.position.nonce)

    def _fresh(self, rows: Iterable[Row]) -> set[Key]:
        """Return the entities of `rows` that the file knows nothing of yet."""
        keys = {(row.family, row.entity) for row in rows}
        ids = list({entity for _, entity in keys})
        found: set[str] = set()
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            marks = ", ".join("?" * len(part))
            rows_found = self._writer.db.execute(
                f"SELECT DISTINCT entity FROM ops WHERE entity IN ({marks})", part
            ).fetchall()
            found.update(row[0] for row in rows_found)
        return {key for key in keys if key[1] not in found}

    def _stamp(self, rows: Iterable[Row]) -> None:
        """Give known operations the stamps of the log; an echo always ends quarantine (R10)."""
        self._writer.db.executemany(
            "UPDATE ops SET seq = ?, by = ?, device = ?, role = ?, received_at = ?,"
            " first_received_at = ?, offset_ms = ?, origin = ?, chain = ?, quarantine = NULL,"
            " waiting = 0, handed_over = 0, last_error = NULL WHERE op_id = ?",
            [
                (
                    row.seq,
                    row.by,
                    row.device,
                    row.role,
                    row.received_at,
                    row.first_received_at,
                    row.offset_ms,
                    row.origin,
                    row.chain,
                    row.op_id,
                )
                for row in rows
            ],
        )

    def pending(
        self, *, operations: int = 500, size: int = 700_000, waiting: bool = False
    ) -> list[outbox.Pending]:
        """Return whole actions that the log does not have yet, in order of their making."""
        return outbox.pending(self._writer.db, operations=operations, size=size, waiting=waiting)

    def quarantined(self) -> list[outbox.Quarantined]:
        """Return what the backend refused for good."""
        return outbox.quarantined(self._writer.db)

    def refuse(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Take refused operations (id, reason) out of outbox and fold; their text is kept."""
        with self._writer.db.atomic():
            outbox.set_quarantine(self._writer.db, reasons)
            ids = [op_id for op_id, _ in reasons]
            marks = ", ".join("?" * len(ids))
            rows = self._writer.db.execute(
                f"SELECT DISTINCT family, entity FROM ops WHERE op_id IN ({marks})", ids
            ).fetchall()
            folded = self._writer.refold({(row[0], row[1]) for row in rows})
        self._writer.pending_count = outbox.count(self._writer.db)
        self._writer.show(folded, Change(ids={}, origin=Origin.REMOTE))

    def set_waiting(self, op_ids: Sequence[str], *, waiting: bool) -> None:
        """Set operations aside that fail alone, or take them back into the row."""
        with self._writer.db.atomic():
            outbox.set_waiting(self._writer.db, op_ids, waiting=waiting)

    def note_attempt(self, op_ids: Sequence[str], error: str) -> None:
        """Remember that sending failed."""
        with self._writer.db.atomic():
            outbox.note_attempt(self._writer.db, op_ids, error)

    def measured(self, monotonic_offset_ms: float) -> None:
        """Take over a measured server time; unsent operations learn the offset."""
        self._writer.time.measured(monotonic_offset_ms)
        with self._writer.db.atomic():
            self._writer.db.execute(
                "UPDATE sync SET offset_ms = ?", [self._writer.time.stored_offset_ms]
            )
            outbox.name_offset(
                self._writer.db,
                self._writer.identity.device,
                self._writer.time.stored_offset_ms or 0,
            )

    def paired(self, *, server: str, address: str, nonce: str) -> None:
        """Remember the backend that this dialogue is paired with."""
        with self._writer.db.atomic():
            self._writer.db.execute(
                "UPDATE sync SET server = ?, address = ?, nonce = ?", [server, address, nonce]
            )
        self._writer.position = msgspec.structs.replace(
            self.position, nonce=nonce, server=server, address=address
        )
