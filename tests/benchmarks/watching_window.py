"""What is watched once a dialogue is on screen: its window, and what the bench asks of it.

Qt is loaded by the product, in the order and the way that the product wants, never before it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QSocketNotifier


def on_painted(module: Any, page: str, then: Callable[[Any], None]) -> None:
    """Call `then` with the main window when a page was on screen and everything was painted."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QMainWindow

    waiting = [then]

    def event(window: Any, event: QEvent) -> bool:
        done = QMainWindow.event(window, event)
        if waiting and event.type() == QEvent.Type.UpdateRequest and shows(window, page):
            waiting.pop()(window)
        return done

    module.MainWindow.event = event


def shows(window: Any, page: str) -> bool:
    """Whether a page of this class is on screen."""
    return any(type(one).__name__ == page and one.isVisible() for one in window._pages)


def on_line(parent: Any, obey: Callable[[str], None]) -> QSocketNotifier:
    """Call `obey` with each line that the bench sends."""
    from PySide6.QtCore import QSocketNotifier

    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, parent)
    rest = bytearray()

    def read() -> None:
        data = os.read(0, 65536)
        notifier.setEnabled(bool(data))
        rest.extend(data)
        while b"\n" in rest:
            line, _, left = bytes(rest).partition(b"\n")
            rest[:] = left
            obey(line.decode())

    notifier.activated.connect(read)
    return notifier
