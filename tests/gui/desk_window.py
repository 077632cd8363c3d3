"""The main window with a whole session on a small dialogue, as a person has it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.app.session import Session
from console.viewmodels.ticker import Ticker
from console.views.main_window import MainWindow
from console.views.theme import Theme
from console.words import Words
from tests.small_dialogue import MovedClock, small_dialogue

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class DeskWindow:
    """`session` in a `window`; time moves when the test says so."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        role: str = "lead",
        *,
        size: tuple[int, int] = (1366, 768),
        scale: float = 1.0,
        scheme: str = "light",
        language: str = "de",
    ) -> None:
        self.clock = MovedClock()
        self.store = small_dialogue(folder, role, self.clock)
        self.theme = Theme(scheme, scale, reduced_motion=True)
        words = Words(language)
        self.window = MainWindow(self.theme, words)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.ticker = Ticker()
        self.session = Session(self.window, self.store, words, self.ticker, folder)
        self.pages = self.session.pages
        self.settle()

    def close(self) -> None:
        self.session.end()
        self.window.let_close()
        self.store.close()

    def settle(self) -> None:
        for _ in range(6):
            QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def go(self, *, minutes: float = 0, seconds: float = 0) -> None:
        self.clock.advance(minutes=minutes, seconds=seconds)
        self.ticker.tick.emit()
        self.settle()

    def key(
        self,
        qtbot: QtBot,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def type(self, qtbot: QtBot, text: str) -> None:
        qtbot.keyClicks(QApplication.focusWidget(), text)
        self.settle()
