"""Where somebody without connection says they are in the run sheet: kept here, never sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from console.domain.course import Course, Pause, Visit
from console.domain.group_timer import GroupTimer
from console.domain.ids import timer_id
from console.domain.values import AgendaItem, Group
from console.storage.store import Store
from console.timers.phase import MINUTE_MS

#: Among what is being typed: it survives a crash, and no operation is ever made of it.
PLACE: Final = "local:position"
_VISIT: Final = "local"


class LocalPosition(Struct, frozen=True):
    """At which item since when (UTC ms), and the last visit that the log had then ("": none)."""

    item: str
    at: int
    visit: str


def last_visit(course: Course) -> str:
    """Return the id of the visit that the log is at; empty before the beginning."""
    return course.current.id if course.current is not None else ""


def stored(store: Store) -> LocalPosition | None:
    """Return the position kept in the file, unless the log has gone on since."""
    text = next((one.text for one in store.drafts() if one.place == PLACE), "")
    if not text:
        return None
    try:
        found = msgspec.json.decode(text, type=LocalPosition)
    except msgspec.DecodeError:
        return None
    state = store.state
    is_there = found.item in state.agenda_items
    return found if is_there and last_visit(state.course) == found.visit else None


def is_kept(store: Store) -> bool:
    """Tell whether the file has a position, also one that is over."""
    return any(one.place == PLACE for one in store.drafts())


def keep(store: Store, position: LocalPosition | None) -> None:
    """Keep a position in the file, or none any more.  Raises: KnownFailure."""
    text = msgspec.json.encode(position).decode() if position is not None else ""
    store.save_draft(PLACE, text)


def course_at(course: Course, position: LocalPosition) -> Course:
    """Return the course as if it had gone on to the position."""
    before = course.current
    started = max(position.at, before.started_at if before is not None else 0)
    visits = list(course.visits)
    if before is not None:
        visits[-1] = replace(before, ended_at=started)
    here = Visit(id=_VISIT, item=position.item, started_at=started)
    pauses = tuple(
        Pause(start=one.start, end=max(one.start, started)) if one.end is None else one
        for one in course.pauses
    )
    return replace(course, visits=(*visits, here), pauses=pauses)


def timers_at(
    timers: Mapping[str, GroupTimer],
    position: LocalPosition,
    item: AgendaItem,
    groups: list[Group],
) -> dict[str, GroupTimer]:
    """Return the timers with those of the item's groups running once everybody is there."""
    since = position.at + item.going_min * MINUTE_MS
    found = dict(timers)
    for group in groups:
        timer = timer_id(item.id, group.id)
        found[timer] = GroupTimer(
            id=timer,
            item=item.id,
            group=group.id,
            visit=_VISIT,
            run=_VISIT,
            state="running",
            since=since,
        )
    return found
