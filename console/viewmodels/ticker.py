"""The one beat of the program: everything that shows time is computed again on it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

INTERVAL_MS = 250


class Ticker(QObject):
    """Beats four times a second while it runs; it carries no time, receivers ask the store."""

    tick = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
