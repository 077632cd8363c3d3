"""Columns of the board and items of the run sheet."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from console.domain.bodies import (
    UNSET,
    Body,
    Does,
    Instant,
    Label,
    Minutes,
    Order,
    Text,
    UnsetType,
)
from console.domain.ids import check_id

ItemKind = Literal["plenary", "breakout", "break", "pairs"]
Policy = Literal["first", "if_needed", "protected"]
Purpose = Literal["question", "parking", "open_questions"]
Thresholds = Annotated[tuple[Minutes, ...], Meta(max_length=4)]


class ColumnAdded(Body, frozen=True, kw_only=True):
    """A column of the board: a guiding question, the parking lot, or questions to the city."""

    KIND: ClassVar[str] = "column.added"
    DOES: ClassVar[Does] = "add"
    title: Text
    label: Text
    purpose: Purpose = "question"
    order: Order


class ColumnSet(Body, frozen=True, kw_only=True):
    """Another place on the board."""

    KIND: ClassVar[str] = "column.set"
    order: Order | UnsetType = UNSET
    purpose: Purpose | UnsetType = UNSET


class ColumnEdited(Body, frozen=True, kw_only=True):
    """Other words for the column."""

    KIND: ClassVar[str] = "column.edited"
    title: Text | UnsetType = UNSET
    label: Text | UnsetType = UNSET


class ColumnRemoved(Body, frozen=True, kw_only=True):
    """The column is off the board; its notes stay."""

    KIND: ClassVar[str] = "column.removed"
    DOES: ClassVar[Does] = "hide"


class AgendaItemAdded(Body, frozen=True, kw_only=True):
    """An item of the run sheet; of a breakout's minutes, going and coming are part.

    `per_group_min`: how long each group speaks where groups report; 0: nobody said.
    """

    KIND: ClassVar[str] = "agenda_item.added"
    DOES: ClassVar[Does] = "add"
    title: Text
    question: Text = ""
    said: Text = ""
    cue: Text = ""
    slide: Text = ""
    who: Text = ""
    kind: ItemKind
    minutes: Minutes
    min_minutes: Minutes = 0
    going_min: Minutes = 0
    coming_min: Minutes = 0
    per_group_min: Minutes = 0
    policy: Policy = "if_needed"
    fixed_start: Instant | None = None
    thresholds: Thresholds = (5, 1)
    skipped: bool = False
    order: Order


class AgendaItemSet(Body, frozen=True, kw_only=True):
    """Other numbers, kind or place for the item."""

    KIND: ClassVar[str] = "agenda_item.set"
    kind: ItemKind | UnsetType = UNSET
    minutes: Minutes | UnsetType = UNSET
    min_minutes: Minutes | UnsetType = UNSET
    going_min: Minutes | UnsetType = UNSET
    coming_min: Minutes | UnsetType = UNSET
    per_group_min: Minutes | UnsetType = UNSET
    policy: Policy | UnsetType = UNSET
    fixed_start: Instant | None | UnsetType = UNSET
    thresholds: Thresholds | UnsetType = UNSET
    skipped: bool | UnsetType = UNSET
    order: Order | UnsetType = UNSET


class AgendaItemEdited(Body, frozen=True, kw_only=True):
    """Other words for the item."""

    KIND: ClassVar[str] = "agenda_item.edited"
    title: Text | UnsetType = UNSET
    question: Text | UnsetType = UNSET
    said: Text | UnsetType = UNSET
    cue: Text | UnsetType = UNSET
    slide: Text | UnsetType = UNSET
    who: Text | UnsetType = UNSET


class AgendaItemRemoved(Body, frozen=True, kw_only=True):
    """The item is off the run sheet; if it ran, it stays in the history."""

    KIND: ClassVar[str] = "agenda_item.removed"
    DOES: ClassVar[Does] = "hide"


class CheckTicked(Body, frozen=True, kw_only=True):
    """One line of an item's tick list; `line` is the line's own name."""

    KIND: ClassVar[str] = "check.ticked"
    CONTEXT: ClassVar[frozenset[str]] = frozenset({"item", "line"})
    item: Label
    line: Label
    ticked: bool

    @property
    def entity_id(self) -> str | None:
        """The line of the item's list."""
        return check_id(self.item, self.line)
