"""Sticky notes."""

from __future__ import annotations

from typing import ClassVar

from console.domain.bodies import UNSET, Body, Does, Order, Ref, Text, UnsetType


class Place(Body, frozen=True, kw_only=True):
    """Column and order change together: two people moving a note never mix their places."""

    column: Ref | None = None
    order: Order


class NoteAdded(Body, frozen=True, kw_only=True):
    """A note as it was captured; `group` is its origin, None the plenary."""

    KIND: ClassVar[str] = "note.added"
    DOES: ClassVar[Does] = "add"
    text: Text
    place: Place
    group: Ref | None = None
    item: Ref | None = None
    theme: Ref | None = None
    own_words: bool = False


class NoteEdited(Body, frozen=True, kw_only=True):
    """Another wording."""

    KIND: ClassVar[str] = "note.edited"
    text: Text


class NoteSet(Body, frozen=True, kw_only=True):
    """Another place, origin, theme, or mark."""

    KIND: ClassVar[str] = "note.set"
    place: Place | UnsetType = UNSET
    group: Ref | None | UnsetType = UNSET
    theme: Ref | None | UnsetType = UNSET
    for_plenary: bool | UnsetType = UNSET
    own_words: bool | UnsetType = UNSET


class NoteWithdrawn(Body, frozen=True, kw_only=True):
    """Off the board; what nobody had seen stays."""

    KIND: ClassVar[str] = "note.withdrawn"
    DOES: ClassVar[Does] = "hide"


class NoteRestored(Body, frozen=True, kw_only=True):
    """Lifts the withdrawals that the base names."""

    KIND: ClassVar[str] = "note.restored"
    DOES: ClassVar[Does] = "lift"
