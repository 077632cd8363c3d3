"""The tick list of an agenda item: what is ticked, by whom and when."""

from __future__ import annotations

from msgspec import Struct

from console.commands.checks import is_ticked, tick
from console.domain.ids import check_id
from console.templates import tick_list
from console.viewmodels.desk import Desk
from console.viewmodels.peers import readable
from console.viewmodels.shell import initials
from console.words import formats


class Tick(Struct, frozen=True, kw_only=True):
    """A line of the tick list; `by` is who ticked it and when, `initials` that person's."""

    item: str
    line: str
    text: str
    ticked: bool
    by: str = ""
    initials: str = ""


def ticks_of(desk: Desk, item: str) -> tuple[Tick, ...]:
    """Return the tick list of an item as it stands now."""
    store = desk.store
    return tuple(
        _tick(desk, item, line.key, line.text, ticked=is_ticked(store, item, line.key))
        for line in tick_list(store.state.dialogue_id, item)
    )


def _tick(desk: Desk, item: str, line: str, text: str, *, ticked: bool) -> Tick:
    if not ticked:
        return Tick(item=item, line=line, text=text, ticked=False)
    last = desk.store.entity("check", check_id(item, line)).live[-1]
    member = desk.store.state.members.get(last.by)
    name = readable(member.name) if member is not None else ""
    name = name or desk.words(f"shell.role.{last.role or 'observer'}")
    time = formats.clock(last.instant, desk.zone)
    by = desk.words("prompter.ticked_by", name=name, time=time)
    return Tick(item=item, line=line, text=text, ticked=True, by=by, initials=initials(name))


def may_tick(desk: Desk) -> bool:
    """Tell whether who works here may tick lines."""
    return desk.may("check.ticked")


def set_tick(desk: Desk, line: Tick, *, ticked: bool) -> bool:
    """Tick a line, or take the tick away; False when that was refused."""
    return desk.attempt(tick, line.item, line.line, line.text, ticked=ticked)
