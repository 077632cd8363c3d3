"""A menu that is filled with what can be done each time it opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from console.viewmodels.now_menu import Part


class PartsMenu(QMenu):
    """Its first line is chosen when it opens; it has no loop of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def open_at(self, place: QPoint, parts: Sequence[Part]) -> None:
        """Show these lines at a place of the screen; nothing opens without any."""
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
        # No line is chosen by the program: it would open those behind it, out of reach of keys.
        self.popup(place)


def _add(menu: QMenu, words: str, do: Callable[[], object]) -> None:
    def pressed(_checked: bool = False) -> None:
        do()

    menu.addAction(words).triggered.connect(pressed)
