"""Measures: proposals from the dialogue until someone entitled promises them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from console.domain.bodies import UNSET, Body, Does, Order, Ref, Text, UnsetType

MeasureStatus = Literal["proposal", "promised", "in_review", "declined"]
Sources = Annotated[tuple[Ref, ...], Meta(max_length=100)]


class MeasureAdded(Body, frozen=True, kw_only=True):
    """A measure made from notes or themes (`sources`), or freely."""

    KIND: ClassVar[str] = "measure.added"
    DOES: ClassVar[Does] = "add"
    what: Text
    responsible: Text = ""
    due: Text = ""
    answer: Text = ""
    column: Ref | None = None
    sources: Sources = ()
    status: MeasureStatus = "proposal"
    order: Order


class MeasureEdited(Body, frozen=True, kw_only=True):
    """Other words."""

    KIND: ClassVar[str] = "measure.edited"
    what: Text | UnsetType = UNSET
    responsible: Text | UnsetType = UNSET
    due: Text | UnsetType = UNSET
    answer: Text | UnsetType = UNSET


class MeasureSet(Body, frozen=True, kw_only=True):
    """Another status, place, or other sources."""

    KIND: ClassVar[str] = "measure.set"
    column: Ref | None | UnsetType = UNSET
    sources: Sources | UnsetType = UNSET
    status: MeasureStatus | UnsetType = UNSET
    order: Order | UnsetType = UNSET


class MeasureWithdrawn(Body, frozen=True, kw_only=True):
    """Off the list."""

    KIND: ClassVar[str] = "measure.withdrawn"
    DOES: ClassVar[Does] = "hide"


class MeasureRestored(Body, frozen=True, kw_only=True):
    """Lifts the withdrawals that the base names."""

    KIND: ClassVar[str] = "measure.restored"
    DOES: ClassVar[Does] = "lift"
