"""A group whose consoles are all gone: who is asked to write there instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from console.timers.phase import MINUTE_MS
from console.viewmodels.calls import ANSWERS
from console.viewmodels.desk import Desk
from console.viewmodels.hints import HintsViewModel
from console.viewmodels.live_hint import Hint, HintAct, Rank
from console.words import formats

#: A line may break for a moment; for so long nobody is troubled with it.
PATIENCE_MS: Final = 2 * MINUTE_MS
_PREFIX: Final = "standing_in:"
_COPY: Final = "copy"


class StandingInViewModel(QObject):
    """Puts a hint for each such group of the item that is on, and takes it when one is back."""

    def __init__(self, desk: Desk, hints: HintsViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._hints = desk, hints
        self._gone: dict[str, int] = {}
        self._told: set[str] = set()
        hints.acted.connect(self._act)
        desk.evening.ticked.connect(self._look)
        desk.evening.changed.connect(self._look)

    def show_lines(self, lines: Mapping[str, bool]) -> None:
        """Take note for which groups a console is connected (True) or none is (False)."""
        now = self._desk.evening.now
        self._gone = {
            group: self._gone.get(group, now) for group, there in lines.items() if not there
        }
        self._look()

    def _look(self) -> None:
        desk = self._desk
        now, on = desk.evening.now, desk.evening.groups
        asked = desk.store.identity.role in ANSWERS
        due = {
            group
            for group, since in self._gone.items()
            if asked and group in on and now - since >= PATIENCE_MS
        }
        for group in self._told - due:
            self._hints.take(f"{_PREFIX}{group}")
        for group in due - self._told:
            self._hints.put(self._hint(group))
        self._told = due

    def _hint(self, group: str) -> Hint:
        words, since = self._desk.words, self._gone[group]
        name = self._name(group)
        time = formats.clock(since, self._desk.zone)
        letter = words("signals.stand_in.letter")
        said = words("signals.stand_in.copy")
        act = HintAct(_COPY, said, letter, words("signals.answer_name", reply=said, group=name))
        return Hint(
            f"{_PREFIX}{group}",
            Rank.NO_NOTETAKER,
            since,
            words("signals.stand_in.title", group=name),
            words("signals.stand_in.text", time=time),
            "warn1",
            "note",
            f"group:{group}",
            (act,),
        )

    def _act(self, hint: str, key: str) -> None:
        if hint.startswith(_PREFIX) and key == _COPY:
            name = self._name(hint.removeprefix(_PREFIX))
            text = self._desk.words("signals.stand_in.message", group=name)
            QGuiApplication.clipboard().setText(text)

    def _name(self, group: str) -> str:
        found = self._desk.store.state.groups.get(group)
        return found.name.text if found is not None else ""
