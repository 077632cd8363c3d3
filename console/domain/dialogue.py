"""The dialogue itself: its words, its times, its zone."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from console.domain.bodies import UNSET, Body, Instant, Label, Minutes, Text, UnsetType


class DialogueSet(Body, frozen=True, kw_only=True):
    """Times are UTC milliseconds; `zone` is an IANA name in which people see them."""

    KIND: ClassVar[str] = "dialogue.set"
    starts_at: Instant | UnsetType = UNSET
    ends_at: Instant | UnsetType = UNSET
    admission_min: Minutes | UnsetType = UNSET
    zone: Label | UnsetType = UNSET
    city: Label | UnsetType = UNSET
    places: Annotated[int, Meta(ge=0, le=10_000)] | UnsetType = UNSET
    deputies: bool | UnsetType = UNSET
    delete_after: Instant | UnsetType = UNSET
    hotline: Label | UnsetType = UNSET
    recorded: bool | UnsetType = UNSET


class DialogueEdited(Body, frozen=True, kw_only=True):
    """The words about the dialogue."""

    KIND: ClassVar[str] = "dialogue.edited"
    title: Text | UnsetType = UNSET
    topic: Text | UnsetType = UNSET
