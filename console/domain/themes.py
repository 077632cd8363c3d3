"""Themes: several notes under one title."""

from __future__ import annotations

from typing import ClassVar

from console.domain.bodies import UNSET, Body, Does, Label, Text, UnsetType
from console.domain.notes import Place


class ThemeAdded(Body, frozen=True, kw_only=True):
    """A new theme; its notes name it."""

    KIND: ClassVar[str] = "theme.added"
    DOES: ClassVar[Does] = "add"
    title: Text
    summary: Text = ""
    place: Place


class ThemeEdited(Body, frozen=True, kw_only=True):
    """Other words."""

    KIND: ClassVar[str] = "theme.edited"
    title: Text | UnsetType = UNSET
    summary: Text | UnsetType = UNSET


class ThemeSet(Body, frozen=True, kw_only=True):
    """Another place, or a letter for the poll."""

    KIND: ClassVar[str] = "theme.set"
    place: Place | UnsetType = UNSET
    letter: Label | UnsetType = UNSET


class ThemeWithdrawn(Body, frozen=True, kw_only=True):
    """The theme is dissolved; its notes stand alone again."""

    KIND: ClassVar[str] = "theme.withdrawn"
    DOES: ClassVar[Does] = "hide"


class ThemeRestored(Body, frozen=True, kw_only=True):
    """Lifts the withdrawals that the base names."""

    KIND: ClassVar[str] = "theme.restored"
    DOES: ClassVar[Does] = "lift"
