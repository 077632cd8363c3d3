"""The parts of a running backend, wired once."""

from __future__ import annotations

from city_backend.activity import Activity
from city_backend.driver import Where, driver_of
from city_backend.hub import Hub
from city_backend.metrics import Metrics
from city_backend.pairing import Moment
from city_backend.reading import Doorkeeper
from city_backend.sightings import Sightings
from city_backend.telling import Told
from city_backend.tombstones import Tombstones, missing, replay
from city_backend.transaction import Committed, Transaction
from console.domain.clock import Clock
from console.domain.errors import KnownFailure


class Backend:
    """One database with its writer, its readers and its hub.

    `clock` is the dialogue's time; `real` is the database's, for leases, codes and tokens.
    Raises: KnownFailure when the database cannot be used.
    """

    def __init__(
        self, database: Where, *, clock: Clock | None = None, queue_capacity: int = 1000
    ) -> None:
        driver = driver_of(database)
        driver.prepare()
        path = driver.tombstones()
        #: Where it is kept what was deleted; on the disk that this process writes to by itself.
        self.tombstones = path
        self.folder = path.parent
        tombstones = Tombstones(path)
        try:
            stones = tombstones.read()
        except OSError as error:
            raise KnownFailure("database_unavailable", path=str(path)) from error
        self.real: Clock = driver.clock
        self.clock: Clock = clock if clock is not None else self.real
        if stones:
            driver.within(lambda one: replay(stones, one, self.moment(one).dialogue))
        # The machine may have gone off between a deletion and its tombstone.
        if owed := driver.within(lambda one: missing(stones, one)):
            tombstones.add(owed)
        self.identity, self.device = driver.within(lambda one: one.identity())
        self.activity = Activity()
        self.metrics = Metrics()
        self.reader = driver.reader()
        self.door = Doorkeeper(self.reader, self.real.monotonic_ms)
        self.writer = driver.writer(Told(self._announce, tombstones.bury), queue_capacity)
        self.writer.measured = self.metrics.committed
        self.presence = driver.presence(self.reader, self.writer)
        self.sightings = Sightings(self.writer, self.real)
        self.hub = Hub(self.reader, self.presence, self.activity, driver.poll_s)
        self.activity.also(lambda: self.writer.pending == 0)
        self._driver = driver

    def moment(self, transaction: Transaction) -> Moment:
        """Tell the time within a job, once the job holds the lock that it needs."""
        now = transaction.now_ms()
        told = now if self.clock is self.real else self.clock.wall_ms()
        return Moment(dialogue=told, real=now)

    def _announce(self, committed: list[Committed] | None) -> None:
        self.hub.announce(committed)

    def start(self) -> None:
        """Begin to work on the running event loop."""
        self.writer.start()
        self.hub.start(self._driver.company(self.hub, self.reader))

    async def stop(self) -> None:
        """Finish what is queued and let go of the database."""
        self.hub.close()
        await self.writer.stop()
        self.reader.close()
