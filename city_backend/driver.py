"""What the backend asks of a database driver, and which driver a place is for."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Final, Protocol, TypeVar

from city_backend.presence import Presence
from city_backend.reader import Reader
from city_backend.telling import Told
from city_backend.transaction import Transaction
from console.domain.clock import Clock

T = TypeVar("T")
#: Where the data lies: a file, or the address of a PostgreSQL database.
Where = Path | str
_SCHEMES: Final = ("postgresql:", "postgres:")


class Writing(Protocol):
    """Runs jobs that write; each is answered when it is durable."""

    #: Told on any thread how many seconds a transaction took until it was durable.
    measured: Callable[[float], None]

    def start(self) -> None:
        """Begin to work for the running event loop."""
        ...

    async def stop(self) -> None:
        """Return when everything that was queued is done."""
        ...

    @property
    def is_working(self) -> bool:
        """Whether jobs are taken."""
        ...

    @property
    def pending(self) -> int:
        """How many jobs wait or run."""
        ...

    async def run(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned, once it is durable.

        Raises: Problem with busy, disk_full, or unavailable; and what `job` raises.
        """
        ...


class Hearing(Protocol):
    """Who wants to know what other processes did."""

    def heard(self, dialogue: str, what: str) -> None:
        """Take a hint: another process wrote (`what` is the new head), or ended something."""
        ...

    def missed(self) -> None:
        """Take note that hints may have been lost."""
        ...


class Driver(Protocol):
    """One database; nothing is opened before `prepare`."""

    @property
    def clock(self) -> Clock:
        """The database's time; the monotonic one is the machine's."""
        ...

    @property
    def poll_s(self) -> float | None:
        """How often to look for what no hint told of; None: a heartbeat is soon enough."""
        ...

    def prepare(self) -> None:
        """Create what is missing.  Raises: KnownFailure."""
        ...

    def within(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned, committed.  Raises: KnownFailure; what `job` raises."""
        ...

    def tombstones(self) -> Path:
        """Return the file beside the database that keeps what was deleted for good."""
        ...

    def reader(self) -> Reader:
        """Return a new reader."""
        ...

    def writer(self, told: Told, capacity: int) -> Writing:
        """Return the writer."""
        ...

    def presence(self, reader: Reader, writer: Writing) -> Presence:
        """Return who is there."""
        ...

    def company(self, hearing: Hearing, reader: Reader) -> list[Coroutine[None, None, None]]:
        """Return what has to run as long as the backend does, to know of other processes."""
        ...


def is_postgres(where: Where) -> bool:
    """Tell whether a place is the address of a PostgreSQL database."""
    return isinstance(where, str) and where.startswith(_SCHEMES)


def driver_of(where: Where) -> Driver:
    """Return the driver for a place; psycopg is loaded by those alone who need it."""
    if isinstance(where, str) and is_postgres(where):
        from city_backend.driver_postgres import PostgresDriver

        return PostgresDriver(where)
    from city_backend.driver_sqlite import SqliteDriver

    return SqliteDriver(Path(where))
