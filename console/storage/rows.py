"""Rows of the log and what the fold makes of them."""

from __future__ import annotations

import hashlib
import struct
from typing import Any

import msgspec
from msgspec import Struct

from console.domain import codec
from console.domain.bodies import Body
from console.domain.ids import derived
from console.domain.kinds import family_of
from console.domain.ops import Action, Head, Origin, Record, Salvaged

COLUMNS = (
    "op_id",
    "n",
    "seq",
    "kind",
    "family",
    "entity",
    "scope",
    "action",
    "head",
    "body",
    "salt",
    "hlc",
    "at",
    "offset_ms",
    "by",
    "device",
    "role",
    "received_at",
    "first_received_at",
    "origin",
    "body_hash",
    "op_hash",
    "chain",
    "monotonic",
    "boot",
)
INSERT = f"INSERT INTO {{}} ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"


class Row(Struct, frozen=True, kw_only=True, gc=False):
    """An operation as it is stored. Hashes and chain are hex, `origin` is JSON text."""

    op_id: str
    n: int | None
    seq: int | None = None
    kind: str
    family: str
    entity: str
    scope: str | None
    action: str
    head: str
    body: str | None
    salt: str | None
    hlc: int
    at: int
    offset_ms: int | None = None
    by: str = ""
    device: str
    role: str = ""
    received_at: int | None = None
    first_received_at: int | None = None
    origin: str | None = None
    body_hash: str
    op_hash: str
    chain: str | None = None
    monotonic: float | None = None
    boot: str | None = None

    def values(self) -> tuple[Any, ...]:
        """Return the values in the order of `COLUMNS`, which is that of the fields."""
        return msgspec.structs.astuple(self)


def row_of_own(head: Head, body: Body, salt: bytes, *, by: str, role: str, **more: Any) -> Row:
    """Return the row of an operation that this console makes; its text is made here, once."""
    head_text, body_text = codec.encode_head(head), codec.encode_body(body)
    hash_of_body = hashlib.sha256(salt + body_text.encode()).digest()
    encoded = head_text.encode()
    hashed = hashlib.sha256(struct.pack(">I", len(encoded)) + encoded + hash_of_body)
    return Row(
        op_id=head.op_id,
        n=head.n,
        kind=head.kind,
        family=family_of(head.kind, head.undoes_kind),
        entity=head.entity,
        scope=head.scope,
        action=head.action.id,
        head=head_text,
        body=body_text,
        salt=salt.hex(),
        hlc=head.hlc[0],
        at=head.at,
        by=by,
        device=head.hlc[2],
        role=role,
        body_hash=hash_of_body.hex(),
        op_hash=hashed.hexdigest(),
        **more,
    )


def head_of(record: Record) -> Head:
    """Return the head of a record; of one that this program cannot read, a stand-in.

    Such a record is kept and counted, but says nothing here (R9).
    """
    try:
        return codec.decode_head(record.head)
    except codec.Invalid:
        op_id = derived("unreadable", record.op_hash)
        return Head(
            op_id=op_id,
            n=None,
            kind="unreadable",
            v=1,
            entity=op_id,
            action=Action(id=op_id, i=0, of=1),
            hlc=(0, 0, record.device),
            at=record.received_at,
            clock="server",
        )


def row_of_record(record: Record, head: Head) -> Row:
    """Return the row of a record from the log; its text is kept as it came."""
    origin = record.origin
    first = record.first_received_at
    if first is None:
        first = origin.received_at if origin is not None else record.received_at
    return _row(
        record,
        head,
        record if origin is None else origin,
        first,
        seq=record.seq,
        origin=encode_origin(record),
        chain=record.chain,
    )


def row_of_salvaged(one: Salvaged, head: Head) -> Row:
    """Return the row of an operation that no log brought, with its author's stamps."""
    return _row(one, head, one, one.first_received_at)


def _row(
    one: Record | Salvaged,
    head: Head,
    author: Record | Salvaged | Origin,
    first: int | None,
    *,
    seq: int | None = None,
    origin: str | None = None,
    chain: str | None = None,
) -> Row:
    return Row(
        op_id=head.op_id,
        n=head.n,
        seq=seq,
        kind=head.kind,
        family=family_of(head.kind, head.undoes_kind),
        entity=head.entity,
        scope=head.scope,
        action=head.action.id,
        head=one.head,
        body=one.body,
        salt=one.salt,
        hlc=head.hlc[0],
        at=head.at,
        offset_ms=one.offset_ms,
        by=author.by,
        device=author.device,
        role=author.role,
        received_at=one.received_at,
        first_received_at=first,
        origin=origin,
        body_hash=one.body_hash,
        op_hash=one.op_hash,
        chain=chain,
    )


def encode_origin(record: Record) -> str | None:
    """Return the stamps that the author's own do not show: who brought the record back."""
    if record.origin is None:
        return None
    stamped = {"origin": record.origin, "by": record.by, "device": record.device}
    return msgspec.json.encode({**stamped, "role": record.role}).decode()


def decode_origin(text: str | None) -> tuple[Origin | None, dict[str, str]]:
    """Return the origin and the bringer's stamps of a stored row."""
    if text is None:
        return None, {}
    found = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    stamps = {name: msgspec.json.decode(found[name], type=str) for name in ("by", "device", "role")}
    return msgspec.json.decode(found["origin"], type=Origin), stamps
