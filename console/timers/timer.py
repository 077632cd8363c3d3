"""How much time an item or a group has used and has left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from console.domain.course import Course, Pause, Visit
from console.domain.group_timer import GroupTimer
from console.domain.ids import group_run_id
from console.domain.values import AgendaItem
from console.timers.phase import (
    COUNTING_DOWN,
    MINUTE_MS,
    Phase,
    counting_thresholds,
    running_phase,
)

#: Taking time away never leaves less than this.
LEAST_LEFT_MS: Final = 30_000


class TimerView(Struct, frozen=True, kw_only=True):
    """A timer at one instant; all but `thresholds` (minutes) in milliseconds.

    `remaining_ms` is negative when over. `ends_at` (UTC) is when the time is or was up, None
    while it stands still. `length_ms` includes `extended_ms`. `thresholds` are those that
    count, the greatest first.
    """

    phase: Phase
    remaining_ms: int
    length_ms: int
    ends_at: int | None
    extended_ms: int
    elapsed_ms: int
    thresholds: tuple[int, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether the time is up, also while paused."""
        return self.remaining_ms <= 0

    @property
    def reached_min(self) -> int | None:
        """The least threshold (minutes) that the remaining time has come down to."""
        reached = [m for m in self.thresholds if self.remaining_ms <= m * MINUTE_MS]
        return reached[-1] if reached else None


def shown_seconds(remaining_ms: int) -> int:
    """Return whole seconds to show, negative when over: 0 appears exactly when the time is up."""
    return -(-remaining_ms // 1000)


def allowed_delta_ms(view: TimerView, requested_ms: int) -> int:
    """Return how much of a requested change may be made: less time leaves at least 0:30.

    0 where nothing can be taken any more, and for a group that is on its way back.
    """
    if view.phase in {Phase.RETURNING, Phase.RETURNED}:
        return 0
    if requested_ms >= 0:
        return requested_ms
    return min(0, max(requested_ms, LEAST_LEFT_MS - view.remaining_ms))


def _ran_ms(course: Course, start: int, end: int) -> int:
    """Return how long time went by from `start` to `end` (UTC ms), pauses taken out."""
    ran = end - start
    for pause in reversed(course.pauses):
        if pause.end is not None and pause.end <= start:
            break  # the pauses before it ended even earlier
        stop = end if pause.end is None else min(end, pause.end)
        ran -= max(0, stop - max(start, pause.start))
    return max(0, ran)


def _due_at(start: int, needed_ms: int, now: int, left_ms: int, pauses: Iterable[Pause]) -> int:
    """Return when `needed_ms` from `start` on are, or were, used up; `left_ms` are left now.

    Ahead lies no pause that is known. Looking back, only pauses before the end moved it.
    """
    if left_ms > 0:
        return max(now, start) + left_ms
    due = start + needed_ms
    for pause in pauses:
        if pause.start >= due or pause.end is None:
            break
        due += max(0, pause.end - max(pause.start, start))
    return due


def item_view(item: AgendaItem, course: Course, timer: GroupTimer, now: int) -> TimerView:
    """Return the time of an item's latest visit at `now` (UTC ms); not begun: ready.

    `timer` is the item's own, whose extensions count by visit. A visit that has ended is shown
    as it stood at its end.
    """
    visit = course.visit_of(item.id)
    planned = item.minutes * MINUTE_MS
    if visit is None:
        return _view(item, planned, 0, 0, phase=Phase.READY)
    extended = timer.extensions.get(visit.id, 0)
    until = now if visit.ended_at is None else visit.ended_at
    elapsed = _ran_ms(course, visit.started_at, until)
    if visit.ended_at is not None:
        return _view(item, planned, extended, elapsed)
    if course.is_paused:
        return _view(item, planned, extended, elapsed, phase=Phase.PAUSED)
    length = planned + extended
    due = _due_at(visit.started_at, length, now, length - elapsed, course.pauses)
    return _view(item, planned, extended, elapsed, due=due)


def group_view(item: AgendaItem, course: Course, timer: GroupTimer, now: int) -> TimerView:
    """Return the time of one group of a breakout item at `now` (UTC ms).

    The register counts only in the item's latest visit; a new visit has full time. It stands
    still from the end of the visit (returning) or from the group's being marked as back.
    """
    visit = course.visit_of(item.id)
    planned = item.group_minutes * MINUTE_MS
    extended = timer.extensions.get(run_to_name(timer, visit), 0) if timer.extensions else 0
    if visit is None or not _counts(timer, visit):
        return _view(item, planned, extended, 0, phase=Phase.READY)
    back_at = timer.returned_at.get(timer.run or "")
    stops = [at for at in (visit.ended_at, back_at) if at is not None]
    elapsed = timer.elapsed_ms
    if timer.state == "running":
        elapsed += _ran_ms(course, timer.since, min(stops, default=now))
    if timer.is_returned:
        return _view(item, planned, extended, elapsed, phase=Phase.RETURNED)
    if visit.ended_at is not None:
        return _view(item, planned, extended, elapsed, phase=Phase.RETURNING)
    if timer.state == "paused" or course.is_paused:
        return _view(item, planned, extended, elapsed, phase=Phase.PAUSED)
    length = planned + extended
    needed = length - timer.elapsed_ms
    due = _due_at(timer.since, needed, now, length - elapsed, course.pauses)
    return _view(item, planned, extended, elapsed, due=due)


def run_to_name(timer: GroupTimer, visit: Visit | None) -> str:
    """Return the run that an extension or a start of a group's timer has to name now.

    `visit` is the item's latest one. It is the run that is on; for a timer that is ready, the
    one that the next start makes, so that time given beforehand counts.
    """
    if visit is not None and timer.run is not None and _counts(timer, visit):
        return timer.run
    return group_run_id(timer.id, timer.run)


def _counts(timer: GroupTimer, visit: Visit) -> bool:
    return timer.state != "ready" and timer.visit == visit.id


def _view(
    item: AgendaItem,
    planned_ms: int,
    extended_ms: int,
    elapsed_ms: int,
    *,
    phase: Phase | None = None,
    due: int | None = None,
) -> TimerView:
    """Return the view of a time that stands still in `phase`, or runs and is up at `due`."""
    length = planned_ms + extended_ms
    thresholds = counting_thresholds(item.thresholds, planned_ms)
    return TimerView(
        phase=phase or running_phase(length - elapsed_ms, thresholds),
        remaining_ms=length - elapsed_ms,
        length_ms=length,
        ends_at=due,
        extended_ms=extended_ms,
        elapsed_ms=elapsed_ms,
        thresholds=thresholds,
    )


def latest(views: Iterable[TimerView]) -> TimerView | None:
    """Return the view that goes on longest among those begun and not stopped; None: no such."""
    begun = [view for view in views if view.phase in COUNTING_DOWN or view.phase is Phase.PAUSED]
    return max(begun, key=lambda view: view.remaining_ms, default=None)
