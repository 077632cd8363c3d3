"""When a device was seen last, written at most once a minute however often it comes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from city_backend.driver import Writing
from city_backend.errors import Problem
from city_backend.transaction import Transaction
from console.domain.clock import Clock

#: How much later a device has to come to be written down again.
PAUSE_MS: Final = 60_000
_DEVICES: Final = 10_000
log = logging.getLogger(__name__)


class Sightings:
    """Who reads is seen, too; nobody waits for it to be written, and nothing fails by it."""

    def __init__(self, writer: Writing, clock: Clock) -> None:
        self._writer = writer
        self._clock = clock
        self._latest: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def saw(self, token_hash: str, last_seen_at: int) -> None:
        """Take note that a device is there now; `last_seen_at` is what the database says."""
        now = self._clock.wall_ms()
        if now - max(last_seen_at, self._latest.get(token_hash, 0)) < PAUSE_MS:
            return
        if len(self._latest) >= _DEVICES:
            self._latest.clear()
        self._latest[token_hash] = now
        task = asyncio.get_running_loop().create_task(self._write(token_hash, now))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _write(self, token_hash: str, now: int) -> None:
        try:
            await self._writer.run(_sighting(token_hash, now))
        except Problem as problem:
            log.info("a sighting was not written: %s", problem.code)
            self._latest.pop(token_hash, None)


def _sighting(token_hash: str, now: int) -> Callable[[Transaction], None]:
    def job(transaction: Transaction) -> None:
        transaction.db.execute(
            "UPDATE device SET last_seen_at = ? WHERE token_hash = ? AND last_seen_at <= ?",
            [now, token_hash, now - PAUSE_MS],
        )

    return job
