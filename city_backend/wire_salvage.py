"""What travels about operations of others: salvage, hand-over, and what is parked."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Raw, Struct

from city_backend.wire import Seq
from console.domain.bodies import Instant, Ref
from console.domain.members import Role
from console.domain.ops import Digest, KindName, Salt, Salvaged


class SalvageRequest(Struct, frozen=True, kw_only=True):
    """Operations that the log lacks; `after` and `chain` are the cursor of who offers them."""

    after: Seq
    chain: Digest
    records: list[Salvaged]


class RawSalvage(Struct, frozen=True, kw_only=True):
    """An offer of which at least one record is none."""

    after: Seq
    chain: Digest
    records: list[Raw]


class ParkedOperation(Struct, frozen=True, kw_only=True):
    """An operation that waits for somebody who leads.

    `by`, `device` and `role` are its author's. `reason` is "denied:" and why, "offered" (handed
    over by file), or "salvage" (of another history).
    """

    op_id: Ref
    kind: KindName
    entity: Ref
    scope: Ref | None
    head: str
    body: str | None
    salt: Salt | None
    reason: str
    by: Ref
    role: Role
    device: Ref
    offered_by: Ref
    offered_at: Instant
    set_aside: bool


class ParkedList(Struct, frozen=True, kw_only=True):
    """Parked operations by id; where `next` is one, there are more after it."""

    parked: list[ParkedOperation]
    next: Ref | None


class ParkedRequest(Struct, frozen=True, kw_only=True):
    """What is to go into the log, and what is not to be seen; its text stays."""

    adopt: Annotated[tuple[Ref, ...], Meta(max_length=500)] = ()
    set_aside: Annotated[tuple[Ref, ...], Meta(max_length=500)] = ()
