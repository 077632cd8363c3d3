"""The whole window on the live view of a small dialogue, for tests that press real keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.viewmodels.projector import ProjectorViewModel
from console.views.live.live_view import LiveView
from console.views.main_window import LIVE, MainWindow
from console.views.theme import Theme
from console.words import Words
from tests.viewmodels.live_desk import LiveDesk


class LiveWindow:
    """`view` in a `window` of 1366 × 768, with the keys that the main window binds."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        role: str = "lead",
        *,
        size: tuple[int, int] = (1366, 768),
        scale: float = 1.0,
        language: str = "de",
    ) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setStyle("Fusion")
        self.here = LiveDesk(folder, role, language=language)
        self.live = self.here.live
        self.store = self.here.store
        self.theme = Theme("light", scale, reduced_motion=True)
        self.window = MainWindow(self.theme, Words(language))
        qtbot.addWidget(self.window)
        self.view = LiveView(self.theme, self.live, self.window.frame.sheet_host)
        pages: list[QWidget] = [self.view, QWidget(), QWidget(), QWidget()]
        self.projector = ProjectorViewModel(self.here.desk)
        for keys, act in (
            ("F5", self.live.press_primary),
            ("F7", lambda: self.live.change_minutes(-1)),
            ("F8", lambda: self.live.change_minutes(1)),
            ("F9", lambda: self.live.change_minutes(2)),
            ("Ctrl+P", self.live.toggle_pause),
            ("F11", self.projector.toggle),
            ("Ctrl+F11", self.projector.toggle_dim),
        ):
            self.window.bind(keys, act)
        self.window.resize(*size)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.show_dialogue(pages, "Kleiner Dialog", LIVE)
        self.settle()

    def close(self) -> None:
        self.window.let_close()
        self.here.close()

    def settle(self) -> None:
        """Let announcements, layouts and paints come through."""
        for _ in range(6):
            QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def go(self, **time: float) -> None:
        self.here.go(**time)
        self.settle()

    def to_item(self, number: int) -> None:
        self.here.to_item(number)
        self.settle()

    def key(self, qtbot: QtBot, key: Qt.Key, times: int = 1) -> None:
        """Press a key wherever the focus is."""
        for _ in range(times):
            target = QApplication.focusWidget() or self.window
            qtbot.keyClick(target, key)
            self.settle()

    def type(self, qtbot: QtBot, text: str) -> None:
        qtbot.keyClicks(QApplication.focusWidget(), text)
        self.settle()


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def names_without_words(root: QWidget) -> list[str]:
    """Return the focusable, visible widgets that a screen reader could not name."""
    return [
        type(widget).__name__
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
    ]
