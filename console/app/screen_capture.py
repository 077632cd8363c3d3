"""Keeps the console's own windows out of a shared screen, where the system allows it."""

from __future__ import annotations

import logging

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QPlatformSurfaceEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from console.app.capture_systems import CaptureSystem, capture_system
from console.words import Words

log = logging.getLogger(__name__)

#: A property of windows that are made to be shared.
SHARED = "shared"


class CaptureGuard(QObject):
    """On from the start: every top-level window is hidden from capture as soon as it exists.

    Menus and tips are windows of their own and come later, so the application is listened to;
    where the system offers nothing, nobody listens.
    """

    def __init__(self, window: QWidget, system: CaptureSystem | None, platform: str = "") -> None:
        super().__init__(window)
        # Other platforms of Qt, as in tests, have numbers for windows that no system knows.
        real = (platform or QGuiApplication.platformName()) in {"windows", "cocoa"}
        self._system = system if real else None
        self.is_on = self._system is not None
        self._was_refused = False
        application = QApplication.instance()
        if self._system is not None and application is not None:
            application.installEventFilter(self)
            self._apply()

    @property
    def is_possible(self) -> bool:
        """Whether this system offers it at all."""
        return self._system is not None

    def set_on(self, *, on: bool) -> None:
        """Hide the windows, or let them be seen again."""
        if self._system is not None and on != self.is_on:
            self.is_on = on
            self._apply()

    def sentence(self, words: Words) -> str:
        """Return what is the case here, for the sheet of the projector."""
        if self._system is None:
            return words("projector.capture.impossible")
        if not self.is_on:
            return words("projector.capture.off")
        return words(f"projector.capture.{'refused' if self._was_refused else 'hidden'}")

    def take(self, window: QWindow) -> None:
        """Hide a window that has come, unless it is made to be shared."""
        if self.is_on and not is_shared(window):
            self._ask(window)

    def _apply(self) -> None:
        for widget in QApplication.topLevelWidgets():
            window = widget.windowHandle()
            if window is not None and not widget.property(SHARED):
                self._ask(window)

    def _ask(self, window: QWindow) -> None:
        system = self._system
        if system is None:
            return
        done = (system.hide if self.is_on else system.show)(int(window.winId()))
        if not done:
            self._was_refused = True
            log.warning("a window could not be kept out of screen capture")

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.PlatformSurface
            and isinstance(watched, QWindow)
            and isinstance(event, QPlatformSurfaceEvent)
            and watched.isTopLevel()
            and event.surfaceEventType() == QPlatformSurfaceEvent.SurfaceEventType.SurfaceCreated
        ):
            self.take(watched)
        return False


def is_shared(window: QWindow) -> bool:
    """Tell whether a window is made for everybody, as the projector is."""
    widgets = QApplication.topLevelWidgets()
    owner = next((widget for widget in widgets if widget.windowHandle() is window), None)
    return owner is not None and bool(owner.property(SHARED))


def guard_of(window: QWidget) -> CaptureGuard:
    """Return the guard of the main window; it is there once, from the first time on."""
    found = window.findChild(CaptureGuard)
    return found if found is not None else CaptureGuard(window, capture_system())
