"""The menu behind the projector chip: show, full screen, dim, close."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from console.viewmodels.projector import ProjectorViewModel
from console.words import Words


class ProjectorMenu(QObject):
    """Filled each time it is opened, so that every entry says what it will do now."""

    def __init__(self, chip: QWidget, projector: ProjectorViewModel, words: Words) -> None:
        super().__init__(chip)
        self._chip = chip
        self._projector = projector
        self._words = words
        self._menu = QMenu(chip)

    def open(self) -> None:
        """Show it under the chip; opened without a loop of its own."""
        projector, words = self._projector, self._words
        self._menu.clear()
        if not projector.is_shown:
            self._add(words("shell.projector_show"), "F11", projector.show)
        else:
            full = not projector.is_full_screen
            key = "shell.projector_fullscreen" if full else "shell.projector_window"
            self._add(words(key), "F11", projector.toggle)
            dim = "shell.projector_bright" if projector.is_dimmed else "shell.projector_dim"
            self._add(words(dim), f"{words('shell.key.Ctrl')}+F11", projector.toggle_dim)
            self._add(words("shell.projector_hide"), "", projector.hide)
        self._menu.popup(self._chip.mapToGlobal(QPoint(0, self._chip.height())))

    def _add(self, text: str, key: str, act: Callable[[], None]) -> None:
        action = self._menu.addAction(f"{text}\t{key}" if key else text)

        def pressed(_checked: bool = False) -> None:
            act()

        action.triggered.connect(pressed)
