"""Operations as they are made, sent, stored and folded."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from console.domain.bodies import LATEST_INSTANT, Body, Instant, Ref
from console.domain.kinds import Kind
from console.domain.members import Role

MAX_OPERATION_BYTES = 12 * 1024
MAX_BASE = 200
MAX_ACTION_OPERATIONS = 500
MAX_ACTION_BYTES = 768 * 1024
Salt = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", max_length=32)]
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
Offset = Annotated[int, Meta(ge=-LATEST_INSTANT, le=LATEST_INSTANT)]
Sequence = Annotated[int, Meta(ge=1, le=2**53 - 1)]
KindName = Annotated[str, Meta(max_length=60, pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)?(?!\n)$")]


class Action(Struct, frozen=True):
    """The user action that an operation is part `i` (from 0) of `of` of."""

    id: Ref
    i: Annotated[int, Meta(ge=0, lt=MAX_ACTION_OPERATIONS)]
    of: Annotated[int, Meta(ge=1, le=MAX_ACTION_OPERATIONS)]


class Head(Struct, frozen=True, kw_only=True):
    """What is said about an operation; never erased."""

    op_id: Ref
    n: Sequence | None
    kind: KindName
    v: Annotated[int, Meta(ge=1, le=1000)]
    entity: Ref
    scope: Ref | None = None
    base: Annotated[tuple[Ref, ...], Meta(max_length=MAX_BASE)] = ()
    undoes: Ref | None = None
    undoes_kind: KindName | None = None
    action: Action
    hlc: tuple[Instant, Annotated[int, Meta(ge=0, le=2**31)], Ref]
    at: Instant
    clock: Literal["server", "device"]


class Operation(Struct, frozen=True, kw_only=True):
    """An operation on its way: head and body are the exact text that was hashed."""

    head: str
    body: str | None
    salt: Salt | None
    offset_ms: Offset | None = None
    first_received_at: Instant | None = None


class Origin(Struct, frozen=True, kw_only=True):
    """Who wrote a record that somebody else (`via`) brought back."""

    by: Ref
    device: Ref
    role: Role
    received_at: Instant
    via: Ref


class Record(Struct, frozen=True, kw_only=True):
    """An operation as the log has it, with the log's stamps."""

    head: str
    body: str | None
    salt: Salt | None
    offset_ms: Offset | None = None
    first_received_at: Instant | None = None
    seq: Sequence
    by: Ref
    device: Ref
    role: Role
    received_at: Instant
    origin: Origin | None = None
    body_hash: Digest
    op_hash: Digest
    chain: Digest


class Salvaged(Operation, frozen=True, kw_only=True):
    """An operation that somebody brings back, with the stamps that its author had in a log.

    `seq` is None when no log that the bringer checked has had it: it was handed over by file.
    """

    by: Ref
    device: Ref
    role: Role
    received_at: Instant | None = None
    body_hash: Digest
    op_hash: Digest
    seq: Sequence | None = None


class Fact(Struct, frozen=True, kw_only=True):
    """What a command wants to be true; the store turns it into an operation."""

    entity: str
    body: Body
    scope: str | None = None
    base: tuple[str, ...] = ()
    undoes: str | None = None
    undoes_kind: str | None = None


class Entry(Struct, frozen=True, kw_only=True):
    """An operation as the fold sees it.

    `kind` is None when this program does not know the kind or its version; `body` is None when
    it was erased, redacted, or is not for this role. `first_received_at` is None while unsent.
    `instant` is the effective instant (UTC ms) without the body's `ago_ms`.
    """

    head: Head
    kind: Kind | None
    body: Body | None
    first_received_at: int | None = None
    sent: bool = False
    instant: int
    by: str = ""
    device: str = ""
    role: str = ""

    @property
    def does(self) -> str:
        """What the kind does to its entity; empty for a kind not known here."""
        return self.kind.body.DOES if self.kind is not None else ""

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Order among competitors: the effective hlc, then the operation id."""
        ms, counter, device = self.head.hlc
        if self.first_received_at is not None:
            ms = min(ms, self.first_received_at + 60_000)
        return (ms, counter, device, self.head.op_id)

    @property
    def happened_at(self) -> int:
        """The effective instant (UTC ms) of what the body says."""
        ago: int = getattr(self.body, "ago_ms", 0)
        return self.instant - ago


def effective_instant(head: Head, offset_ms: int | None, first_received_at: int | None) -> int:
    """Return the operation's instant in server time (UTC ms), never after its first receipt."""
    instant = head.at
    if head.clock == "device":
        instant = min(max(0, head.at + (offset_ms or 0)), LATEST_INSTANT)
    return instant if first_received_at is None else min(instant, first_received_at)
