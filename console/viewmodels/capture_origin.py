"""Where a note may come from: the plenary, or a group of the breakout item that is on or was."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.values import AgendaItem, Group
from console.timers.present import last_breakout
from console.viewmodels.desk import Desk


@dataclass(frozen=True, slots=True)
class NoteOrigin:
    """One origin; `group` is None for the plenary, `place` counts the groups from 1."""

    group: str | None
    label: str
    place: int = 0


def note_origins(desk: Desk) -> list[NoteOrigin]:
    """Return the origins offered now; who writes for certain groups is offered these alone."""
    groups = _groups(desk)
    own = desk.store.identity.groups
    if own:
        groups = [pair for pair in groups if pair[1].id in own] or _own_groups(desk)
        return [NoteOrigin(group.id, group.name.text, place) for place, group in groups]
    plenary = NoteOrigin(None, desk.words("notes.origin_plenary"))
    return [plenary, *(NoteOrigin(group.id, group.name.text, place) for place, group in groups)]


def is_in_groups(item: AgendaItem | None) -> bool:
    """Tell whether notes come from groups while this item is on."""
    return item is not None and item.kind == "breakout"


def _groups(desk: Desk) -> list[tuple[int, Group]]:
    evening = desk.evening.evening
    item = last_breakout(evening) or next(
        (one for one in evening.items if one.kind == "breakout" and not one.hidden), None
    )
    if item is None:
        return []
    return list(enumerate(evening.groups.get(item.id, ()), start=1))


def _own_groups(desk: Desk) -> list[tuple[int, Group]]:
    found = [
        (place, group)
        for groups in desk.evening.evening.groups.values()
        for place, group in enumerate(groups, start=1)
    ]
    return [pair for pair in found if pair[1].id in desk.store.identity.groups]
