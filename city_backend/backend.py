"""The parts of a running backend, wired once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

from city_backend.activity import Activity
from city_backend.clock_system import SystemClock
from city_backend.database import connect, prepare
from city_backend.hub import Hub
from city_backend.metrics import Metrics
from city_backend.pairing import Moment
from city_backend.reader import Reader
from city_backend.tombstones import Tombstones
from city_backend.writer import Writer
from console.domain.clock import Clock
from console.domain.errors import KnownFailure


class Backend:
    """One database with its writer, its readers and its hub.

    `clock` is the dialogue's time; `real` is the machine's, for leases, codes and tokens.
    Raises: KnownFailure when the database cannot be used.
    """

    def __init__(
        self, database: Path, *, clock: Clock | None = None, queue_capacity: int = 1000
    ) -> None:
        prepare(database)
        tombstones = Tombstones(database)
        try:
            tombstones.replay()
        except (sqlite3.Error, OSError) as error:
            raise KnownFailure("database_unavailable", path=str(database)) from error
        self.real: Clock = SystemClock()
        self.clock: Clock = clock if clock is not None else self.real
        opener = partial(connect, database)
        self.activity = Activity()
        self.metrics = Metrics()
        self.reader = Reader(opener)
        self.hub = Hub(self.reader, self.activity, self.real.monotonic_ms)
        self.writer = Writer(opener, self.hub.announce, tombstones.bury, queue_capacity)
        self.activity.also(lambda: self.writer.pending == 0)
        self.identity, self.device = self.reader.read(lambda one: one.identity())

    @property
    def moment(self) -> Callable[[], Moment]:
        """Return what tells the time within a job."""
        return lambda: Moment(dialogue=self.clock.wall_ms(), real=self.real.wall_ms())

    def start(self) -> None:
        """Begin to work on the running event loop."""
        self.writer.start()
        self.hub.start()

    async def stop(self) -> None:
        """Finish what is queued and let go of the database."""
        self.hub.close()
        await self.writer.stop()
        self.reader.close()
