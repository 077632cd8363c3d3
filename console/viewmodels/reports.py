"""Reports from the groups as the lead has them: whose turn, how long, who comes next."""

from __future__ import annotations

from functools import partial
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.commands import reports as commands
from console.storage.change import Change
from console.timers.reports import Reports, reports
from console.timers.timer import shown_seconds
from console.viewmodels.desk import Desk
from console.viewmodels.now_menu import Part
from console.words import Words, formats


class ReportNow(Struct, frozen=True, kw_only=True):
    """Who reports, how much of the share is left, who comes next, how long the others took."""

    title: str
    time: str
    tone: str
    then: str
    took: str
    name: str


class ReportsViewModel(QObject):
    """`changed`: the line reads differently, or reports can be begun now."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state: Reports | None = None
        self._names: dict[str, str] = {}
        self.shown: ReportNow | None = None
        self.can_begin = False
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._on_tick)

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    @property
    def steers(self) -> bool:
        """Whether who works here gives the floor."""
        return self._desk.may("speaker.called") and not self._desk.evening.is_local

    @property
    def next_words(self) -> str:
        """What the next press does; empty when nobody waits, or somebody else gives the floor."""
        waiting = self._state.waiting if self._state is not None else ()
        if not waiting or not self.steers:
            return ""
        return self.words("reports.next", group=self._names[waiting[0]])

    @property
    def parts(self) -> list[Part]:
        """What else can be done: another group first, or without one."""
        if self._state is None or not self.steers:
            return []
        words, waiting = self.words, self._state.waiting
        parts = [
            Part(words("reports.now", group=self._names[group]), do=partial(self.call, group))
            for group in waiting[1:]
        ]
        parts += [
            Part(words("reports.skip", group=self._names[group]), do=partial(self.skip, group))
            for group in waiting
        ]
        return parts

    # what a person does

    def step(self) -> bool:
        """Begin the reports, or give the next group the floor."""
        if self.can_begin:
            return self._desk.attempt(commands.begin_reports)
        if not self.next_words or self._state is None:
            return False
        return self.call(self._state.waiting[0])

    def call(self, group: str) -> bool:
        """Give a group the floor."""
        return self._desk.attempt(commands.call_report, group)

    def skip(self, group: str) -> bool:
        """Do without a group's report."""
        return self._desk.attempt(commands.skip_report, group)

    # reading

    def _on_change(self, change: Change) -> None:
        if change.touches("speaker", "group", "member", "lead"):
            self._read()

    def _on_tick(self) -> None:
        if self._state is not None and self._desk.evening.now // 1000 != self._second:
            self._read()

    def _read(self) -> None:
        desk, store = self._desk, self._desk.store
        self._second = desk.evening.now // 1000
        groups = commands.reporting_groups(store)
        self._names = {group.id: group.name.text for group in groups}
        turns = commands.turns(store)
        rest = desk.evening.countdown.remaining_ms if desk.evening.countdown is not None else 0
        course = desk.evening.evening.course
        self._state = reports(turns, course, rest, desk.evening.now) if turns else None
        can_begin = bool(groups) and not turns and self.steers and self._asks_for_reports()
        shown = self._line(self._state) if self._state is not None else None
        if (shown, can_begin) != (self.shown, self.can_begin):
            self.shown, self.can_begin = shown, can_begin
            self.changed.emit()

    def _asks_for_reports(self) -> bool:
        """Only before another such item came: later ones speak of something else."""
        course, items = self._desk.evening.evening.course, self._desk.store.state.agenda_items
        for visit in reversed(course.visits[:-1]):
            kind = items[visit.item].kind if visit.item in items else ""
            if kind == "breakout":
                return True
            if kind == "plenary":
                return False
        return False

    def _line(self, state: Reports) -> ReportNow | None:
        words = self.words
        if state.current is None or state.current not in self._names:
            return None
        group = self._names[state.current]
        time = formats.countdown(state.left_ms)
        then = words("reports.last")
        if state.waiting:
            then = words("reports.then", group=self._names[state.waiting[0]])
        spoken: dict[str, Any] = {"group": group, "time": time}
        key = "reports.name_over" if state.left_ms <= 0 else "reports.name"
        return ReportNow(
            title=words("reports.title", group=group),
            time=time,
            tone="over_text" if shown_seconds(state.left_ms) <= 0 else "text",
            then=then,
            took=self._took(state),
            name=words(key, **spoken),
        )

    def _took(self, state: Reports) -> str:
        """Say how long those took that have reported."""
        past = [group for group in state.took if group != state.current]
        return " · ".join(
            f"{self._names[group]} {formats.countdown(state.took[group])}"
            for group in past
            if group in self._names
        )
