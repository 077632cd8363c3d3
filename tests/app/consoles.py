"""Whole consoles on a loop that Qt and asyncio share; what they say is what a person reads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.app.console_app import ConsoleApp
from console.app.surroundings import Surroundings
from console.clock_system import SystemClock
from console.config.paths import find_paths
from console.config.settings_file import SettingsFile
from console.domain.clock import Clock
from console.views.main_window import MainWindow
from console.views.theme import Theme
from console.views.widgets.label import Paragraph
from console.words import Words

TIMEOUT_S = 40
WORDS = Words("de")


def run(test: Coroutine[Any, Any, None]) -> None:
    """Run a test's coroutine on the loop that the product runs on."""

    async def within_time() -> None:
        async with asyncio.timeout(TIMEOUT_S):
            await test

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        runner.run(within_time())


class Console:
    """One installation in a folder, with a window."""

    def __init__(self, home: Path, clock: Clock | None = None) -> None:
        paths = find_paths({"DIALOGPULT_HOME": str(home)})
        paths.make()
        self.paths = paths
        theme = Theme("light", reduced_motion=True)
        self.around = Surroundings(
            paths, SettingsFile(paths.settings), WORDS, theme, clock or SystemClock()
        )
        self.window = MainWindow(theme, WORDS)
        self.window.resize(1366, 768)
        self.window.show()
        self.app = ConsoleApp(self.window, self.around)
        self._news = asyncio.Event()
        self.app.status_heard.connect(self._on_news)
        self.app.start.failed.connect(self._on_news)

    def _on_news(self, _news: object = None) -> None:
        self._news.set()

    @property
    def session(self):
        assert self.app.session is not None
        return self.app.session

    @property
    def store(self):
        return self.session.store

    async def until(self, true: Callable[[], object]) -> None:
        """Wait for something to be so; each status, change and sentence is a reason to look."""
        if self.app.session is not None:
            self.session.desk.bridge.changed.connect(self._on_news)
        while not true():
            self._news.clear()
            await self._news.wait()

    async def synced(self) -> None:
        await self.until(
            lambda: self.session.sync.status.state == "synced" and not self.store.pending_count
        )

    async def join(self, address: str, code: str, name: str = "Kim Beispiel") -> None:
        """Fill in the form, press its button, and go on with whoever answers."""
        await self.look(address, code, name)
        if self.is_asked:
            self.app.start_view.server_card.go.click()
            await self.settled()

    async def look(
        self, address: str, code: str, name: str = "Kim Beispiel", key: str = ""
    ) -> None:
        """Fill in the form and press its button; nothing but the address is used so far."""
        view = self.app.start_view
        self.app.show_start()
        view.open_form("join")
        view.join_form.fill(address=address, code=code, name=name, key=key)
        view.join_form.button.click()
        await self.settled()

    @property
    def is_asked(self) -> bool:
        """Whether the start page asks if that is the right backend."""
        return self.app.start_view.server_card.isVisible()

    async def settled(self) -> None:
        """Wait until what was asked for is done."""
        while tasks := self.app.tasks.running:
            await asyncio.wait(tasks)

    @property
    def sentence(self) -> str:
        """What the start page says went wrong; empty when it says nothing."""
        assert self.window.is_on_start
        return failure_on(self.app.start_view)

    def files(self) -> list[str]:
        return sorted(path.name for path in self.paths.data.iterdir() if path.is_file())

    async def close(self) -> None:
        self.app.quit()
        await self.app.closed.wait()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def failure_on(page: QWidget) -> str:
    shown = [
        label.text()
        for label in page.findChildren(Paragraph)
        if label.isVisible() and label._colour == "over_text"
    ]
    assert len(shown) <= 1
    return shown[0] if shown else ""


@asynccontextmanager
async def console(home: Path, clock: Clock | None = None) -> AsyncIterator[Console]:
    one = Console(home, clock)
    try:
        yield one
    finally:
        await one.close()


def on_console(
    home: Path, test: Callable[[Console], Awaitable[None]], clock: Clock | None = None
) -> None:
    """Run a test with one console."""

    async def whole() -> None:
        async with console(home, clock) as one:
            await test(one)

    run(whole())
