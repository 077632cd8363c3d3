"""The course of the evening: which item is on, since when, and whether everything pauses."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta, field

from console.domain.bodies import Ago, Body, Does, Instant, Ref

END = "end"
Target = Annotated[str, Meta(pattern="^(end|[0-9a-f-]{36})$")]


class RunAdvanced(Body, frozen=True, kw_only=True):
    """From the visit on screen (None: before the beginning) to an item or to the end."""

    KIND: ClassVar[str] = "run.advanced"
    DOES: ClassVar[Does] = "mark"
    from_visit: Ref | None = field(default=None, name="from")
    to: Target
    ago_ms: Ago = 0


class RunCorrected(Body, frozen=True, kw_only=True):
    """`visit` began at `started` (UTC milliseconds)."""

    KIND: ClassVar[str] = "run.corrected"
    DOES: ClassVar[Does] = "mark"
    visit: Ref
    started: Instant


class RunPaused(Body, frozen=True, kw_only=True):
    """Everything stands still; `visit` is the one on screen."""

    KIND: ClassVar[str] = "run.paused"
    REGISTER: ClassVar[str] = "pause"
    visit: Ref
    ago_ms: Ago = 0


class RunResumed(Body, frozen=True, kw_only=True):
    """Everything goes on."""

    KIND: ClassVar[str] = "run.resumed"
    REGISTER: ClassVar[str] = "pause"
    visit: Ref
    ago_ms: Ago = 0
