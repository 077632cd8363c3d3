"""The network's side of a dialogue file: pages in, whole actions out."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager

import msgspec

from console.domain import codec
from console.domain.fold import EntityState, fold
from console.domain.ops import Entry, Head, Record
from console.domain.rights import may_read_body
from console.storage import divergence, erasure, outbox
from console.storage.change import Change, Origin
from console.storage.connection import known_failure
from console.storage.divergence import Aside, Merge
from console.storage.folding import Folded, Key
from console.storage.rows import (
    INSERT,
    Known,
    Row,
    counted,
    entries_in_log,
    entry_of_row,
    head_of,
    known_operations,
    row_of_record,
)
from console.storage.writer import Position, Writer

#: A smaller change of the offset is not worth a write to the disk.
_OFFSET_MS = 20


class ChainBroken(Exception):
    """A page does not continue what this console has: nothing of it was applied."""


class Replica:
    """This console's copy of the log. A page and the cursor move in one transaction (R5).

    Every method that writes raises KnownFailure when the disk refuses; then nothing was changed.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._aside: Aside | None = None
        #: Whether bodies came empty, so that somebody has to ask why.
        self.has_new_blanks = True

    @property
    def position(self) -> Position:
        """How far the log is known here."""
        return self._writer.position

    @property
    def chain(self) -> str:
        """The chain (hex) at the cursor; chain_0 before the first record."""
        if self.position.chain:
            return self.position.chain
        return codec.chain_start(self.position.dialogue, self.position.nonce).hex()

    # The log comes in

    def receive(self, records: Sequence[Record], contact_at: int | None = None) -> Change | None:
        """Apply a page of the log: rows, projections and cursor in one transaction.

        Raises: ChainBroken when the page does not continue at cursor + 1 on this chain; then
        nothing was applied. KnownFailure when the disk refuses.
        """
        if not records:
            return None
        heads = continued(records, self.position.cursor, bytes.fromhex(self.chain))
        rows = [row_of_record(record, head) for record, head in zip(records, heads, strict=True)]
        known = known_operations(self._writer.db, [row.op_id for row in rows])
        echoed = [row for row in rows if _is_same(known.get(row.op_id), row)]
        arrived = [row for row in rows if not _is_same(known.get(row.op_id), row)]
        position = msgspec.structs.replace(
            self.position, cursor=records[-1].seq, chain=records[-1].chain
        )
        with self._transaction():
            self._insert(arrived, [row for row in arrived if row.op_id in known])
            self._stamp(echoed)
            self._fill([row for row in echoed if known[row.op_id].is_blank])
            folded = self._writer.project(rows, self._at_hand(rows, heads))
            self._writer.db.execute(
                "UPDATE sync SET cursor = ?, chain = ?, contact_at = coalesce(?, contact_at)",
                [position.cursor, position.chain, contact_at],
            )
        self._writer.position = position
        self._writer.pending_count -= sum(one.is_unsent for one in known.values())
        self._heed(rows)
        self.has_new_blanks |= any(row.body is None for row in arrived)
        return self._show(folded, Origin.REMOTE if arrived else Origin.ECHO)

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
        return may_read_body({self.role}, row.kind)

    def _heed(self, rows: Iterable[Row]) -> None:
        """Let clock and numbers go on beyond everything that was heard."""
        mint, device = self._writer.mint, self._writer.identity.device
        for row in rows:
            mint.hlc.hear(min(row.hlc, (row.first_received_at or row.hlc) + 60_000))
            if row.device == device and row.n is not None and row.n >= mint.next_n:
                mint.next_n = row.n + 1

    def unexplained_blanks(self) -> int:
        """Return how many bodies are missing though our role may read them and nobody deleted them.

        They came while the backend took us for somebody else.
        """
        self.has_new_blanks = False
        return erasure.unexplained(self._writer.db, self._writer.erased, {self.role})

    def in_log(self, family: str, entity: str) -> EntityState:
        """Return an entity as log and own operations have it, without salvage."""
        return fold(family, entity, entries_in_log(self._writer.db, family, entity))

    # Own operations go out

    def pending(
        self, *, operations: int = 500, size: int = 700_000, waiting: bool = False, after_n: int = 0
    ) -> list[outbox.Pending]:
        """Return whole actions that the log does not have yet, in order of their making."""
        return outbox.pending(
            self._writer.db,
            self._writer.time,
            operations=operations,
            size=size,
            waiting=waiting,
            after_n=after_n,
        )

    def has_unsent(self, up_to_n: int) -> bool:
        """Tell whether something numbered up to `up_to_n` is still to be sent."""
        return outbox.has_unsent(self._writer.db, up_to_n)

    def counts(self) -> outbox.Counts:
        """Return how much the log does not have, by what becomes of it."""
        return outbox.counts(self._writer.db)

    @property
    def pending_count(self) -> int:
        """How many own operations the log does not have yet."""
        return self._writer.pending_count

    def quarantined(self) -> list[outbox.Quarantined]:
        """Return what the backend refused for good."""
        return outbox.quarantined(self._writer.db)

    def refuse(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Take refused operations (id, reason) out of outbox and fold; their text is kept."""
        with self._transaction():
            outbox.set_quarantine(self._writer.db, reasons)
            folded = self._writer.refold(self._keys([op_id for op_id, _ in reasons]))
        self._recount()
        self._show(folded, Origin.REMOTE)

    def release(self, reason: str = "denied") -> None:
        """Send what was refused for a reason once more: the role or the pairing changed."""
        with self._transaction():
            folded = self._writer.refold(outbox.release(self._writer.db, reason))
        self._recount()
        self._show(folded, Origin.REMOTE)

    def set_waiting(self, op_ids: Sequence[str], *, waiting: bool) -> None:
        """Set operations aside that fail alone, or take them back into the row."""
        with self._transaction():
            outbox.set_waiting(self._writer.db, op_ids, waiting=waiting)

    def note_attempt(self, op_ids: Sequence[str], error: str) -> None:
        """Remember that sending failed."""
        with self._transaction():
            outbox.note_attempt(self._writer.db, op_ids, error)

    def is_all_own(self) -> bool:
        """Tell whether this installation alone wrote the file and no log knows it yet."""
        return outbox.is_all_own(self._writer.db, self._writer.identity.owned())

    def give_to_device(self, device: str, devices: frozenset[str]) -> None:
        """Go on as a sibling device, because another installation has this one's number."""
        with self._transaction():
            outbox.give_to_device(self._writer.db, device)
        identity = self._writer.identity
        self._writer.be(
            msgspec.structs.replace(
                identity, device=device, devices=devices | identity.devices | {identity.device}
            )
        )

    def measured(self, monotonic_offset_ms: float) -> None:
        """Take over a measured server time, and remember what the device's clock is off."""
        time = self._writer.time
        before = time.stored_offset_ms
        time.measured(monotonic_offset_ms)
        now = time.stored_offset_ms
        if before is None or now is None or abs(now - before) >= _OFFSET_MS:
            with self._transaction():
                self._writer.db.execute("UPDATE sync SET offset_ms = ?", [now])

    def paired(self, *, server: str, address: str, nonce: str) -> None:
        """Remember the backend that this dialogue is paired with."""
        position = self.position
        read_as = position.read_as if position.cursor else self._writer.identity.role
        with self._transaction():
            self._writer.db.execute(
                "UPDATE sync SET server = ?, address = ?, nonce = ?, read_as = ?",
                [server, address, nonce, read_as],
            )
        self._writer.position = msgspec.structs.replace(
            position, nonce=nonce, server=server, address=address, read_as=read_as
        )

    @property
    def role(self) -> str:
        """The role at this console."""
        return self._writer.identity.role

    # Another history (docs/protocol.md, "When histories differ")

    @property
    def aside(self) -> Aside | None:
        """How far the other history lies in the side table; None when there is none."""
        return self._aside

    def begin_aside(self) -> None:
        """Make room for another history; the present one stays what is shown."""
        with self._transaction():
            divergence.clear(self._writer.db)
        start = codec.chain_start(self.position.dialogue, self.position.nonce).hex()
        self._aside = Aside(cursor=0, chain=start)

    def receive_aside(self, records: Sequence[Record]) -> None:
        """Lay a page of the other history aside.  Raises: ChainBroken, KnownFailure."""
        if self._aside is None or not records:
            return
        heads = continued(records, self._aside.cursor, bytes.fromhex(self._aside.chain))
        rows = [row_of_record(record, head) for record, head in zip(records, heads, strict=True)]
        with self._transaction():
            self._writer.db.executemany(INSERT.format("ops_aside"), [row.values() for row in rows])
        self._aside = Aside(cursor=records[-1].seq, chain=records[-1].chain)

    def leave_aside(self) -> None:
        """Forget the other history."""
        self._aside = None
        with self._transaction():
            divergence.clear(self._writer.db)

    def swap(self) -> Merge:
        """Make the other history the present one, in one transaction; nothing is deleted.

        Own rows that it lacks are queued again under their first receipt; foreign ones stay,
        still shown, as salvage. Without a common beginning nothing is done at all.
        """
        aside, writer = self._aside, self._writer
        assert aside is not None
        common = divergence.common_prefix(writer.db)
        if common == 0 and self.position.cursor > 0:
            return Merge(common=0)
        position = msgspec.structs.replace(
            self.position, cursor=aside.cursor, chain=aside.chain, read_as=self.role
        )
        with self._transaction():
            merge = divergence.swap(writer.db, writer.identity, common)
            gone = erasure.apply_all(writer.db)
            folded = writer.refold(merge.keys | gone.keys, gone)
            writer.db.execute(
                "UPDATE sync SET cursor = ?, chain = ?, read_as = ?",
                [position.cursor, position.chain, position.read_as],
            )
        self._aside = None
        writer.position = position
        writer.go_on()
        self._recount()
        self._show(folded, Origin.REMOTE)
        return merge

    # Common to all

    @contextmanager
    def _transaction(self) -> Generator[None]:
        try:
            with self._writer.db.atomic():
                yield
        except sqlite3.Error as error:
            raise known_failure(error, self._writer.path) from error

    def _keys(self, op_ids: Sequence[str]) -> set[Key]:
        marks = ", ".join("?" * len(op_ids))
        rows = self._writer.db.execute(
            f"SELECT DISTINCT family, entity FROM ops WHERE op_id IN ({marks})", op_ids
        ).fetchall()
        return {(family, entity) for family, entity in rows}

    def _recount(self) -> None:
        self._writer.pending_count = outbox.counts(self._writer.db).pending

    def _show(self, folded: Folded, origin: Origin) -> Change:
        return self._writer.show(folded, Change(ids={}, origin=origin))


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
