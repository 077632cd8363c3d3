"""The menu behind the projector chip: show, full screen, dim, themes, message, close."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from console.viewmodels.keys import Keys
from console.viewmodels.projector import ProjectorViewModel
from console.words import Words


class ProjectorMenu(QObject):
    """Filled each time it is opened, so that every entry says what it will do now."""

    def __init__(
        self, chip: QWidget, projector: ProjectorViewModel, words: Words, keys: Keys
    ) -> None:
        super().__init__(chip)
        self._chip = chip
        self._projector = projector
        self._words = words
        self._keys = keys
        self._menu = QMenu(chip)

    def open(self) -> None:
        """Show it under the chip; opened without a loop of its own."""
        projector, words = self._projector, self._words
        self._menu.clear()
        if projector.is_shown:
            self._window_entries()
        else:
            self._add(words("shell.projector_show"), self._keys.label("projector"), projector.show)
        self._menu.addSeparator()
        if projector.has_themes or projector.shows_themes:
            key = "themes_off" if projector.shows_themes else "themes_on"
            self._add(words(f"projector.menu.{key}"), "", projector.toggle_themes)
        if projector.message and projector.may_message:
            self._add(words("projector.message.take_away"), "", projector.hide_message)
        key = self._keys.label("message")
        self._add(words("projector.menu.message"), key, projector.sheet_wanted.emit)
        self._menu.popup(self._chip.mapToGlobal(QPoint(0, self._chip.height())))

    def _window_entries(self) -> None:
        projector, words = self._projector, self._words
        full = not projector.is_full_screen
        key = "shell.projector_fullscreen" if full else "shell.projector_window"
        self._add(words(key), self._keys.label("projector"), projector.toggle)
        dim = "shell.projector_bright" if projector.is_dimmed else "shell.projector_dim"
        self._add(words(dim), self._keys.label("projector_dim"), projector.toggle_dim)
        look = "dark" if projector.is_light else "light"
        self._add(words(f"projector.menu.{look}"), "", projector.switch_look)
        for screen in projector.screens:
            entry = words("projector.menu.screen", name=screen)
            self._add(entry, "", partial(projector.send_to, screen))
        self._add(words("shell.projector_hide"), "", projector.hide)

    def _add(self, text: str, key: str, act: Callable[[], object]) -> None:
        action = self._menu.addAction(f"{text}\t{key}" if key else text)

        def pressed(_checked: bool = False) -> None:
            act()

        action.triggered.connect(pressed)
