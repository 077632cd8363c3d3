"""The Mini-Pult and the console: one comes when the other goes, and both keep their places."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from console.app.preferences import Preferences
from console.app.screen_capture import guard_of
from console.config.settings import WindowPlace
from console.viewmodels.acts import Act
from console.viewmodels.desk import Desk
from console.viewmodels.live import LiveViewModel
from console.viewmodels.mini_desk import MiniDeskViewModel
from console.views.main_window import MainWindow

if TYPE_CHECKING:
    from console.views.mini.mini_window import MiniWindow


class MiniDesk(QObject):
    """`left`: the strip has gone and stood at this corner; whoever keeps settings keeps it.

    The console is minimized, not hidden: its keys are those of the strip as well.
    """

    left = Signal(QPoint)

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        live: LiveViewModel,
        veil: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._corner: QPoint | None = None
        self._was_shown = False
        self.model = MiniDeskViewModel(desk, live, veil, lambda: guard_of(window).is_on, self)
        self.model.changed.connect(self._follow)

    def acts(self) -> list[Act]:
        """Return what keys do with the strip from every view."""
        return [Act("mini", "Ctrl+Shift+Space", self.toggle)]

    def remember(self, corner: QPoint) -> None:
        """Take over where the strip stood in another session."""
        self._corner = corner

    def keep_with(self, preferences: Preferences, role: str) -> None:
        """Stand where the strip stood for this role, now and in every later session."""
        kept = preferences.read().role(role).mini
        if kept is not None:
            self.remember(QPoint(kept.x, kept.y))

        def keep(corner: QPoint) -> None:
            place = WindowPlace(x=corner.x(), y=corner.y(), width=1, height=1)
            preferences.keep_for_role(role, mini=place)

        self.left.connect(keep)

    def toggle(self) -> None:
        """Change between strip and console."""
        if not self.model.is_shown and "strip" not in vars(self):
            self.strip.place(self._corner)
        self.model.toggle()

    @cached_property
    def strip(self) -> MiniWindow:
        from console.views.mini.mini_window import MiniWindow

        return MiniWindow(self._window.theme, self.model)

    def _follow(self) -> None:
        shown = self.model.is_shown
        if shown == self._was_shown:
            return
        self._was_shown = shown
        window = self._window
        if shown:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
            return
        self.left.emit(self.strip.pos())
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    def end(self) -> None:
        """Give the console back and let the strip go."""
        self.model.leave()
        if "strip" in vars(self):
            self.strip.deleteLater()
