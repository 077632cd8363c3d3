"""Timers of groups and items, as states: a tick is never an operation."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from console.domain.bodies import Ago, Body, Count, Does, Ref
from console.domain.ids import timer_id

TimerState = Literal["running", "paused", "ready"]
Elapsed = Annotated[int, Meta(ge=0, le=86_400_000)]


class TimerRegister(Body, frozen=True, kw_only=True):
    """The whole state of a group's timer at the operation's instant.

    `visit` is the visit of the item it counts in, `run` the start it belongs to, and
    `elapsed_before_ms` the time used since the run's start, pauses taken out.
    """

    REGISTER: ClassVar[str] = "timer"
    item: Ref
    group: Ref | None
    visit: Ref
    run: Ref
    state: TimerState
    elapsed_before_ms: Elapsed = 0
    ago_ms: Ago = 0

    @property
    def entity_id(self) -> str | None:
        """The timer of the group, or of the item itself, in the item."""
        return timer_id(self.item, self.group)


class TimerStarted(TimerRegister, frozen=True, kw_only=True):
    """The run begins."""

    KIND: ClassVar[str] = "timer.started"


class TimerPaused(TimerRegister, frozen=True, kw_only=True):
    """The time stands still."""

    KIND: ClassVar[str] = "timer.paused"


class TimerResumed(TimerRegister, frozen=True, kw_only=True):
    """The time goes on."""

    KIND: ClassVar[str] = "timer.resumed"


class TimerReset(TimerRegister, frozen=True, kw_only=True):
    """The timer is ready for another run."""

    KIND: ClassVar[str] = "timer.reset"


class TimerExtended(Body, frozen=True, kw_only=True):
    """More or less time (milliseconds) for one run; for an item's own timer `run` is the visit."""

    KIND: ClassVar[str] = "timer.extended"
    COUNTS_FOR: ClassVar[str] = "run"
    CONTEXT: ClassVar[frozenset[str]] = frozenset({"item", "group"})
    item: Ref
    group: Ref | None = None
    run: Ref
    delta_ms: Count

    @property
    def entity_id(self) -> str | None:
        """The timer of the group, or of the item itself, in the item."""
        return timer_id(self.item, self.group)


class TimerReturned(Body, frozen=True, kw_only=True):
    """A person saw that the group is back in the plenary, or (`back` false) that it is not."""

    KIND: ClassVar[str] = "timer.returned"
    DOES: ClassVar[Does] = "mark"
    item: Ref
    group: Ref | None = None
    run: Ref
    back: bool = True
    ago_ms: Ago = 0

    @property
    def entity_id(self) -> str | None:
        """The timer of the group, or of the item itself, in the item."""
        return timer_id(self.item, self.group)
