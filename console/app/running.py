"""The event loop: Qt and asyncio as one, until the window is closed."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys

from PySide6.QtWidgets import QApplication

from console.app.console_app import ConsoleApp
from console.app.event_loop import EventLoop
from console.app.launch import Wish
from console.app.screen_capture import guard_of
from console.app.surroundings import Surroundings
from console.views.main_window import MainWindow


def run_window(app: QApplication, window: MainWindow, around: Surroundings, wish: Wish) -> int:
    """Run until the window is closed or the process is asked to end; returns the exit code."""

    def new_loop() -> asyncio.AbstractEventLoop:
        return EventLoop(app)

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_main(window, around, wish))
    return 0


async def _main(window: MainWindow, around: Surroundings, wish: Wish) -> None:
    console = ConsoleApp(window, around)
    guard_of(window)
    end_on_signals(console)
    console.begin(wish)
    if wish.quit_after_start:
        await console.started.wait()
        console.quit()
    await console.closed.wait()


def end_on_signals(console: ConsoleApp) -> None:
    """Close as a person would when the system asks; Windows has no such signals for a loop."""
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, console.quit)
