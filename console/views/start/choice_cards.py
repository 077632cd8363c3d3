"""All beginnings of the start page, one below the other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.start import COPY, JOIN, NEW, OPEN, SAMPLE
from console.views.start.choice_card import ChoiceCard
from console.views.theme import Theme
from console.views.themed import Themed
from console.words import Words

ICONS = {
    SAMPLE: "sparkle",
    NEW: "file-plus",
    COPY: "copy",
    OPEN: "folder-open",
    JOIN: "link",
}


class ChoiceCards(Themed, QWidget):
    """`chosen` carries the name of the beginning that a person wants."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._cards: dict[str, ChoiceCard] = {}
        for name, icon in ICONS.items():
            card = ChoiceCard(theme, icon, words(f"start.{name}"), words(f"start.{name}_text"))
            card.clicked.connect(partial(self._choose, name))
            self._column.addWidget(card)
            self._cards[name] = card
        self._column.addStretch(1)
        self.wear(theme)

    def mark(self, name: str) -> None:
        """Mark the beginning whose form is open; empty: none."""
        for key, card in self._cards.items():
            card.set_chosen(key == name)

    def focus_first(self) -> None:
        self._cards[SAMPLE].setFocus()

    def _choose(self, name: str) -> None:
        self.chosen.emit(name)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(12))
        super().restyle()
