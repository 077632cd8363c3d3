"""The timers of what is on now: the groups' and the one that the countdown shows."""

from __future__ import annotations

from console.domain.run import END
from console.domain.values import AgendaItem
from console.timers.evening import Evening
from console.timers.timer import TimerView, group_view, item_view, latest


def present_item(evening: Evening) -> AgendaItem | None:
    """Return the item that is on; None before the beginning, after the end, or if unknown."""
    visit = evening.course.current
    if visit is None or visit.item == END:
        return None
    return next((item for item in evening.items if item.id == visit.item), None)


def group_views(evening: Evening, item: AgendaItem, now: int) -> dict[str, TimerView]:
    """Return the timers of an item's groups at `now` (UTC ms) by group id, in their order."""
    return {
        group.id: group_view(item, evening.course, evening.timers[item.id, group.id], now)
        for group in evening.groups.get(item.id, ())
    }


def own_view(evening: Evening, item: AgendaItem, now: int) -> TimerView:
    """Return the time of the item itself at `now` (UTC ms)."""
    return item_view(item, evening.course, evening.timers[item.id, None], now)


def countdown(evening: Evening, now: int) -> TimerView | None:
    """Return the time that counts for everybody: the latest group's, else the item's own.

    None when no item is on.
    """
    item = present_item(evening)
    if item is None:
        return None
    return latest(group_views(evening, item, now).values()) or own_view(evening, item, now)
