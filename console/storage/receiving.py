"""A page of the log on its way into the file: checked, stamped, inserted, folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from console.domain import codec
from console.domain.ops import Entry, Head, Record
from console.domain.rights import may_read_body
from console.storage.change import Change, Origin
from console.storage.entries import Known, counted, entry_of_row, known_operations
from console.storage.folding import Key
from console.storage.rows import INSERT, Row, head_of, row_of_record
from console.storage.writer import Writer


class ChainBroken(Exception):
    """A page does not continue what this console has: nothing of it was applied."""


class Receiving:
    """Takes pages of the log. What the file has already gets its stamps, the rest is new."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        #: Whether bodies came empty, so that somebody has to ask why.
        self.has_new_blanks = True

    def take(self, records: Sequence[Record], chain: str, contact_at: int | None) -> Change:
        """Apply a page behind `chain` (hex): rows, projections and cursor in one transaction.

        Raises: ChainBroken, KnownFailure; then nothing was applied.
        """
        writer = self._writer
        heads = continued(records, writer.position.cursor, bytes.fromhex(chain))
        rows = [row_of_record(record, head) for record, head in zip(records, heads, strict=True)]
        known = known_operations(writer.db, [row.op_id for row in rows])
        echoed = [row for row in rows if _is_same(known.get(row.op_id), row)]
        arrived = [row for row in rows if not _is_same(known.get(row.op_id), row)]
        position = msgspec.structs.replace(
            writer.position, cursor=records[-1].seq, chain=records[-1].chain
        )
        with writer.transaction():
            self._insert(arrived, [row for row in arrived if row.op_id in known])
            self._stamp(echoed)
            self._fill([row for row in echoed if known[row.op_id].is_blank])
            folded = writer.project(rows, self._at_hand(rows, heads))
            writer.db.execute(
                "UPDATE sync SET cursor = ?, chain = ?, contact_at = coalesce(?, contact_at)",
                [position.cursor, position.chain, contact_at],
            )
        writer.position = position
        writer.pending_count -= sum(one.is_unsent for one in known.values())
        self._heed(rows)
        self.has_new_blanks |= any(row.body is None for row in rows)
        origin = Origin.REMOTE if arrived else Origin.ECHO
        return writer.show(folded, Change(ids={}, origin=origin))

    def _insert(self, rows: Sequence[Row], instead: Sequence[Row]) -> None:
        db = self._writer.db
        if instead:
            # The log has another text under an id that we used: the log is what everybody has.
            db.executemany("DELETE FROM ops WHERE op_id = ?", [(row.op_id,) for row in instead])
        if rows:
            db.executemany(INSERT.format("ops"), [row.values() for row in rows])

    def _at_hand(self, rows: Sequence[Row], heads: Sequence[Head]) -> dict[Key, list[Entry]]:
        """Return the entities of which these rows are all there is, so that nothing is read."""
        found: dict[Key, list[Entry]] = {}
        doubtful: set[Key] = set()
        for row, head in zip(rows, heads, strict=True):
            key = (row.family, row.entity)
            found.setdefault(key, []).append(entry_of_row(row, head))
            if row.body is None:
                # The file may have words that came empty from the log.
                doubtful.add(key)
        counts = counted(self._writer.db, dict.fromkeys(entity for _, entity in found))
        return {
            key: entries
            for key, entries in found.items()
            if counts.get(key) == len(entries) and key not in doubtful
        }

    def _stamp(self, rows: Sequence[Row]) -> None:
        """Give known operations the stamps of the log; an echo always ends quarantine (R10)."""
        if not rows:
            return
        self._writer.db.executemany(
            "UPDATE ops SET seq = ?, by = ?, device = ?, role = ?, received_at = ?,"
            " first_received_at = ?, offset_ms = ?, origin = ?, chain = ?, quarantine = NULL,"
            " waiting = 0, handed_over = 0, last_error = NULL, handover = NULL, lost_seq = NULL,"
            " offered = NULL WHERE op_id = ?",
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
        emptied = [(row.op_id,) for row in rows if row.body is None and self._may_read(row)]
        if emptied:
            self._writer.db.executemany(
                "UPDATE ops SET body = NULL, salt = NULL WHERE op_id = ?", emptied
            )

    def _fill(self, rows: Iterable[Row]) -> None:
        """Take the words of what was kept without them; erasure is looked at afterwards."""
        found = [(row.body, row.salt, row.op_id) for row in rows if row.body is not None]
        if found:
            self._writer.db.executemany("UPDATE ops SET body = ?, salt = ? WHERE op_id = ?", found)

    def _may_read(self, row: Row) -> bool:
        """Tell whether an empty body can only mean that it was erased or redacted."""
        return may_read_body({self._writer.identity.role}, row.kind)

    def _heed(self, rows: Iterable[Row]) -> None:
        """Let clock and numbers go on beyond everything that was heard."""
        mint, device = self._writer.mint, self._writer.identity.device
        for row in rows:
            mint.hlc.hear(min(row.hlc, (row.first_received_at or row.hlc) + 60_000))
            if row.device == device and row.n is not None and row.n >= mint.next_n:
                mint.next_n = row.n + 1


def _is_same(known: Known | None, row: Row) -> bool:
    return known is not None and known.op_hash == row.op_hash


def continued(records: Sequence[Record], cursor: int, chain: bytes) -> list[Head]:
    """Return the heads of a page that goes on at cursor + 1 on this chain (R4).

    Raises: ChainBroken.
    """
    heads: list[Head] = []
    for record in records:
        if record.seq != cursor + 1 or not codec.continues(record, chain):
            raise ChainBroken
        cursor, chain = record.seq, bytes.fromhex(record.chain)
        heads.append(head_of(record))
    return heads
