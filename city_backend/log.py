"""What the core asks of a dialogue's log, and what it gives back to be written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, Protocol

from msgspec import Struct

from console.domain.ops import Head, Record
from console.domain.rights import Member

Status = Literal["accepted", "duplicate", "denied", "invalid", "unsupported", "cloned"]
#: (family, entity): what state and scope are kept under.
Key = tuple[str, str]


class Stamp(Struct, frozen=True, kw_only=True):
    """The end of a log; `received_at` (UTC ms) never decreases along seq."""

    seq: int
    chain: bytes
    received_at: int = 0


class Known(Struct, frozen=True, kw_only=True):
    """An operation that the log already has."""

    seq: int
    op_hash: str
    body_hash: str


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


class Result(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to one operation, in the order of the push."""

    op_id: str | None
    status: Status
    seq: int | None = None
    reason: str | None = None


class Write(Struct, frozen=True, kw_only=True):
    """All that one acceptance changes; applied in one transaction or not at all.

    `blank`: operations already in the log that lose body and salt. `blanked`: what later
    operations are held against: (redacted operation, its entity), or an erased entity twice.
    """

    head: Stamp
    rows: tuple[Row, ...] = ()
    scopes: Mapping[Key, str | None] = {}
    blank: tuple[str, ...] = ()
    blanked: frozenset[tuple[str, str]] = frozenset()
    rights: Rights | None = None


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
