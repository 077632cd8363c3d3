"""Breakout groups, the draw, and the seats in them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from console.domain.bodies import UNSET, Body, Does, Label, Order, Ref, Text, UnsetType
from console.domain.ids import seat_id


class GroupAdded(Body, frozen=True, kw_only=True):
    """A breakout group of one breakout item; `topic` may go on over rounds."""

    KIND: ClassVar[str] = "group.added"
    DOES: ClassVar[Does] = "add"
    name: Text
    topic: Text = ""
    item: Ref
    order: Order
    moderator: Ref | None = None
    notetaker: Ref | None = None
    places: Annotated[int, Meta(ge=0, le=1000)] = 0


class GroupSet(Body, frozen=True, kw_only=True):
    """Other people in charge, another number of places."""

    KIND: ClassVar[str] = "group.set"
    order: Order | UnsetType = UNSET
    moderator: Ref | None | UnsetType = UNSET
    notetaker: Ref | None | UnsetType = UNSET
    places: Annotated[int, Meta(ge=0, le=1000)] | UnsetType = UNSET


class GroupEdited(Body, frozen=True, kw_only=True):
    """Another name or topic."""

    KIND: ClassVar[str] = "group.edited"
    name: Text | UnsetType = UNSET
    topic: Text | UnsetType = UNSET


class GroupRemoved(Body, frozen=True, kw_only=True):
    """The group does not take place."""

    KIND: ClassVar[str] = "group.removed"
    DOES: ClassVar[Does] = "hide"


class DrawApplied(Body, frozen=True, kw_only=True):
    """A draw of the item's groups; the entity is the item. Its seats name this operation."""

    KIND: ClassVar[str] = "draw.applied"
    REGISTER: ClassVar[str] = "draw"
    seed: Label


class SeatSet(Body, frozen=True, kw_only=True):
    """Where a participant sits in a breakout item; None: in no group."""

    KIND: ClassVar[str] = "seat.set"
    REGISTER: ClassVar[str] = "seat"
    item: Ref
    participant: Ref
    group: Ref | None
    draw: Ref | None = None

    @property
    def entity_id(self) -> str | None:
        """The participant's seat in the item."""
        return seat_id(self.item, self.participant)
