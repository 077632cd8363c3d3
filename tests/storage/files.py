"""Dialogue files for tests, and a log that takes what they send."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from console.domain import codec
from console.domain.bodies import Body
from console.domain.errors import KnownFailure
from console.domain.ids import derived
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Fact, Operation, Origin, Record
from console.storage.minting import Identity
from console.storage.state import ATTRIBUTES
from console.storage.store import Store

#: 8 September 2020, 18:00 in Dortmund.
NOW = 1_599_580_800_000
DIALOGUE = derived("test", "dialogue")
NONCE = "5d" * 16
LEAD = derived("test", "member", "lead")
NOTES = derived("test", "member", "notes")


class MovedClock:
    """Both clocks of a device; the test moves them."""

    def __init__(self, now: int = NOW) -> None:
        self.wall = now
        self.monotonic = 5000.0
        self.boot = "first boot"

    def wall_ms(self) -> int:
        return self.wall

    def monotonic_ms(self) -> float:
        return self.monotonic

    def boot_id(self) -> str:
        return self.boot

    def pass_ms(self, ms: int) -> None:
        self.wall += ms
        self.monotonic += ms


def device(name: str) -> str:
    return derived("test", "device", name)


def create(
    path: Path, name: str = "lead", *, role: str = "lead", clock: MovedClock | None = None
) -> Store:
    """A new dialogue file; all are copies of one, for making one anew takes its time."""
    identity = Identity(device=device(name), member=derived("test", "member", name), role=role)
    if path.exists():
        raise KnownFailure("file_exists")
    path.touch(mode=0o600)
    path.write_bytes(_empty())
    return Store.open(path, clock or MovedClock(), identity)


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.dialogpult"
        make(path).close()
        return path.read_bytes()


def make(path: Path) -> Store:
    """A new dialogue file as the program makes it."""
    identity = Identity(device=device("lead"), member=LEAD)
    return Store.create(path, DIALOGUE, MovedClock(), identity, nonce=NONCE)


def reopen(store: Store, identity: Identity | None = None) -> Store:
    """The same file once more, as after closing the program."""
    store.close()
    return Store.open(store.path, store.time.clock, identity or store.identity)


def note(store: Store, text: str, entity: str | None = None) -> str:
    entity = entity or store.new_id()
    store.commit([Fact(entity=entity, body=NoteAdded(text=text, place=Place(order="V")))])
    return entity


def edit(store: Store, entity: str, text: str) -> None:
    base = store.entity("note", entity).base_for(["text"])
    store.commit([Fact(entity=entity, body=NoteEdited(text=text), base=base)])


def fact(store: Store, entity: str, body: Body) -> str:
    store.commit([Fact(entity=entity, body=body)])
    return entity


def rows(store: Store, query: str, *values: object) -> list[tuple[object, ...]]:
    return store._writer.db.execute(query, values).fetchall()


class Log:
    """A log as the backend keeps it: gapless, chained, in memory."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.chain = codec.chain_start(DIALOGUE, NONCE)
        self.now = NOW + 1000

    def append(
        self,
        operation: Operation,
        *,
        by: str = LEAD,
        device: str = device("lead"),
        role: str = "lead",
        blank: bool = False,
        origin: Origin | None = None,
    ) -> Record:
        hash_of_body = codec.body_hash(operation.body, operation.salt)
        hashed = codec.op_hash(operation.head, hash_of_body)
        seq = len(self.records) + 1
        self.now += 1
        self.chain = codec.chain_next(
            self.chain,
            seq=seq,
            operation_hash=hashed,
            by=by,
            device=device,
            role=role,
            received_at=self.now,
            offset_ms=operation.offset_ms,
            origin=origin,
        )
        claimed = operation.first_received_at
        record = Record(
            head=operation.head,
            body=None if blank else operation.body,
            salt=None if blank else operation.salt,
            offset_ms=operation.offset_ms,
            first_received_at=self.now if claimed is None else min(claimed, self.now),
            seq=seq,
            by=by,
            device=device,
            role=role,  # pyright: ignore[reportArgumentType]
            received_at=self.now,
            origin=origin,
            body_hash=hash_of_body.hex(),
            op_hash=hashed.hex(),
            chain=self.chain.hex(),
        )
        self.records.append(record)
        return record

    def take(self, store: Store) -> list[Record]:
        """Accept everything that a console has to send; return the new records."""
        before = len(self.records)
        for waiting in (False, True):
            for one in store.replica.pending(operations=10_000, size=10**9, waiting=waiting):
                self.append(
                    one.operation,
                    by=store.identity.member,
                    device=store.identity.device,
                    role=store.identity.role,
                )
        return self.records[before:]

    def exchange(self, *stores: Store) -> None:
        """Take from all, then bring all to the head."""
        for store in stores:
            self.take(store)
        for store in stores:
            self.bring(store)

    def bring(self, store: Store) -> None:
        store.replica.receive(self.records[store.replica.position.cursor :])

    def copy(self, length: int) -> Log:
        """The same log as it was after `length` records."""
        copy = Log()
        copy.records = self.records[:length]
        copy.now = self.now + 10_000
        if length:
            copy.chain = bytes.fromhex(self.records[length - 1].chain)
        return copy


def values_of(store: Store) -> dict[str, dict[str, object]]:
    """Everything that is shown, by family and id."""
    return {family: dict(store.state.family(family)) for family in ATTRIBUTES}
