"""Plan, real times and forecast of the whole evening, one row per item."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from console.domain.course import Course
from console.domain.run import END
from console.domain.values import AgendaItem
from console.timers.evening import Evening
from console.timers.phase import MINUTE_MS, Phase
from console.timers.plan import Slot, planned_slots, slot_after, upcoming
from console.timers.present import Present, present

RowState = Literal["done", "now", "now_over", "next", "later", "skipped"]
Stay = tuple[int, int | None]

#: Up to this many minutes beside the plan people say "Im Plan".
_ON_PLAN_MIN: Final = 1


class Row(Struct, frozen=True, kw_only=True):
    """An item (id) on the time axis; instants are UTC ms.

    `actual` holds start and end of every visit. The forecast of what is over is what happened;
    of an item that does not take place it is one instant. `deviation_min` is how many minutes
    longer than planned it took or will take.
    """

    item: str
    planned_start: int
    planned_end: int
    planned_gap_ms: int
    actual: tuple[Stay, ...]
    forecast_start: int
    forecast_end: int
    forecast_gap_ms: int
    state: RowState
    deviation_min: int


class Forecast(Struct, frozen=True, kw_only=True):
    """The whole evening at one instant (UTC ms).

    `ends_at` is the forecast end, after the end the real one; `planned_end` the fixed end, or
    that of the run sheet when none is fixed; `deviation_ms` the first minus the second.
    `overdue_since` is the planned beginning when it has passed without a beginning.
    """

    rows: tuple[Row, ...]
    ends_at: int
    planned_end: int
    deviation_ms: int
    overdue_since: int | None = None

    @property
    def present(self) -> Row | None:
        """The row of the item that is on."""
        return next((row for row in self.rows if row.state in {"now", "now_over"}), None)

    @property
    def next(self) -> Row | None:
        """The row of the item that follows."""
        return next((row for row in self.rows if row.state == "next"), None)


def deviation_min(deviation_ms: int) -> int:
    """Return a deviation in whole minutes, rounded, halves away from zero."""
    minutes = (abs(deviation_ms) + MINUTE_MS // 2) // MINUTE_MS
    return minutes if deviation_ms >= 0 else -minutes


def is_on_plan(deviation_ms: int) -> bool:
    """Whether a deviation counts as none: what would be shown is within a minute."""
    return abs(deviation_min(deviation_ms)) <= _ON_PLAN_MIN


def forecast(evening: Evening, now: int, on: Present | None = None) -> Forecast:
    """Return plan, real times and forecast at `now` (UTC ms).

    `on` is `present(evening, now)`, for a caller that has it already.
    """
    dialogue, course = evening.dialogue, evening.course
    on = on or present(evening, now)
    planned = planned_slots(dialogue.starts_at, evening.items)
    at = free_at(evening, now, on)
    coming = [item.id for item in upcoming(evening.items, course)]
    stays = _stays(course)
    before = dialogue.starts_at if course.begun_at is None else course.begun_at
    rows: list[Row] = []
    for item, plan in zip(evening.items, planned, strict=True):
        actual = stays.get(item.id, ())
        if on is not None and item.id == on.item.id:
            state: RowState = "now_over" if on.countdown.is_over else "now"
            slot = Slot(actual[-1][0], at)
        elif item.id in coming:
            state = "next" if item.id == coming[0] else "later"
            slot = slot_after(at, item)
            at = slot.end
        elif actual:
            state, slot = "done", Slot(actual[0][0], actual[-1][1] or at)
        else:
            state, slot = "skipped", Slot(before, before)
        before = slot.end
        rows.append(_row(item, plan, actual, slot, state))
    planned_end = dialogue.ends_at or (planned[-1].end if planned else dialogue.starts_at)
    overdue = course.begun_at is None and now > dialogue.starts_at
    return Forecast(
        rows=tuple(rows),
        ends_at=at,
        planned_end=planned_end,
        deviation_ms=at - planned_end,
        overdue_since=dialogue.starts_at if overdue else None,
    )


def _stays(course: Course) -> dict[str, tuple[Stay, ...]]:
    stays: dict[str, tuple[Stay, ...]] = {}
    for visit in course.visits:
        stays[visit.item] = (*stays.get(visit.item, ()), (visit.started_at, visit.ended_at))
    return stays


def _row(
    item: AgendaItem, plan: Slot, actual: tuple[Stay, ...], slot: Slot, state: RowState
) -> Row:
    took = 0
    if state != "skipped":
        past = sum(end - start for start, end in actual if end is not None)
        took = past + (0 if state == "done" else slot.end - slot.start) - (plan.end - plan.start)
    return Row(
        item=item.id,
        planned_start=plan.start,
        planned_end=plan.end,
        planned_gap_ms=plan.gap_ms,
        actual=actual,
        forecast_start=slot.start,
        forecast_end=slot.end,
        forecast_gap_ms=slot.gap_ms,
        state=state,
        deviation_min=deviation_min(took),
    )


def free_at(evening: Evening, now: int, on: Present | None) -> int:
    """Return when the next item can begin.

    Never before now: before the beginning the planned one, however overdue; after the end that
    instant. A clock that jumped back does not put the end of an item before its beginning.
    """
    visit = evening.course.current
    if visit is None:
        return max(now, evening.dialogue.starts_at)
    if visit.item == END:
        return visit.started_at
    return max(now, visit.started_at) + (0 if on is None else _left(on))


def _left(on: Present) -> int:
    """Return how long (ms) the present item goes on.

    With groups, until all are back in the plenary: one that runs has its remaining time; one
    that has not begun has all of it, from the end of the going on; both then need the minutes
    for coming. A group marked as back needs nothing.
    """
    if on.item.kind != "breakout" or not on.groups:
        return max(0, on.own.remaining_ms)
    going = max(0, on.item.going_min * MINUTE_MS - on.own.elapsed_ms)
    needed = [
        (going if view.phase is Phase.READY else 0) + max(0, view.remaining_ms)
        for view in on.groups.values()
        if view.phase is not Phase.RETURNED
    ]
    return max(needed) + on.item.coming_min * MINUTE_MS if needed else 0
