"""Coroutines beside the window: each runs to its end, and none fails unheard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Tasks:
    """Holds what is running; `failed` is called after an unexpected end was logged."""

    def __init__(self, failed: Callable[[], None]) -> None:
        self._failed = failed
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def running(self) -> list[asyncio.Task[Any]]:
        """What is not done yet."""
        return [task for task in self._tasks if not task.done()]

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run a coroutine to its end."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    async def end(self) -> None:
        """Break off whatever still runs and wait until it is gone.

        What is left over when the loop ends would be taken apart outside of it.
        """
        left = self.running
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a task failed", exc_info=task.exception())
            self._failed()
