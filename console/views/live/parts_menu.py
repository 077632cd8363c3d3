"""A menu that is filled with what can be done each time it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from console.viewmodels.now_menu import Part


class PartsMenu(QMenu):
    """Has no loop of its own; the first arrow key chooses its first line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def open_at(self, place: QPoint, parts: Sequence[Part], *, above: bool = False) -> None:
        """Show these lines below a place of the screen, or above it; nothing opens without any."""
        if not parts:
            return
        self.clear()
        for part in parts:
            # What a user wrote may have an ampersand, which is no key here.
            words = part.words.replace("&", "&&")
            if part.do is not None:
                _add(self, words, part.do)
                continue
            below = self.addMenu(words)
            for choice in part.choices:
                _add(below, choice.words, choice.do)
        if above:
            place = place - QPoint(0, self.sizeHint().height())
        # No line is chosen by the program: it would open those behind it, out of reach of keys.
        self.popup(place)


def _add(menu: QMenu, words: str, do: Callable[[], object]) -> None:
    def pressed(_checked: bool = False) -> None:
        do()

    menu.addAction(words).triggered.connect(pressed)
