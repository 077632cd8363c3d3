"""Several installations with one dialogue and no backend, who hand over to each other."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from console.domain import codec
from console.domain.bodies import Body
from console.domain.ops import Fact, Salvaged
from console.storage.handover_file import HandoverFile, decode, encode
from console.storage.handover_reading import HandedOver
from console.storage.store import Store
from tests.storage.files import MovedClock, create, values_of

NAMES = {"lead": "Lea", "notes": "Kim", "other": "Alex", "help": "Toni"}
ROLES = {"lead": "lead", "notes": "notetaker", "other": "notetaker", "help": "cohost"}


def console(folder: Path, name: str) -> Store:
    """The file of one of `NAMES`, empty."""
    clock = MovedClock()
    clock.pass_ms(list(NAMES).index(name) * 7)
    store = create(folder / f"{name}.dialogpult", name, role=ROLES[name], clock=clock)
    store.be(replace(store.identity, name=NAMES[name]))
    return store


def tick(*stores: Store, ms: int = 1000) -> None:
    for store in stores:
        clock = store.time.clock
        assert isinstance(clock, MovedClock)
        clock.pass_ms(ms)


def give(giver: Store, *takers: Store) -> list[HandedOver]:
    data = giver.handover.write("all")
    return [taker.handover.read(data) for taker in takers]


def everybody_gives(stores: Collection[Store]) -> None:
    """One round: everybody writes, then everybody reads what the others wrote."""
    files = [(one, one.handover.write("all")) for one in stores]
    for store in stores:
        for giver, data in files:
            if giver is not store:
                store.handover.read(data)


def shown(store: Store) -> dict[str, dict[str, object]]:
    """Everything that is shown."""
    return values_of(store)


def ops(store: Store) -> set[tuple[object, ...]]:
    """The set of operations, with what the fold looks at."""
    found = store._writer.db.execute(
        "SELECT op_id, head, body, by, device, role, first_received_at, offset_ms FROM ops"
    )
    return set(found.fetchall())


def changed(data: bytes, **fields: object) -> bytes:
    return encode(replace(decode(data), **fields))


def forged(one: Salvaged, body: Body | None = None, **head: object) -> Salvaged:
    """A row that says something else, with hashes that fit."""
    text = codec.encode_head(replace(codec.decode_head(one.head), **head))
    words = one.body if body is None else codec.encode_body(body)
    hashed = codec.body_hash(words, one.salt)
    return replace(
        one,
        head=text,
        body=words,
        body_hash=hashed.hex(),
        op_hash=codec.op_hash(text, hashed).hex(),
    )


def file_of(store: Store, audience: str = "all") -> HandoverFile:
    return decode(store.handover.write(audience))  # pyright: ignore[reportArgumentType]


def commit(store: Store, entity: str, body: Body) -> str:
    store.commit([Fact(entity=entity, body=body)])
    return entity
