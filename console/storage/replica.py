"""The network's side of a dialogue file: pages in, whole actions out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from console.domain import codec
from console.domain.fold import EntityState, fold
from console.domain.ops import Record
from console.storage import divergence, erasure, going_over, outbox, salvage
from console.storage.change import Change, Origin
from console.storage.divergence import Aside, Merge
from console.storage.entries import entries_in_log
from console.storage.folding import Folded, Key
from console.storage.going_over import GoneOver
from console.storage.receiving import ChainBroken, Receiving, continued
from console.storage.rows import INSERT, row_of_record
from console.storage.salvage import Offered
from console.storage.writer import Position, Writer

__all__ = ["ChainBroken", "Replica"]

#: A smaller change of the offset is not worth a write to the disk.
_OFFSET_MS = 20


class Replica:
    """This console's copy of the log. A page and the cursor move in one transaction (R5).

    Every method that writes raises KnownFailure when the disk refuses; then nothing was changed.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._receiving = Receiving(writer)
        self._aside: Aside | None = None

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
        return self._receiving.take(records, self.chain, contact_at) if records else None

    @property
    def has_new_blanks(self) -> bool:
        """Whether bodies came empty, so that somebody has to ask why."""
        return self._receiving.has_new_blanks

    def unexplained_blanks(self) -> int:
        """Return how many bodies are missing though our role may read them and nobody deleted them.

        They came while the backend took us for somebody else.
        """
        self._receiving.has_new_blanks = False
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

    def unsent_families(self) -> dict[str, int]:
        """Return how many own operations the log does not have yet, by family."""
        return outbox.unsent_families(self._writer.db)

    def quarantined(self) -> list[outbox.Quarantined]:
        """Return what the backend refused for good."""
        return outbox.quarantined(self._writer.db)

    def refuse(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Take refused operations (id, reason) out of outbox and fold; their text is kept."""
        with self._writer.transaction():
            outbox.set_quarantine(self._writer.db, reasons)
            folded = self._writer.refold(self._keys([op_id for op_id, _ in reasons]))
        self._recount()
        self._writer.show(folded, Change(ids={}, origin=Origin.REMOTE))

    def release(self, reason: str = "denied") -> None:
        """Send what was refused for a reason once more: the role or the pairing changed.

        What was offered for others is offered once more, too.
        """
        with self._writer.transaction():
            owned = self._writer.identity.owned()
            folded = self._writer.refold(salvage.release(self._writer.db, owned, reason))
        self._recount()
        self._writer.show(folded, Change(ids={}, origin=Origin.REMOTE))

    def set_waiting(self, op_ids: Sequence[str], *, waiting: bool) -> None:
        """Set operations aside that fail alone, or take them back into the row."""
        with self._writer.transaction():
            outbox.set_waiting(self._writer.db, op_ids, waiting=waiting)

    def note_attempt(self, op_ids: Sequence[str], error: str) -> None:
        """Remember that sending failed."""
        with self._writer.transaction():
            outbox.note_attempt(self._writer.db, op_ids, error)

    # What others wrote is offered

    @property
    def has_offers(self) -> bool:
        """Whether there are rows of others that the log lacks and that were never offered."""
        return salvage.has_offers(self._writer.db)

    def offers(
        self, *, operations: int, size: int, lost: bool, skip: Collection[str] = ()
    ) -> list[Offered]:
        """Return whole actions to offer next, revocations and erasures first.

        `lost`: also what a log once had; `skip`: actions that are left out.
        """
        db = self._writer.db
        return salvage.offers(db, operations=operations, size=size, lost=lost, skip=skip)

    def note_offered(self, answers: Sequence[tuple[str, str]]) -> None:
        """Remember what became of offered rows (id, "status" or "status:reason")."""
        with self._writer.transaction():
            salvage.note_offered(self._writer.db, answers)
        self._writer.show(Folded(), Change(ids={}, origin=Origin.REMOTE))

    def may_be_published(self) -> bool:
        """Tell whether a backend would learn all of the file.

        Not what another installation wrote that neither a log nor a hand-over brought here.
        """
        return outbox.is_vouched_for(self._writer.db, self._writer.identity.owned())

    def give_to_device(self, device: str, devices: frozenset[str]) -> None:
        """Go on as a sibling device, because another installation has this one's number."""
        with self._writer.transaction():
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
            with self._writer.transaction():
                self._writer.db.execute("UPDATE sync SET offset_ms = ?", [now])

    def paired(self, *, server: str, address: str, nonce: str) -> None:
        """Remember the backend that this dialogue is paired with."""
        position = self.position
        read_as = position.read_as if position.cursor else self._writer.identity.role
        with self._writer.transaction():
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
        with self._writer.transaction():
            divergence.clear(self._writer.db)
        start = codec.chain_start(self.position.dialogue, self.position.nonce).hex()
        self._aside = Aside(cursor=0, chain=start)

    def receive_aside(self, records: Sequence[Record]) -> None:
        """Lay a page of the other history aside.  Raises: ChainBroken, KnownFailure."""
        if self._aside is None or not records:
            return
        heads = continued(records, self._aside.cursor, bytes.fromhex(self._aside.chain))
        rows = [row_of_record(record, head) for record, head in zip(records, heads, strict=True)]
        with self._writer.transaction():
            self._writer.db.executemany(INSERT.format("ops_aside"), [row.values() for row in rows])
        self._aside = Aside(cursor=records[-1].seq, chain=records[-1].chain)

    def leave_aside(self) -> None:
        """Forget the other history."""
        self._aside = None
        with self._writer.transaction():
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
        return self._shown(going_over.to_aside(writer, aside, common))

    def move_to(self, *, server: str, address: str, nonce: str) -> Merge:
        """Go on at a backend that gave this file a place; at the same one all stays as it is.

        At another one than before the log is taken for left: own rows are unsent again under
        their first receipt, what others wrote stays as salvage, and the log begins anew. What was
        refused has another chance. One step, which may be repeated.
        """
        over = going_over.to_backend(self._writer, server=server, address=address, nonce=nonce)
        return self._shown(over)

    def _shown(self, over: GoneOver) -> Merge:
        """After COMMIT: show what going over to another log did."""
        writer = self._writer
        writer.position = over.position
        if over.left:
            self._aside = None
            self._receiving.has_new_blanks = True
            writer.go_on()
        self._recount()
        writer.show(over.folded, Change(ids={}, origin=Origin.REMOTE))
        return over.merge

    # Common to all

    def _keys(self, op_ids: Sequence[str]) -> set[Key]:
        marks = ", ".join("?" * len(op_ids))
        rows = self._writer.db.execute(
            f"SELECT DISTINCT family, entity FROM ops WHERE op_id IN ({marks})", op_ids
        ).fetchall()
        return {(family, entity) for family, entity in rows}

    def _recount(self) -> None:
        self._writer.pending_count = outbox.counts(self._writer.db).pending
