"""Startklar? What the console knows for itself, and what people tick; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.commands.checks import is_ticked, tick
from console.domain.ids import check_id, derived
from console.domain.values import AgendaItem
from console.storage.change import Change
from console.templates import read_template
from console.timers.attendance import citizens
from console.viewmodels.citizens import reads_names
from console.viewmodels.desk import Desk
from console.viewmodels.peers import named_with_role
from console.words import formats

HERE = {"present", "waiting"}
#: There is one such list in a dialogue.
READY_LIST: Final = derived("ready")
#: Lines of the template that the console finds out for itself.
_KNOWN: Final = frozenset({"notes", "moderators", "backup", "groups"})


class HandLine(Struct, frozen=True):
    """A line that only people can tick, as the template has it."""

    key: str
    text: str

    @property
    def id(self) -> str:
        """Its id among all lines: what the console knows may be called the same."""
        return f"hand:{self.key}"


def ready_list() -> tuple[HandLine, ...]:
    """Return the lines of the template's list that the console cannot know."""
    lines = read_template().get("ready", ())
    return tuple(HandLine(one["key"], one["text"]) for one in lines if one["key"] not in _KNOWN)


class ReadyLine(Struct, frozen=True):
    """One fact: whether it is as it should be, and what it says.

    `by_hand`: people tick it, and `detail` says who did.
    """

    id: str
    done: bool
    text: str
    detail: str = ""
    by_hand: bool = False


class Outside(Struct, frozen=True, kw_only=True):
    """What only disk, network and windows know; None: nobody can know, or nobody looked yet.

    `backup_at`, `backend_at`: when a copy was written and the backend answered last (UTC ms).
    `missing`: names of the members of the team whose consoles are not connected.
    """

    projector: bool | None = None
    notetaker: bool | None = None
    backup: bool | None = None
    backup_at: int | None = None
    backend: bool | None = None
    backend_at: int | None = None
    consoles: int = 0
    missing: tuple[str, ...] | None = None


class ReadyViewModel(QObject):
    """`changed`: other lines. What only disk and network know is told from outside."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.outside = Outside()
        self._by_hand = ready_list()
        self.lines: list[ReadyLine] = []
        self._read()
        desk.bridge.changed.connect(self._on_change)

    def set_outside(self, **facts: Any) -> None:
        """Take over what disk, network or windows say, by the names of `Outside`."""
        outside = replace(self.outside, **facts)
        if outside != self.outside:
            self.outside = outside
            self._read()

    @property
    def may_tick(self) -> bool:
        """Whether who works here may tick lines."""
        return self._desk.may("check.ticked")

    def tick(self, line: str, *, ticked: bool) -> bool:
        """Tick a line by its id, or take the tick away; all consoles see who did."""
        found = next((one for one in self._by_hand if one.id == line), None)
        if found is None:
            return False
        return self._desk.attempt(tick, READY_LIST, found.key, found.text, ticked=ticked)

    @property
    def summary(self) -> str:
        done = sum(line.done for line in self.lines)
        return self._desk.words("live.ready_count", done=done, count=len(self.lines))

    def _on_change(self, change: Change) -> None:
        if self._desk.evening.evening.course.begun_at is None:
            del change
            self._read()

    def _read(self) -> None:
        lines = [*self._agenda(), *self._groups(), *self._around(), *self._hand()]
        if lines != self.lines:
            self.lines = lines
            self.changed.emit()

    def _agenda(self) -> Iterator[ReadyLine]:
        words, state = self._desk.words, self._desk.store.state
        items = [item for item in state.agenda() if not item.skipped]
        length = sum(item.minutes for item in items)
        detail = words(
            "live.agenda_summary",
            count=words("live.items_count", n=len(items)),
            length=formats.minutes(words, length),
        )
        yield ReadyLine("agenda", bool(items), words("live.ready_agenda"), detail)

    def _groups(self) -> Iterator[ReadyLine]:
        words, state = self._desk.words, self._desk.store.state
        item = next((one for one in state.agenda() if one.kind == "breakout"), None)
        if item is None:
            return
        groups = state.groups_of(item.id)
        count = words("live.groups_count", n=len(groups))
        yield ReadyLine("groups", bool(groups), words("live.ready_groups"), count)
        if groups and reads_names(self._desk):
            yield from self._moderators(item)
            yield from self._seats(item)

    def _moderators(self, item: AgendaItem) -> Iterator[ReadyLine]:
        words, state = self._desk.words, self._desk.store.state
        named = [group.moderator for group in state.groups_of(item.id) if group.moderator]
        if not named:
            return
        here = sum(state.attendance_of(person).state in HERE for person in named)
        detail = words("live.ready_count", done=here, count=len(named))
        done = here == len(named)
        yield ReadyLine("moderators", done, words("live.ready_moderators"), detail)

    def _seats(self, item: AgendaItem) -> Iterator[ReadyLine]:
        words, state = self._desk.words, self._desk.store.state
        here = [p for p in citizens(state) if state.attendance_of(p.id).state in HERE]
        if not here:
            return
        without = sum(state.seat(item.id, person.id) is None for person in here)
        detail = words("live.ready_unseated", n=without) if without else ""
        yield ReadyLine("seats", not without, words("live.ready_seats"), detail)

    def _around(self) -> Iterator[ReadyLine]:
        words, found, zone = self._desk.words, self.outside, self._desk.zone
        if found.backup is not None:
            at = formats.clock(found.backup_at, zone) if found.backup_at else ""
            key = "backup" if found.backup else "backup_failed"
            yield ReadyLine("backup", found.backup, words(f"ready.{key}"), at)
        if found.backend is not None:
            key = "backend" if found.backend else "backend_off"
            at = formats.clock(found.backend_at, zone) if found.backend_at else ""
            detail = words("ready.last_contact", time=at) if at else ""
            yield ReadyLine("backend", found.backend, words(f"ready.{key}"), detail)
        if found.missing is not None:
            yield self._consoles(found.consoles, found.missing)
        if found.projector is not None:
            key = "live.ready_projector" if found.projector else "live.ready_projector_off"
            yield ReadyLine("projector", found.projector, words(key))
        if found.notetaker is not None:
            key = "live.ready_notetaker" if found.notetaker else "live.ready_notetaker_off"
            yield ReadyLine("notetaker", found.notetaker, words(key))

    def _consoles(self, there: int, missing: tuple[str, ...]) -> ReadyLine:
        words, count = self._desk.words, there + len(missing)
        detail = words("live.ready_count", done=there, count=count)
        if missing:
            names = formats.enumeration(words, missing)
            detail = words("ready.missing", n=len(missing), count=detail, names=names)
        return ReadyLine("consoles", not missing, words("ready.consoles"), detail)

    def _hand(self) -> Iterator[ReadyLine]:
        for line in self._by_hand:
            ticked = is_ticked(self._desk.store, READY_LIST, line.key)
            by = self._ticked_by(line.key) if ticked else ""
            yield ReadyLine(line.id, ticked, line.text, by, by_hand=True)

    def _ticked_by(self, line: str) -> str:
        desk = self._desk
        last = desk.store.entity("check", check_id(READY_LIST, line)).live[-1]
        member = desk.store.state.members.get(last.by)
        name = member.name if member is not None else ""
        who = named_with_role(desk, name, last.role or desk.store.identity.role)
        return desk.words("ready.by", name=who, time=formats.clock(last.instant, desk.zone))
