"""What is on now with its timers: the item's own, the groups', and the one for everybody."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from console.domain.values import AgendaItem
from console.timers.evening import Evening
from console.timers.timer import TimerView, group_view, item_view, latest


class Present(Struct, frozen=True, kw_only=True):
    """The item that is on, its own time, and those of its groups by id in their order."""

    item: AgendaItem
    own: TimerView
    groups: Mapping[str, TimerView]

    @property
    def countdown(self) -> TimerView:
        """The time that counts for everybody: the latest group's, else the item's own."""
        return latest(self.groups.values()) or self.own


def present(evening: Evening, now: int) -> Present | None:
    """Return what is on at `now` (UTC ms); None before the beginning and after the end.

    None as well while the item that is on is not known here.
    """
    visit = evening.course.current
    on = None if visit is None else visit.item
    item = next((item for item in evening.items if item.id == on), None)
    if item is None:
        return None
    own = item_view(item, evening.course, evening.timers[item.id, None], now)
    return Present(item=item, own=own, groups=group_views(evening, item, now))


def group_views(evening: Evening, item: AgendaItem, now: int) -> dict[str, TimerView]:
    """Return the timers of an item's groups at `now` (UTC ms) by group id, in their order."""
    return {
        group.id: group_view(item, evening.course, evening.timers[item.id, group.id], now)
        for group in evening.groups.get(item.id, ())
    }


def last_breakout(evening: Evening) -> AgendaItem | None:
    """Return the breakout item that is on or was on last: whose groups may be on their way."""
    breakouts = {item.id: item for item in evening.items if item.kind == "breakout"}
    visits = reversed(evening.course.visits)
    return next((breakouts[visit.item] for visit in visits if visit.item in breakouts), None)
