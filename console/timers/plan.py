"""What the run sheet says: the planned times, and which items are still to come."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from console.domain.course import Course
from console.domain.values import AgendaItem
from console.timers.phase import MINUTE_MS


class Slot(Struct, frozen=True):
    """A stretch of time (UTC ms), and how long one waits before it for a fixed start (ms)."""

    start: int
    end: int
    gap_ms: int = 0


def slot_after(instant: int, item: AgendaItem) -> Slot:
    """Return when an item takes place if what comes before it is done at `instant` (UTC ms).

    It lasts its minutes; a fixed start is waited for, never moved forward.
    """
    start = instant if item.fixed_start is None else max(instant, item.fixed_start)
    return Slot(start, start + item.minutes * MINUTE_MS, start - instant)


def planned_slots(starts_at: int, items: Sequence[AgendaItem]) -> list[Slot]:
    """Return the planned times of items in order; those marked as skipped take none.

    A removed item that ran is among them with its minutes: taking it off the sheet afterwards
    does not change what was planned for the others.
    """
    slots: list[Slot] = []
    at = starts_at
    for item in items:
        slots.append(Slot(at, at) if item.skipped else slot_after(at, item))
        at = slots[-1].end
    return slots


def upcoming(items: Sequence[AgendaItem], course: Course) -> tuple[AgendaItem, ...]:
    """Return the items still to come, in order: what follows the present one on the sheet.

    Items that were jumped over do not come back by themselves, and one that ran ahead of its
    turn is done. But whoever goes back to an item that was on before goes through what followed
    it once more.
    """
    if course.is_over:
        return ()
    waiting = [item for item in items if not item.skipped and not item.hidden]
    present = course.current
    if present is None:
        return tuple(waiting)
    last = {visit.item: index for index, visit in enumerate(course.visits)}
    on = next((item for item in items if item.id == present.item), None)
    if on is None:
        return tuple(item for item in waiting if item.id not in last)
    first = next(i for i, visit in enumerate(course.visits) if visit.item == on.id)
    here = (on.order, on.id)
    return tuple(
        item
        for item in waiting
        if (item.order, item.id) > here and last.get(item.id, first + 1) > first
    )
