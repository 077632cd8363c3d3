"""Which announcement is due: before the beginning, for the groups, in a break, at the end."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from console.timers.evening import Evening
from console.timers.phase import COUNTING_DOWN, MINUTE_MS, Phase
from console.timers.plan import upcoming
from console.timers.present import Present
from console.timers.timer import TimerView

When = Literal["admission", "breakout_start", "warning", "over", "break_end", "closing"]
#: For so long after the way there nobody has to be told any more to go to the groups.
_LATE_MS = MINUTE_MS


class Due(Struct, frozen=True, kw_only=True):
    """An announcement that is due; two that are equal are the same one on every console.

    `minutes` are left (0: the time is up), None where no time counts; `end_min` is when it is
    up, in minutes of UTC. It is true for `groups` of the `of` groups in their rooms.
    """

    when: When
    visit: str | None
    minutes: int | None = None
    end_min: int = 0
    groups: int = 0
    of: int = 0


def due_now(evening: Evening, now: int, on: Present | None) -> Due | None:
    """Return the announcement that is due at `now` (UTC ms); None while there is none.

    `on` is `present(evening, now)`. While everything stands still none is due.
    """
    course = evening.course
    if course.begun_at is None:
        start = evening.dialogue.starts_at
        opens = start - evening.dialogue.admission_min * MINUTE_MS
        return Due(when="admission", visit=None) if opens <= now < start else None
    visit = course.current
    if on is None or visit is None or course.is_paused:
        return None
    if on.item.kind == "breakout" and on.groups:
        return _of_groups(on, visit.id, now - visit.started_at)
    if on.item.kind == "break":
        return _of_break(on.own, visit.id)
    if not upcoming(evening.items, course):
        return Due(when="closing", visit=visit.id)
    return None


def _of_groups(on: Present, visit: str, gone_ms: int) -> Due | None:
    views = list(on.groups.values())
    if all(view.phase is Phase.READY for view in views):
        going = gone_ms < on.item.going_min * MINUTE_MS + _LATE_MS
        return Due(when="breakout_start", visit=visit) if going else None
    going_on = [view for view in views if view.phase in COUNTING_DOWN]
    moments = sorted({0, *(minutes for view in going_on for minutes in view.thresholds)})
    for minutes in moments:
        reached = [view for view in going_on if view.remaining_ms <= minutes * MINUTE_MS]
        # One text goes to all rooms, so it is due when it is true for most of them.
        if 2 * len(reached) >= len(going_on) > 0:
            return Due(
                when="warning" if minutes else "over",
                visit=visit,
                minutes=minutes,
                end_min=_end_of_most(going_on),
                groups=len(reached),
                of=len(going_on),
            )
    return None


def _end_of_most(views: list[TimerView]) -> int:
    """Return the minute by which half of the times are up."""
    ends = sorted(view.ends_at or 0 for view in views)
    return ends[(len(ends) - 1) // 2] // MINUTE_MS


def _of_break(own: TimerView, visit: str) -> Due | None:
    if own.ends_at is None or own.remaining_ms > MINUTE_MS:
        return None
    return Due(when="break_end", visit=visit, minutes=1, end_min=own.ends_at // MINUTE_MS)


def covers(sent_end_min: int, due: Due) -> bool:
    """Whether what was announced for one end of the time still tells of this one.

    Time that was given comes round again: by more than the announcement's own minutes.
    """
    return sent_end_min > due.end_min - max(due.minutes or 0, 1)
