"""The keeper of time: measured at connect, with each heartbeat, and all anew after sleep."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from types import SimpleNamespace
from typing import Any

import pytest

from console.sync.line import Pace
from console.sync.server_clock import SAMPLES_AT_CONNECT, ServerClock
from console.sync.timekeeper import Timekeeper
from console.sync.wire import Time
from tests.small_dialogue import START, MovedClock

HOUR_MS = 3_600_000
SLOW_MS = 40


class Enough(Exception):
    """The test has seen what it wanted."""


class Line:
    """A line to a backend whose time is `server`; each question takes `way_ms` there and back."""

    def __init__(self) -> None:
        self.own = MovedClock(START)
        self.server = START
        self.way_ms = 2
        self.measured: list[float] = []
        self.asked_before_pause: list[int] = []
        self._asked = 0
        self.clock = ServerClock(self.own)
        self.greeted = asyncio.Event()
        self.greeted.set()
        self.pace = Pace()
        self.transport: Any = SimpleNamespace(time=self._time)
        replica = SimpleNamespace(measured=self.measured.append)
        self.store: Any = SimpleNamespace(time=SimpleNamespace(clock=self.own), replica=replica)
        self.nights = [self._nothing, self._sleep]

    async def _time(self) -> Time:
        self._asked += 1
        self.own.advance(seconds=self.way_ms / 1000)
        self.server += self.way_ms
        return Time(received_at=self.server, sent_at=self.server)

    async def ask(self, question: Awaitable[Time]) -> Time:
        return await question

    async def pause(self, ms: float) -> None:
        self.asked_before_pause.append(self._asked)
        self._asked = 0
        if not self.nights:
            raise Enough
        self.nights.pop(0)()

    def _nothing(self) -> None:
        """A heartbeat goes by."""

    def _sleep(self) -> None:
        """The lid was closed for an hour; the monotonic clock of this machine stood still."""
        self.own.wall += HOUR_MS
        self.server += HOUR_MS
        self.way_ms = SLOW_MS


def test_after_sleep_time_is_measured_anew_and_no_sample_from_before_counts() -> None:
    line = Line()

    async def evening() -> None:
        with pytest.raises(Enough):
            await Timekeeper(line).run()  # type: ignore[arg-type]

    asyncio.run(evening())
    assert line.asked_before_pause == [SAMPLES_AT_CONNECT - 1, 1, SAMPLES_AT_CONNECT]
    at_last = line.own.monotonic + line.measured[-1]
    assert abs(at_last - line.server) <= SLOW_MS
    assert line.measured[-1] - line.measured[0] > HOUR_MS - SLOW_MS
