"""The dialogues that were open on this device."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.start import Recent
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button, IconButton
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.label import ElidedLabel
from console.words import Words


class RecentList(Themed, QWidget):
    """One row each: open it, or take it off the list."""

    chosen = Signal(object)
    forgotten = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self._rows: list[QWidget] = []
        self._opens: list[Button] = []
        self._empty = EmptyState(theme, "clock-counter-clockwise", words("start.recent_empty"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._empty, 1)
        self._column.addStretch(0)
        self.wear(theme)

    def show_recent(self, recent: Sequence[Recent]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._opens.clear()
        self._rows = [self._row(entry) for entry in recent]
        for number, row in enumerate(self._rows):
            self._column.insertWidget(number, row)
        self._empty.setVisible(not recent)

    def focus_first(self) -> bool:
        """Go to the dialogue opened last; False if none is there."""
        if self._opens:
            self._opens[0].setFocus()
        return bool(self._opens)

    def _row(self, entry: Recent) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(self.theme, entry.title or entry.path.stem, "body_strong"))
        missing = "" if entry.is_there else f" · {self._words('start.recent_missing')}"
        note = f"{entry.opened} · {entry.path.parent}{missing}"
        words.addWidget(ElidedLabel(self.theme, note, "secondary", "text2"))
        line.addLayout(words, 1)
        if entry.is_there:
            button = Button(self.theme, self._words("start.recent_open"), size="small")
            named = self._words("start.recent_open_name", title=entry.title or entry.path.stem)
            button.setAccessibleName(named)
            button.clicked.connect(partial(self._choose, entry.path))
            line.addWidget(button)
            self._opens.append(button)
        away = IconButton(self.theme, "x", self._words("start.recent_remove"))
        away.clicked.connect(partial(self._forget, entry.path))
        line.addWidget(away)
        return row

    def _choose(self, path: Path) -> None:
        self.chosen.emit(path)

    def _forget(self, path: Path) -> None:
        self.forgotten.emit(path)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(12))
        super().restyle()
