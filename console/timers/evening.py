"""All that time is computed from, put together once per change so that a tick only reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from console.domain.course import Course
from console.domain.group_timer import GroupTimer
from console.domain.ids import timer_id
from console.domain.values import AgendaItem, Dialogue, Group


class Evening(Struct, frozen=True, kw_only=True):
    """A dialogue with its run sheet, its groups, its timers and its course.

    `items` and the groups of each item (`groups`, by item id) are in order; removed ones are not
    among them, but a removed item that ran is. `timers` is keyed by item and group (None: the
    item's own) and has an entry for each of them.
    """

    dialogue: Dialogue
    items: tuple[AgendaItem, ...]
    groups: Mapping[str, tuple[Group, ...]]
    timers: Mapping[tuple[str, str | None], GroupTimer]
    course: Course


def evening_of(
    dialogue: Dialogue,
    items: Iterable[AgendaItem],
    groups: Iterable[Group],
    timers: Mapping[str, GroupTimer],
    course: Course,
) -> Evening:
    """Return the evening from projected values in any order; `timers` is keyed by timer id."""
    ran = {visit.item for visit in course.visits}
    shown = [item for item in items if not item.hidden or item.id in ran]
    shown.sort(key=lambda item: (item.order, item.id))
    by_item: dict[str, list[Group]] = {}
    for group in sorted(groups, key=lambda one: (one.order, one.id)):
        if not group.hidden:
            by_item.setdefault(group.item, []).append(group)
    found: dict[tuple[str, str | None], GroupTimer] = {}
    for item in shown:
        for group_id in (None, *(group.id for group in by_item.get(item.id, ()))):
            timer = timer_id(item.id, group_id)
            found[item.id, group_id] = timers.get(timer) or GroupTimer(id=timer)
    return Evening(
        dialogue=dialogue,
        items=tuple(shown),
        groups={item: tuple(members) for item, members in by_item.items()},
        timers=found,
        course=course,
    )
