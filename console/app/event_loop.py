"""Qt's event loop as asyncio's, on which the network does not wait for the screen."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

#: So long tasks may go on among themselves before keys, timers and painting get their turn.
LONGEST_S = 0.008


class EventLoop(qasync.QEventLoop):
    """What is ready runs ahead of queued signals and of painting.

    Otherwise each step of sending a note would come after the screen was painted once more.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._turns = _Turns(self.time)

    def call_soon(
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        """Run `callback` soon, in the order of the calls."""
        handle = asyncio.Handle(callback, args, self, context)
        self._turns.add(handle)
        return handle


class _Turns(QObject):
    """Runs what is ready, and what that makes ready, until nothing is or the time is up."""

    def __init__(self, time: Callable[[], float]) -> None:
        super().__init__()
        self._time = time
        self._kind = QEvent.Type(QEvent.registerEventType())
        self._ready: deque[asyncio.Handle] = deque()
        self._asked = False
        self._until = 0.0

    def add(self, handle: asyncio.Handle) -> None:
        if not self._ready and not self._asked:
            self._until = self._time() + LONGEST_S
        self._ready.append(handle)
        self._ask()

    def _ask(self) -> None:
        if self._asked or not self._ready:
            return
        self._asked = True
        if self._time() < self._until:
            event = QEvent(self._kind)
            QCoreApplication.postEvent(self, event, Qt.EventPriority.HighEventPriority.value)
        else:
            QTimer.singleShot(0, self._go_on)

    def _take(self) -> None:
        try:
            while self._ready:
                handle = self._ready.popleft()
                if not handle.cancelled():
                    handle._run()
                if self._time() >= self._until:
                    break
        finally:
            self._asked = False
            self._ask()

    def _go_on(self) -> None:
        """Everything else had its turn."""
        self._until = self._time() + LONGEST_S
        self._take()

    # Qt

    def event(self, event: QEvent) -> bool:
        if event.type() != self._kind:
            return super().event(event)
        self._take()
        return True
