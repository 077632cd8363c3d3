"""What is ready runs ahead of the screen, and the screen is not kept waiting for ever."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from console.app import event_loop
from console.app.event_loop import EventLoop


def run(application: QApplication, test: Coroutine[Any, Any, None]) -> None:
    async def within_time() -> None:
        async with asyncio.timeout(10):
            await test

    with asyncio.Runner(loop_factory=lambda: EventLoop(application)) as runner:
        runner.run(within_time())


class Queued(QObject):
    """A signal that is delivered as the store's changes are: when the stack is empty."""

    sent = Signal(str)

    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self._seen = seen
        self.came = asyncio.Event()
        self.sent.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def _take(self, word: str) -> None:
        self._seen.append(word)
        self.came.set()


def test_a_whole_exchange_of_tasks_goes_ahead_of_queued_signals(
    application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_loop, "LONGEST_S", 10.0)
    seen: list[str] = []
    queued = Queued(seen)

    async def many_steps() -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        seen.append("sent")

    async def test() -> None:
        begun = asyncio.create_task(many_steps())
        queued.sent.emit("painted")
        await begun
        await queued.came.wait()

    run(application, test())
    assert seen == ["sent", "painted"]


def test_tasks_that_never_rest_leave_room_for_the_rest(application: QApplication) -> None:
    seen: list[str] = []
    queued = Queued(seen)

    async def test() -> None:
        queued.sent.emit("painted")
        # Only a turn of Qt ends this.
        while not seen:  # noqa: ASYNC110
            await asyncio.sleep(0)

    run(application, test())
    assert seen == ["painted"]


def test_callbacks_run_in_the_order_in_which_they_were_asked_for(application: QApplication) -> None:
    seen: list[int] = []

    async def test() -> None:
        loop = asyncio.get_running_loop()
        for number in range(100):
            loop.call_soon(seen.append, number)
        await asyncio.sleep(0)

    run(application, test())
    assert seen == list(range(100))


def test_a_cancelled_callback_does_not_run(application: QApplication) -> None:
    seen: list[str] = []

    async def test() -> None:
        loop = asyncio.get_running_loop()
        loop.call_soon(seen.append, "cancelled").cancel()
        loop.call_soon(seen.append, "kept")
        await asyncio.sleep(0)

    run(application, test())
    assert seen == ["kept"]


def test_a_callback_that_fails_is_told_and_the_next_one_runs(application: QApplication) -> None:
    seen: list[str] = []
    told: list[str] = []

    def fail() -> None:
        raise ValueError("broken")

    async def test() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, about: told.append(str(about["exception"])))
        loop.call_soon(fail)
        loop.call_soon(seen.append, "next")
        await asyncio.sleep(0)

    run(application, test())
    assert (seen, told) == (["next"], ["broken"])


def test_another_thread_may_ask_too(application: QApplication) -> None:
    heard = asyncio.Event()

    async def test() -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, loop.call_soon_threadsafe, heard.set)
        await heard.wait()

    run(application, test())
    assert heard.is_set()
