"""The button with the menu of the Jetzt card; the menu is filled each time it opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from console.viewmodels.now_menu import NowMenu
from console.views.theme import Theme
from console.views.widgets.button import IconButton
from console.words import Words


class NowMenuButton(IconButton):
    """Opens upwards from itself, without a loop of its own."""

    def __init__(self, theme: Theme, menu: NowMenu, words: Words) -> None:
        super().__init__(theme, "dots-three", words("now_menu.open"))
        self._model = menu
        self._menu = QMenu(self)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> QMenu:
        """Show what can be done now; the first line is chosen by the first arrow key."""
        self._menu.clear()
        for part in self._model.parts:
            # What a user wrote may have an ampersand, which is no key here.
            words = part.words.replace("&", "&&")
            if part.do is not None:
                self._add(self._menu, words, part.do)
                continue
            below = self._menu.addMenu(words)
            for choice in part.choices:
                self._add(below, choice.words, choice.do)
        height = self._menu.sizeHint().height()
        self._menu.popup(self.mapToGlobal(QPoint(0, -height)))
        # Nothing is chosen here: a line chosen by the program would open the lines behind it, and
        # no key would reach them.
        return self._menu

    def _add(self, menu: QMenu, words: str, do: Callable[[], object]) -> None:
        def pressed(_checked: bool = False) -> None:
            do()

        menu.addAction(words).triggered.connect(pressed)
