"""Operations in one line each, with ids that a person can read."""

from collections.abc import Iterable
from typing import Any

import msgspec

from console.domain import codec
from console.domain.bodies import Body
from console.domain.fold import EntityState, fold
from console.domain.kinds import KINDS, family_of
from console.domain.members import Redacted, Undone
from console.domain.ops import Action, Entry, Head, Operation, Origin, Record, effective_instant
from console.domain.project import PROJECTIONS, Projected

NONCE = "0f" * 16
SALT = "5a" * 16


def uid(number: int) -> str:
    """An id that shows its number, with the version and variant bits of a UUIDv7."""
    return f"00000000-0000-7000-8000-{number:012x}"


ENTITY = uid(0xE0)
DEVICE = uid(0xD0)
OTHER_DEVICE = uid(0xD1)
MEMBER = uid(0xB0)


def head(number: int, kind: str = "note.edited", **more: Any) -> Head:
    """A head whose id, n, instant and clock follow from its number, one second apart."""
    ms = more.pop("ms", number * 1000)
    device = more.pop("device", DEVICE)
    known = {
        "op_id": uid(number),
        "n": number,
        "kind": kind,
        "v": 1,
        "entity": ENTITY,
        "action": Action(uid(number), 0, 1),
        "hlc": (ms, more.pop("counter", 0), device),
        "at": ms,
        "clock": "server",
    }
    return Head(**{**known, **more})


def entry(
    number: int,
    body: Body | None,
    *,
    kind: str | None = None,
    base: Iterable[int] = (),
    unsent: bool = False,
    received: int | None = None,
    offset_ms: int | None = None,
    by: str = MEMBER,
    role: str = "lead",
    **more: Any,
) -> Entry:
    """An operation as the fold takes it, received 50 ms after it was made unless said.

    Without a body it is a blank one, or of a kind or version that nobody knows.
    """
    if kind is None:
        assert body is not None
        kind = body.KIND
    made = head(number, kind, base=tuple(uid(op) for op in base), **more)
    first = None if unsent else received if received is not None else made.hlc[0] + 50
    declared = codec.known_kind(made)
    return Entry(
        head=made,
        kind=declared,
        body=body if declared is not None else None,
        first_received_at=first,
        sent=not unsent,
        instant=effective_instant(made, offset_ms, first),
        by=by,
        device=made.hlc[2],
        role=role,
    )


def undo(number: int, target: Entry, **more: Any) -> Entry:
    """The `undone` of an operation; of an `undone`, which makes it redo."""
    undoes_kind = target.head.undoes_kind or target.head.kind
    known = {"entity": target.head.entity, "undoes": target.head.op_id, "undoes_kind": undoes_kind}
    return entry(number, Undone(), **{**known, **more})


def redaction(number: int, *targets: Entry, **more: Any) -> Entry:
    body = Redacted(ops=tuple(target.head.op_id for target in targets))
    target = targets[0].head
    return entry(number, body, entity=target.entity, undoes_kind=target.kind, **more)


def blank(one: Entry) -> Entry:
    """The operation without its body, as the log has it after an erasure."""
    return msgspec.structs.replace(one, body=None)


def folded(*entries: Entry, **more: Any) -> EntityState:
    first = entries[0].head
    return fold(family_of(first.kind, first.undoes_kind), first.entity, entries, **more)


def projected(*entries: Entry, **more: Any) -> Projected:
    state = folded(*entries, **more)
    return PROJECTIONS[state.family](state)


def operation(made: Head, body: Body | str | None, **more: Any) -> Operation:
    text = codec.encode_body(body) if isinstance(body, Body) else body
    salt = None if text is None else SALT
    return Operation(**{"head": codec.encode_head(made), "body": text, "salt": salt, **more})


def record(
    seq: int, sent: Operation, previous: bytes, *, origin: Origin | None = None, **more: Any
) -> Record:
    """The operation as the log has it behind a record whose chain is `previous`."""
    hash_of_body = codec.body_hash(sent.body, sent.salt)
    hashed = codec.op_hash(sent.head, hash_of_body)
    stamps = {"by": MEMBER, "device": DEVICE, "role": "lead", "received_at": seq * 1000, **more}
    chain = codec.chain_next(
        previous,
        seq=seq,
        operation_hash=hashed,
        offset_ms=sent.offset_ms,
        origin=origin,
        **stamps,
    )
    return Record(
        **msgspec.structs.asdict(sent),
        seq=seq,
        origin=origin,
        body_hash=hash_of_body.hex(),
        op_hash=hashed.hex(),
        chain=chain.hex(),
        **stamps,
    )


def families() -> list[str]:
    """All families that a kind belongs to."""
    return sorted({kind.family for kind in KINDS.values()} - {""})
