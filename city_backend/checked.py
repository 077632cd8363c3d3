"""What can be said about an operation that comes in before any log is asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from console.domain import codec
from console.domain.bodies import Body
from console.domain.kinds import Kind, family_of
from console.domain.ops import Head, Operation, Salvaged


class Checked(Struct, frozen=True, kw_only=True):
    """An operation with everything that follows from its own text.

    `fault` is why the format refuses it ("" when it does not); then head, kind and body may be
    missing, but `op_id` and `action` are there as far as they could be read. `body_hash` and
    `op_hash` are None when the body is, but of a salvaged one. An `undone` has the family
    of its target.
    """

    operation: Operation
    op_id: str | None
    action: str | None
    head: Head | None = None
    family: str = ""
    kind: Kind | None = None
    body: Body | None = None
    body_hash: bytes | None = None
    op_hash: bytes | None = None
    fault: str = ""

    def matches(self, op_hash: str, body_hash: str) -> bool:
        """Tell whether the log's operation with these hashes (hex) is this one.

        Whoever has lost the body meanwhile still holds the head.
        """
        if self.op_hash is not None:
            return self.op_hash.hex() == op_hash
        return codec.op_hash(self.operation.head, bytes.fromhex(body_hash)).hex() == op_hash


class _Glimpse(Struct):
    """The least that an answer needs of a head that does not decode."""

    op_id: Any = None
    action: Any = None


def check(
    operations: Iterable[Operation | msgspec.Raw], kind: type[Operation] = Operation
) -> list[Checked]:
    """Return every operation of a request, decoded, hashed and held against the format.

    `kind` is what raw ones are meant to be. A `Salvaged` one may have lost its body.
    """
    return [
        _check(one) if isinstance(one, Operation) else _undecoded(bytes(one), kind)
        for one in operations
    ]


def _undecoded(raw: bytes, kind: type[Operation]) -> Checked:
    """Return an operation that was no operation at all, or one whose neighbour was none."""
    try:
        return _check(msgspec.json.decode(raw, type=kind))
    except (msgspec.DecodeError, RecursionError):
        pass
    try:
        loose = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        loose = None
    head = loose.get("head") if isinstance(loose, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    text = head if isinstance(head, str) else ""
    return _refused(Operation(head=text, body=None, salt=None), "operation")


def _refused(operation: Operation, fault: str) -> Checked:
    try:
        glimpse = msgspec.json.decode(operation.head, type=_Glimpse)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        glimpse = _Glimpse()
    action = glimpse.action.get("id") if isinstance(glimpse.action, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return Checked(
        operation=operation,
        op_id=glimpse.op_id if isinstance(glimpse.op_id, str) else None,
        action=action if isinstance(action, str) else None,
        fault=fault,
    )


def _check(operation: Operation) -> Checked:
    try:
        head, kind, body = codec.validate(operation)
    except codec.Invalid as invalid:
        return _refused(operation, invalid.reason)
    hash_of_body = hashed = None
    if operation.body is not None:
        try:
            hash_of_body = codec.body_hash(operation.body, operation.salt)
        except ValueError:
            return _refused(operation, "salt")
    elif isinstance(operation, Salvaged):
        hash_of_body = bytes.fromhex(operation.body_hash)
    if hash_of_body is not None:
        hashed = codec.op_hash(operation.head, hash_of_body)
    return Checked(
        operation=operation,
        op_id=head.op_id,
        action=head.action.id,
        head=head,
        family=family_of(head.kind, head.undoes_kind),
        kind=kind,
        body=body,
        body_hash=hash_of_body,
        op_hash=hashed,
        fault=_fault(head, operation, hash_of_body, hashed),
    )


def _fault(
    head: Head, operation: Operation, hash_of_body: bytes | None, hashed: bytes | None
) -> str:
    if isinstance(operation, Salvaged):
        claimed = bytes.fromhex(operation.body_hash), bytes.fromhex(operation.op_hash)
        if (hash_of_body, hashed) != claimed:
            return "hash"
        return "n" if head.n is None and operation.seq is None else ""
    if head.n is None:
        return "n"
    return "body" if operation.body is None else ""
