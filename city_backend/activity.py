"""Whether anything is under way: what a conductor has to know before it moves the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Activity:
    """Counts what is being done. A waiting long-poll or a stream that has all is not doing."""

    def __init__(self) -> None:
        self._busy = 0
        self._changed = asyncio.Event()
        self._others: list[Callable[[], bool]] = []

    def also(self, is_quiet: Callable[[], bool]) -> None:
        """Ask `is_quiet` as well; whoever brings it calls `look` when its answer may change."""
        self._others.append(is_quiet)

    def begin(self) -> None:
        """Something begins."""
        self._busy += 1

    def end(self) -> None:
        """Something is over."""
        self._busy -= 1
        self.look()

    def look(self) -> None:
        """Let those who wait for quiet look again."""
        self._changed.set()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is under way."""
        return self._busy == 0 and all(other() for other in self._others)

    async def quiet(self) -> None:
        """Return when nothing is under way."""
        while True:
            while not self.is_quiet:
                self._changed.clear()
                await self._changed.wait()
            # Whoever was woken a moment ago has not said yet that it begins.
            for _ in range(3):
                await asyncio.sleep(0)
            if self.is_quiet:
                return
