"""Members of a dialogue, and the two kinds that speak about other operations."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from console.domain.bodies import UNSET, Body, Does, Label, Ref, UnsetType

Role = Literal["city", "lead", "cohost", "notetaker", "observer", "display"]
MemberRole = Literal["lead", "cohost", "notetaker", "observer", "display"]
Groups = Annotated[tuple[Ref, ...], Meta(max_length=50)]
Named = Annotated[tuple[Ref, ...], Meta(min_length=1, max_length=200)]


class MemberAdded(Body, frozen=True, kw_only=True):
    """Written by the backend when a device pairs for the first time."""

    KIND: ClassVar[str] = "member.added"
    DOES: ClassVar[Does] = "add"
    name: Label
    role: MemberRole
    groups: Groups = ()


class MemberSet(Body, frozen=True, kw_only=True):
    """Another role, scope or name."""

    KIND: ClassVar[str] = "member.set"
    name: Label | UnsetType = UNSET
    role: MemberRole | UnsetType = UNSET
    groups: Groups | UnsetType = UNSET


class MemberRevoked(Body, frozen=True, kw_only=True):
    """May no longer write or read."""

    KIND: ClassVar[str] = "member.revoked"
    IMPLIES: ClassVar[dict[str, str]] = {"status": "revoked"}


class LeadClaimed(Body, frozen=True, kw_only=True):
    """The deputy leads as well; the entity is the claiming member."""

    KIND: ClassVar[str] = "lead.claimed"
    DOES: ClassVar[Does] = "add"


class Redacted(Body, frozen=True, kw_only=True):
    """The named operations of this entity lose their text everywhere."""

    KIND: ClassVar[str] = "redacted"
    DOES: ClassVar[Does] = "redact"
    ops: Named


class Undone(Body, frozen=True, kw_only=True):
    """The operation that the head's `undoes` names is left out."""

    KIND: ClassVar[str] = "undone"
    DOES: ClassVar[Does] = "undo"
