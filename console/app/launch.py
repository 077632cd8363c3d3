"""From the command line to a window: the frame is painted first, everything else follows."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from console.app.surroundings import Surroundings, surroundings, translate_qt
from console.config.settings import WindowPlace
from console.views.main_window import MainWindow
from console.views.system_contrast import SystemContrast
from console.views.theme import STYLE_ARGUMENTS


@dataclass(frozen=True)
class Wish:
    """What the command line asks the window to do. `link`: the text of an invitation."""

    path: Path | None = None
    sample: bool = False
    join: tuple[str, str] | None = None
    link: str = ""
    quit_after_start: bool = False


def launch(wish: Wish) -> int:
    """Show the window and run until it is closed; returns the exit code."""
    app = QApplication.instance() or QApplication(["dialogpult", *STYLE_ARGUMENTS])
    assert isinstance(app, QApplication)
    app.setApplicationName("Dialogpult")
    app.setQuitOnLastWindowClosed(False)
    around = surroundings()
    around.theme.dress_application(app)
    SystemContrast(around.theme, app)
    window = MainWindow(around.theme, around.words)
    place(window, around)
    window.show()
    # One turn paints the frame; the heavy imports below would hold it back by half a second.
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    start_log(around.paths.logs)
    translate_qt(app, around.words.language)
    from console.app.running import run_window

    return run_window(app, window, around, wish)


def place(window: MainWindow, around: Surroundings) -> None:
    """Put the window where whoever worked here last had it."""
    kept = around.role_settings(around.settings.read().settings.last_role).window
    if kept is None:
        window.resize(1366, 768)
        room = QApplication.primaryScreen().availableGeometry()
        is_small = room.width() <= 1366 or room.height() <= 800
        if is_small and QApplication.platformName() != "offscreen":
            # Frame and task bar take their part of a small screen.
            window.showMaximized()
        return
    place_at(window, kept)


def place_at(window: MainWindow, kept: WindowPlace) -> None:
    """Put the window where it was, if that is on a screen that is still there."""
    window.resize(kept.width, kept.height)
    middle = (kept.x + kept.width // 2, kept.y + min(kept.height, 40) // 2)
    for screen in QApplication.screens():
        if screen.availableGeometry().contains(*middle):
            # Not move(): it means the frame, and the window would sink a little at each start.
            window.setGeometry(kept.x, kept.y, kept.width, kept.height)
    if kept.maximized:
        window.showMaximized()


def window_place(window: MainWindow) -> WindowPlace:
    """Return where the window stands, to be kept."""
    frame = window.normalGeometry()
    return WindowPlace(
        x=frame.x(),
        y=frame.y(),
        width=max(1, frame.width()),
        height=max(1, frame.height()),
        maximized=window.isMaximized(),
    )


def start_log(folder: Path) -> None:
    """Write what happens to a file of this device: no names, no note text, never sent."""
    # It brings sockets and more with it, which the first frame does not need.
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(
        folder / "dialogpult.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # Addresses with codes and the like belong to nobody's log.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
