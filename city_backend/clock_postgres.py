"""The database's time, known without asking each time."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from typing import Final

from city_backend.clock_system import SystemClock
from city_backend.errors import Problem
from city_backend.reader import Reader
from city_backend.transaction import Transaction

_SAMPLES: Final = 16
_EVERY_S: Final = 5.0
log = logging.getLogger(__name__)


class PostgresClock(SystemClock):
    """UTC as the database has it; the sample with the shortest way there and back counts."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, float]] = deque(maxlen=_SAMPLES)

    def wall_ms(self) -> int:
        """Return the database's UTC in milliseconds, the machine's as long as nobody has asked."""
        if not self._samples:
            return super().wall_ms()
        return int(self.monotonic_ms() + min(self._samples)[1])

    def measure(self, ask: Callable[[], int]) -> None:
        """Take a sample: `ask` returns the database's UTC in milliseconds."""
        before = self.monotonic_ms()
        told = ask()
        after = self.monotonic_ms()
        way, offset = after - before, told - (before + after) / 2
        # Beyond what the ways explain, one of the clocks was set, or this machine slept.
        if self._samples and abs(offset - min(self._samples)[1]) > way + min(self._samples)[0] + 5:
            self._samples.clear()
        self._samples.append((way, offset))

    async def follow(self, reader: Reader) -> None:
        """Measure for ever."""

        def job(transaction: Transaction) -> None:
            self.measure(transaction.now_ms)

        while True:
            await asyncio.sleep(_EVERY_S)
            try:
                await reader.run(job)
            except Problem as problem:
                log.warning("the database's time is not known anew: %s", problem.code)
