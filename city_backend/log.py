"""What the core asks of a dialogue's log, and what it gives back to be written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, Protocol

from msgspec import Struct

from console.domain.ops import Head, Operation, Record
from console.domain.rights import Member

Status = Literal["accepted", "duplicate", "parked", "denied", "invalid", "unsupported", "cloned"]
#: (family, entity): what state and scope are kept under.
Key = tuple[str, str]


class Stamp(Struct, frozen=True, kw_only=True):
    """The end of a log; `received_at` (UTC ms) never decreases along seq."""

    seq: int
    chain: bytes
    received_at: int = 0


class Known(Struct, frozen=True, kw_only=True):
    """An operation that the log already has, maybe without its body."""

    seq: int
    op_hash: str
    body_hash: str
    blank: bool = False


class Rights(Struct, frozen=True, kw_only=True):
    """The fold of member.* and lead.claimed; `bases` holds the role somebody was invited for."""

    members: Mapping[str, Member] = {}
    bases: Mapping[str, str] = {}
    deputies: bool = True


class Row(Struct, frozen=True, kw_only=True):
    """A record with what the log is searched by; `head` is the decoded one."""

    record: Record
    head: Head
    family: str


class Parked(Struct, frozen=True, kw_only=True):
    """An operation that waits beside the log until somebody who leads adopts it.

    `by`, `device` and `role` are its author's, `seq` the number that it had in a log (None: never
    in one that anybody checked). `reason` is "denied:" with the reason of the denial, "offered",
    or "salvage". `person` is whom the first operation about a case or a speaker names; it stays
    when the words go. `offered_at` is UTC ms.
    """

    operation: Operation
    head: Head
    family: str
    person: str | None = None
    by: str
    device: str
    role: str
    seq: int | None = None
    body_hash: str
    op_hash: str
    reason: str
    offered_by: str
    offered_device: str
    offered_at: int
    set_aside: bool = False


class Filled(Struct, frozen=True):
    """Body and salt for an operation that the log has without."""

    op_id: str
    body: str
    salt: str


class Result(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to one operation, in the order of the request.

    `filled`: the log had it without its words and has them now.
    """

    op_id: str | None
    status: Status
    seq: int | None = None
    reason: str | None = None
    filled: bool = False


class Write(Struct, frozen=True, kw_only=True):
    """All that one acceptance changes; applied in one transaction or not at all.

    `blank`: operations, in the log or parked, that lose body and salt. `blanked`: what later
    operations are held against: (redacted operation, its entity), or an erased entity twice.
    What is among `rows` is parked no longer. `people`: those of the erased entities who are
    participants.
    """

    head: Stamp
    rows: tuple[Row, ...] = ()
    scopes: Mapping[Key, str | None] = {}
    blank: tuple[str, ...] = ()
    blanked: frozenset[tuple[str, str]] = frozenset()
    people: frozenset[str] = frozenset()
    rights: Rights | None = None
    fill: tuple[Filled, ...] = ()
    parked: tuple[Parked, ...] = ()
    set_aside: tuple[str, ...] = ()

    @property
    def is_heard(self) -> bool:
        """Whether the log is another one afterwards; what is parked is nobody's news."""
        return bool(self.rows or self.blank or self.blanked or self.fill)


class Log(Protocol):
    """One dialogue's log within a transaction that holds the lock on its head."""

    @property
    def dialogue(self) -> str:
        """The dialogue's id."""
        ...

    def head(self) -> Stamp:
        """Return the last record's stamps; before the first one seq 0 and chain_0."""
        ...

    def chain_at(self, seq: int) -> bytes | None:
        """Return the chain after record `seq` (0: chain_0), None beyond the head."""
        ...

    def known(self, op_ids: Collection[str]) -> Mapping[str, Known]:
        """Return those of `op_ids` that the log has."""
        ...

    def taken(self, device: str, numbers: Collection[int]) -> Mapping[int, str]:
        """Return number to operation id for the numbers an author device has used."""
        ...

    def scopes(self, keys: Collection[Key]) -> Mapping[Key, str | None]:
        """Return the scope of each entity for which one is fixed."""
        ...

    def blanked(self, ids: Collection[str]) -> Collection[tuple[str, str]]:
        """Return the pairs of `Write.blanked` that begin with one of `ids`."""
        ...

    def rights(self) -> Rights:
        """Return what members may do at the head."""
        ...

    def rows(self, families: Collection[str], entities: Collection[str] | None = None) -> list[Row]:
        """Return all rows of some families, or of some entities of them."""
        ...

    def parked(self, op_ids: Collection[str]) -> Mapping[str, Parked]:
        """Return those of `op_ids` that are parked."""
        ...

    def parked_of(
        self, families: Collection[str], entities: Collection[str] | None = None
    ) -> list[Parked]:
        """Return what is parked of some families, or of some entities of them."""
        ...

    def parked_by(self, devices: Collection[str]) -> list[Parked]:
        """Return what is parked of what was made on some devices."""
        ...

    def parked_count(self, device: str) -> int:
        """Return how much is parked that came from a device."""
        ...
