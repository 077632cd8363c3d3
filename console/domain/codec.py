"""Text and hashes of operations: made once, then carried unchanged."""

from __future__ import annotations

import hashlib
import re
import struct

import msgspec

from console.domain.bodies import Body
from console.domain.ids import uuid_bytes
from console.domain.kinds import KINDS, Kind
from console.domain.ops import MAX_OPERATION_BYTES, Head, Operation, Origin, Record
from console.domain.timers import TimerExtended, TimerRegister, TimerReturned

ROLE_BYTES = {"city": 0, "lead": 1, "cohost": 2, "notetaker": 3, "observer": 4, "display": 5}
NO_OFFSET = -(2**63)
_NO_ORIGIN = hashlib.sha256(b"").digest()
MAX_DEPTH = 32
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_SALT = re.compile("[0-9a-f]{32}")

_head_decoder = msgspec.json.Decoder(Head, strict=True)
_encoder = msgspec.json.Encoder()


class Invalid(ValueError):
    """The operation breaks the format; `reason` is one word for the sender."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def encode_head(head: Head) -> str:
    """Return the head's JSON text."""
    return _encoder.encode(head).decode()


def encode_body(body: Body) -> str:
    """Return the body's JSON text; fields left UNSET are not in it."""
    return _encoder.encode(body).decode()


def decode_head(text: str) -> Head:
    """Return the head.  Raises: Invalid("head")."""
    if _is_too_deep(text):
        raise Invalid("head")
    try:
        return _head_decoder.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise Invalid("head") from error


def known_kind(head: Head) -> Kind | None:
    """Return the declaration of the head's kind, or None when this version is not known here."""
    kind = KINDS.get(head.kind)
    return kind if kind is not None and kind.version == head.v else None


def decode_body(kind: Kind, text: str) -> Body:
    """Return the body, its limits checked, unknown fields ignored.  Raises: Invalid("body")."""
    if _is_too_deep(text):
        raise Invalid("body")
    try:
        body = kind.decoder.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise Invalid("body") from error
    assert isinstance(body, Body)
    return body


def _is_too_deep(text: str) -> bool:
    """Tell whether JSON is nested further than `MAX_DEPTH`.

    How deep a decoder gets depends on the machine and the moment, and all must agree.
    """
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    depth = 0
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def validate(operation: Operation) -> tuple[Head, Kind | None, Body | None]:
    """Return head, declaration and body of an operation that somebody pushes.

    The declaration and body are None for a kind or version not known here.
    Raises: Invalid with reason size, head, salt, action, target, body, entity, or scope.
    """
    size = len(operation.head.encode(errors="replace"))
    size += len((operation.body or "").encode(errors="replace"))
    if size > MAX_OPERATION_BYTES:
        raise Invalid("size")
    head = decode_head(operation.head)
    if (operation.body is None) != (operation.salt is None):
        raise Invalid("salt")
    if operation.salt is not None and not _SALT.fullmatch(operation.salt):
        raise Invalid("salt")
    if head.action.i >= head.action.of:
        raise Invalid("action")
    targeted = head.kind in ("undone", "redacted")
    if targeted != (head.undoes_kind is not None) or (head.kind == "undone") != bool(head.undoes):
        raise Invalid("target")
    kind = known_kind(head)
    if operation.body is None:
        return head, kind, None
    if kind is None:
        _check_json(operation.body)
        return head, None, None
    body = decode_body(kind, operation.body)
    _check_place(head, body)
    return head, kind, body


def _check_json(text: str) -> None:
    """Check a body that this program cannot read further.  Raises: Invalid("body")."""
    if _is_too_deep(text):
        raise Invalid("body")
    try:
        msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise Invalid("body") from error


def _check_place(head: Head, body: Body) -> None:
    """Check what the rights go by against the body.  Raises: Invalid("entity" or "scope")."""
    if body.entity_id not in (None, head.entity):
        raise Invalid("entity")
    if isinstance(body, TimerRegister | TimerExtended | TimerReturned) and head.scope != body.group:
        raise Invalid("scope")


def body_hash(body: str | None, salt: str | None) -> bytes:
    """Return SHA-256(salt ‖ body).  Raises: ValueError when body or salt is None."""
    if body is None or salt is None:
        raise ValueError("an erased body has no text to hash")
    return hashlib.sha256(bytes.fromhex(salt) + body.encode()).digest()


def op_hash(head: str, hash_of_body: bytes) -> bytes:
    """Return SHA-256(u32 length of head ‖ head ‖ body_hash)."""
    encoded = head.encode()
    return hashlib.sha256(struct.pack(">I", len(encoded)) + encoded + hash_of_body).digest()


def chain_start(dialogue: str, nonce: str) -> bytes:
    """Return chain_0 of a dialogue; `nonce` is hex."""
    return hashlib.sha256(b"dialogpult-1" + uuid_bytes(dialogue) + bytes.fromhex(nonce)).digest()


def _origin_hash(origin: Origin | None) -> bytes:
    if origin is None:
        return _NO_ORIGIN
    parts = uuid_bytes(origin.by) + uuid_bytes(origin.device)
    parts += bytes([ROLE_BYTES[origin.role]]) + struct.pack(">Q", origin.received_at)
    return hashlib.sha256(parts + uuid_bytes(origin.via)).digest()


def chain_next(
    previous: bytes,
    *,
    seq: int,
    operation_hash: bytes,
    by: str,
    device: str,
    role: str,
    received_at: int,
    offset_ms: int | None,
    origin: Origin | None,
) -> bytes:
    """Return chain_n from chain_{n-1} and the stamps of record n."""
    offset = NO_OFFSET if offset_ms is None else offset_ms
    return hashlib.sha256(
        previous
        + struct.pack(">Q", seq)
        + operation_hash
        + uuid_bytes(by)
        + uuid_bytes(device)
        + bytes([ROLE_BYTES[role]])
        + struct.pack(">Q", received_at)
        + struct.pack(">q", offset)
        + _origin_hash(origin)
    ).digest()


def continues(record: Record, previous: bytes) -> bool:
    """Tell whether the record's hashes are its own and its chain follows `previous`."""
    try:
        whole = record.body is None or (
            body_hash(record.body, record.salt).hex() == record.body_hash
        )
        hashed = op_hash(record.head, bytes.fromhex(record.body_hash))
        expected = chain_next(
            previous,
            seq=record.seq,
            operation_hash=hashed,
            by=record.by,
            device=record.device,
            role=record.role,
            received_at=record.received_at,
            offset_ms=record.offset_ms,
            origin=record.origin,
        )
    except (ValueError, KeyError, struct.error):
        return False
    return whole and hashed.hex() == record.op_hash and expected.hex() == record.chain
