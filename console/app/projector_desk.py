"""What whoever works here does with the projector: keys, and the sheet to write a message."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.app.screen_capture import guard_of
from console.viewmodels.acts import Act
from console.viewmodels.projector import ProjectorViewModel
from console.viewmodels.projector_message import MessageViewModel
from console.views.main_window import MainWindow

if TYPE_CHECKING:
    from console.views.projector.projector_sheet import ProjectorSheet


class ProjectorDesk(QObject):
    """The sheet is made when it is first wanted. `console_wanted`: it is there, and unseen."""

    console_wanted = Signal()

    def __init__(
        self, window: MainWindow, projector: ProjectorViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self.projector = projector
        self.message = MessageViewModel(projector, self)
        projector.sheet_wanted.connect(self.open_sheet)

    def acts(self) -> list[Act]:
        """Return what keys do with the projector from every view."""
        projector = self.projector
        return [
            Act("projector", "F11", projector.toggle),
            Act("projector_dim", "Ctrl+F11", projector.toggle_dim),
            Act("message", "Ctrl+Shift+M", self.open_sheet, possible=lambda: projector.may_message),
        ]

    @cached_property
    def sheet(self) -> ProjectorSheet:
        from console.views.projector.projector_sheet import ProjectorSheet
        from console.views.theme import Theme

        sheet = ProjectorSheet(
            self._window.theme, self._window.frame.sheet_host, self.message, Theme("dark")
        )
        sheet.protection_chosen.connect(self._protect)
        return sheet

    def _protect(self, on: bool) -> None:
        guard_of(self._window).set_on(on=on)
        self._tell_protection()

    def _tell_protection(self) -> None:
        guard = guard_of(self._window)
        sentence = guard.sentence(self._window.words)
        self.sheet.show_protection(sentence, possible=guard.is_possible, on=guard.is_on)

    def open_sheet(self) -> None:
        """Show what everybody sees, with the keyboard where a message is written."""
        self._tell_protection()
        if self._window.isMinimized():
            # Wanted from the Mini-Pult: the sheet is part of the console.
            self.console_wanted.emit()
        self.sheet.open_on_message()

    def end(self) -> None:
        """Take the sheet off the window."""
        if "sheet" in vars(self):
            self.sheet.deleteLater()
