"""The button with the menu of the Jetzt card; the menu is filled each time it opens."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from console.viewmodels.now_menu import NowMenu
from console.views.live.parts_menu import PartsMenu
from console.views.theme import Theme
from console.views.widgets.button import IconButton
from console.words import Words


class NowMenuButton(IconButton):
    """Opens upwards: the card above it is what the menu is about."""

    def __init__(self, theme: Theme, model: NowMenu, words: Words) -> None:
        super().__init__(theme, "dots-three", words("now_menu.open"))
        self._model = model
        self._menu = PartsMenu(self)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> PartsMenu:
        """Show what can be done now."""
        self._menu.open_at(self.mapToGlobal(QPoint(0, 0)), self._model.parts, above=True)
        return self._menu
