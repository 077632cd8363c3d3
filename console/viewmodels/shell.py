"""What the frame round all views shows: dialogue, clock, last action, who works here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from console.commands.undo import Step
from console.domain.members import Role
from console.storage.change import Change, Done
from console.viewmodels.desk import Desk
from console.words import formats

ROLES: tuple[Role, ...] = ("lead", "cohost", "notetaker", "observer")


class ShellViewModel(QObject):
    """`changed`: titles, last action or role are others; `clock_changed`: another second."""

    changed = Signal()
    clock_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._second = -1
        desk.bridge.changed.connect(self._on_change)
        desk.history_changed.connect(self.changed)
        desk.evening.ticked.connect(self._on_tick)

    @property
    def title(self) -> str:
        return self._desk.store.state.dialogue.title.text

    @property
    def subtitle(self) -> str:
        """City, date and times of the dialogue."""
        return self._place_and_time(short=False)

    @property
    def short_subtitle(self) -> str:
        """City and date."""
        return self._place_and_time(short=True)

    def _place_and_time(self, *, short: bool) -> str:
        dialogue, words = self._desk.store.state.dialogue, self._desk.words
        if not dialogue.starts_at:
            return dialogue.city
        day = formats.wall_time(dialogue.starts_at, dialogue.zone).date()
        date = formats.long_date(words, day)
        if short:
            return " · ".join(part for part in (dialogue.city, date) if part)
        times = formats.spoken_range(words, dialogue.starts_at, dialogue.ends_at, dialogue.zone)
        return " · ".join(part for part in (dialogue.city, date, times) if part)

    @property
    def clock(self) -> str:
        """The evening's time with seconds, in the dialogue's zone."""
        return formats.clock_seconds(self._desk.evening.now, self._desk.zone)

    @property
    def clock_spoken(self) -> str:
        time = formats.clock(self._desk.evening.now, self._desk.zone)
        return self._desk.words("shell.clock_name", time=time)

    @property
    def role(self) -> str:
        return self._desk.words(f"shell.role.{self._desk.store.identity.role}")

    @property
    def name(self) -> str:
        """The name under which the team sees this console; empty before joining."""
        return self._desk.store.identity.name

    @property
    def initials(self) -> str:
        return initials(self.name or self.role)

    @property
    def last_action(self) -> tuple[str, str] | None:
        """Words and time of what undo would take back."""
        step = self._desk.history.last
        return None if step is None else self._told(step)

    @property
    def can_redo(self) -> bool:
        return bool(self._desk.history.undone)

    def _told(self, step: Step) -> tuple[str, str]:
        return self.action(step.done), formats.clock(step.at, self._desk.zone)

    def action(self, done: Done) -> str:
        """Return what was done, in words."""
        return self._desk.words.action(done.key, self._spoken(done.parameters))

    def _spoken(self, parameters: Mapping[str, object]) -> dict[str, object]:
        spoken = dict(parameters)
        if isinstance(spoken.get("time"), int):
            spoken["time"] = formats.clock(int(str(spoken["time"])), self._desk.zone)
        return spoken

    def _on_change(self, change: Change) -> None:
        if change.touches("dialogue", "member", "lead"):
            self.changed.emit()

    def _on_tick(self) -> None:
        second = self._desk.evening.now // 1000
        if second != self._second:
            self._second = second
            self.clock_changed.emit()


def initials(name: str) -> str:
    """Return up to two letters for an avatar."""
    words = [word for word in name.replace(",", " ").split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))
