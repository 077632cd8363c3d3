"""Startklar? Only what the console knows for itself; nothing is ticked by guessing."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.domain.values import AgendaItem
from console.storage.change import Change
from console.timers.attendance import citizens
from console.viewmodels.citizens import reads_names
from console.viewmodels.desk import Desk
from console.words import formats

HERE = {"present", "waiting"}


class ReadyLine(Struct, frozen=True):
    """One fact: whether it is as it should be, and what it says."""

    id: str
    done: bool
    text: str
    detail: str = ""


class ReadyViewModel(QObject):
    """`changed`: other lines. The projector and who is connected are told from outside."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._projector: bool | None = None
        self._notetaker: bool | None = None
        self.lines: list[ReadyLine] = []
        self._read()
        desk.bridge.changed.connect(self._on_change)

    def set_projector_shown(self, shown: bool) -> None:
        """Say whether the projector window is open."""
        self._projector = shown
        self._read()

    def set_notetaker_connected(self, connected: bool | None) -> None:
        """Say whether somebody who takes notes is connected; None where nobody can know."""
        self._notetaker = connected
        self._read()

    @property
    def summary(self) -> str:
        done = sum(line.done for line in self.lines)
        return self._desk.words("live.ready_count", done=done, count=len(self.lines))

    def _on_change(self, change: Change) -> None:
        if self._desk.evening.evening.course.begun_at is None:
            del change
            self._read()

    def _read(self) -> None:
        lines = [*self._agenda(), *self._groups(), *self._outside()]
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

    def _outside(self) -> Iterator[ReadyLine]:
        words = self._desk.words
        if self._projector is not None:
            key = "live.ready_projector" if self._projector else "live.ready_projector_off"
            yield ReadyLine("projector", self._projector, words(key))
        if self._notetaker is not None:
            key = "live.ready_notetaker" if self._notetaker else "live.ready_notetaker_off"
            yield ReadyLine("notetaker", self._notetaker, words(key))
