"""A log in memory: what a simulation uses, and what the SQLite log is compared with."""

from collections.abc import Collection

from msgspec.structs import replace

from city_backend.appending import without_words
from city_backend.checked import check
from city_backend.core import Author, Outcome, accept
from city_backend.log import Key, Known, Parked, Rights, Row, Stamp, Write
from city_backend.minting import write_facts
from console.domain.codec import chain_start
from console.domain.ids import CITY_MEMBER
from console.domain.members import MemberAdded, MemberRole
from console.domain.ops import Fact, Operation
from tests.backend.operations import new_id

NONCE = "0f" * 16


class MemoryLog:
    """`city_backend.log.Log` with everything in lists."""

    def __init__(self, dialogue: str | None = None) -> None:
        self._dialogue = dialogue or new_id()
        self.all: list[Row] = []
        self._end = Stamp(seq=0, chain=chain_start(self._dialogue, NONCE))
        self._scopes: dict[Key, str | None] = {}
        self._blanked: set[tuple[str, str]] = set()
        self._rights = Rights()
        self.waiting: dict[str, Parked] = {}

    @property
    def dialogue(self) -> str:
        return self._dialogue

    def head(self) -> Stamp:
        return self._end

    def chain_at(self, seq: int) -> bytes | None:
        if seq == 0:
            return chain_start(self._dialogue, NONCE)
        return bytes.fromhex(self.all[seq - 1].record.chain) if seq <= len(self.all) else None

    def known(self, op_ids: Collection[str]) -> dict[str, Known]:
        return {
            row.head.op_id: Known(
                seq=row.record.seq,
                op_hash=row.record.op_hash,
                body_hash=row.record.body_hash,
                blank=row.record.body is None,
            )
            for row in self.all
            if row.head.op_id in op_ids
        }

    def taken(self, device: str, numbers: Collection[int]) -> dict[int, str]:
        return {
            row.head.n: row.head.op_id
            for row in self.all
            if (row.record.origin or row.record).device == device
            and row.head.n is not None
            and row.head.n in numbers
        }

    def scopes(self, keys: Collection[Key]) -> dict[Key, str | None]:
        return {key: self._scopes[key] for key in keys if key in self._scopes}

    def blanked(self, ids: Collection[str]) -> set[tuple[str, str]]:
        return {pair for pair in self._blanked if pair[0] in ids}

    def rights(self) -> Rights:
        return self._rights

    def rows(self, families: Collection[str], entities: Collection[str] | None = None) -> list[Row]:
        return [
            row
            for row in self.all
            if row.family in families and (entities is None or row.head.entity in entities)
        ]

    def parked(self, op_ids: Collection[str]) -> dict[str, Parked]:
        return {op_id: row for op_id, row in self.waiting.items() if op_id in op_ids}

    def parked_of(
        self, families: Collection[str], entities: Collection[str] | None = None
    ) -> list[Parked]:
        return [
            row
            for _, row in sorted(self.waiting.items())
            if row.family in families and (entities is None or row.head.entity in entities)
        ]

    def parked_by(self, devices: Collection[str]) -> list[Parked]:
        return [row for row in self.waiting.values() if row.device in devices]

    def parked_count(self, device: str) -> int:
        return sum(row.offered_device == device for row in self.waiting.values())

    def apply(self, write: Write | None) -> None:
        if write is None:
            return
        self.all += write.rows
        self._end = write.head
        self._scopes.update(write.scopes)
        self._blanked |= write.blanked
        self.all = [
            replace(row, record=replace(row.record, body=None, salt=None))
            if row.head.op_id in write.blank
            else row
            for row in self.all
        ]
        filled = {one.op_id: one for one in write.fill}
        self.all = [
            replace(row, record=replace(row.record, body=words.body, salt=words.salt))
            if (words := filled.get(row.head.op_id)) is not None
            else row
            for row in self.all
        ]
        self._apply_parked(write)
        if write.rights is not None:
            self._rights = write.rights

    def _apply_parked(self, write: Write) -> None:
        self.waiting.update((row.head.op_id, row) for row in write.parked)
        for row in write.rows:
            self.waiting.pop(row.head.op_id, None)
        for op_id in write.blank:
            if op_id in self.waiting:
                self.waiting[op_id] = without_words(self.waiting[op_id])
        for op_id in write.set_aside:
            self.waiting[op_id] = replace(self.waiting[op_id], set_aside=True)

    def push(self, author: Author, *operations: Operation, now: int = 1_599_580_900_000) -> Outcome:
        """Accept and apply."""
        outcome = accept(check(operations), author, self, now)
        self.apply(outcome.write)
        return outcome

    def statuses(self, author: Author, *operations: Operation, **more: int) -> list[str]:
        return [result.status for result in self.push(author, *operations, **more).results]

    def bodies(self) -> list[str | None]:
        return [row.record.body for row in self.all]

    def add_member(
        self, role: MemberRole, device: str, groups: tuple[str, ...] = (), name: str = "Kim"
    ) -> Author:
        """A member of the moderation team with one device."""
        member = new_id()
        self.write(Fact(entity=member, body=MemberAdded(name=name, role=role, groups=groups)))
        return Author(member=member, device=device)

    def write(self, *facts: Fact, now: int = 1_599_580_900_000) -> None:
        """What the backend writes itself, signed by the city."""
        self.apply(write_facts(self, facts, by=CITY_MEMBER, device=new_id(), now=now))
