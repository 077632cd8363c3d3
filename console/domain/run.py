"""The course of the evening: which item is on, since when, and whether everything pauses."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta, field

from console.domain.bodies import Ago, Body, Does, Instant, Ref
from console.domain.ids import RUN_ID, UUID_PATTERN

END = "end"
Target = Annotated[str, Meta(pattern=rf"^end(?!\n)$|{UUID_PATTERN}", max_length=36)]


def start_of(visit: str) -> str:
    """Return the name of the field that a correction of a visit's start sets."""
    return f"start:{visit}"


class _OfTheRun(Body, frozen=True, kw_only=True):
    """There is one run."""

    @property
    def entity_id(self) -> str | None:
        """The run."""
        return RUN_ID


class RunAdvanced(_OfTheRun, frozen=True, kw_only=True):
    """From the visit on screen (None: before the beginning) to an item or to the end."""

    KIND: ClassVar[str] = "run.advanced"
    DOES: ClassVar[Does] = "mark"
    from_visit: Ref | None = field(default=None, name="from")
    to: Target
    ago_ms: Ago = 0


class RunCorrected(_OfTheRun, frozen=True, kw_only=True):
    """`visit` began at `started` (UTC milliseconds)."""

    KIND: ClassVar[str] = "run.corrected"
    REGISTER: ClassVar[str] = "start"
    visit: Ref
    started: Instant

    @property
    def register_name(self) -> str:
        """The start of this visit."""
        return start_of(self.visit)


class RunPaused(_OfTheRun, frozen=True, kw_only=True):
    """Everything stands still; `visit` is the one on screen."""

    KIND: ClassVar[str] = "run.paused"
    REGISTER: ClassVar[str] = "pause"
    visit: Ref
    ago_ms: Ago = 0


class RunResumed(_OfTheRun, frozen=True, kw_only=True):
    """Everything goes on."""

    KIND: ClassVar[str] = "run.resumed"
    REGISTER: ClassVar[str] = "pause"
    visit: Ref
    ago_ms: Ago = 0
