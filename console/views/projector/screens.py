"""Which screens there are for the projector, and what happens when one appears or goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

#: What a title bar and a frame take of the room, so that the window is in sight as a whole.
_FRAME = (8, 40, -8, -8)


class Screens(QObject):
    """The screens besides the console's own: the projector never fills that one unasked.

    `gone` and `came` carry a screen's name; the screen itself is on its way out when it goes.
    """

    gone = Signal(str)
    came = Signal(str)

    def __init__(
        self,
        console: QWidget | None,
        all_screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._console = console
        self._all = all_screens
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self.on_added)
            application.screenRemoved.connect(self.on_removed)

    def on_added(self, screen: QScreen) -> None:
        """A screen was plugged in."""
        self.came.emit(screen.name())

    def on_removed(self, screen: QScreen) -> None:
        """A screen was unplugged."""
        self.gone.emit(screen.name())

    @property
    def console_screen(self) -> QScreen:
        """Where the console stands; without one the first screen."""
        mine = self._console.screen() if self._console is not None else None
        there = self._all()
        return mine if mine is not None and mine in there else there[0]

    @property
    def others(self) -> list[QScreen]:
        own = self.console_screen
        return [screen for screen in self._all() if screen is not own]

    def named(self, name: str) -> QScreen | None:
        """Return one of the others by its name."""
        return next((screen for screen in self.others if screen.name() == name), None)

    def corner(self, size: QSize) -> QRect:
        """Return a place for a small window in the corner farthest from the console's work."""
        room = self.console_screen.availableGeometry().adjusted(*_FRAME)
        place = QRect(QPoint(0, 0), size.boundedTo(room.size()))
        place.moveBottomRight(room.bottomRight())
        return place

    def put_on(self, window: QWidget, screen: QScreen) -> None:
        """Bring a window to a screen, as large as that is."""
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
