"""The backend on one SQLite file: for one machine and one process."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeVar

from city_backend.clock_system import SystemClock
from city_backend.database import connect, note_copies, prepare, rewrite
from city_backend.driver import Hearing, Writing
from city_backend.errors import of_sqlite
from city_backend.presence import Presence
from city_backend.presence_memory import MemoryPresence
from city_backend.reader import Reader
from city_backend.session_sqlite import SqliteSession
from city_backend.telling import Told
from city_backend.transaction import Transaction
from city_backend.writer import Writer
from console.domain.clock import Clock
from console.domain.errors import KnownFailure

T = TypeVar("T")
log = logging.getLogger(__name__)


class SqliteDriver:
    """`city_backend.driver.Driver` for a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connect = partial(connect, path)
        self._clock = SystemClock()

    @property
    def clock(self) -> Clock:
        """The machine's time."""
        return self._clock

    @property
    def poll_s(self) -> None:
        """Only the command line writes beside the one process: a heartbeat is soon enough."""
        return None

    def prepare(self) -> None:
        """Create file and tables where they are missing.  Raises: KnownFailure."""
        prepare(self._path)

    def within(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned, committed.  Raises: KnownFailure; what `job` raises."""
        try:
            with closing(self._connect()) as connection:
                connection.execute("BEGIN IMMEDIATE")
                transaction = Transaction(connection)
                answer = job(transaction)
                took_words = any(one.took_words for one in transaction.committed)
                if took_words:
                    note_copies(connection)
                connection.execute("COMMIT")
                if took_words:
                    _leave_nothing(connection)
                return answer
        except sqlite3.Error as error:
            code = f"database_{of_sqlite(error).code}"
            raise KnownFailure(code, path=str(self._path)) from error

    def tombstones(self) -> Path:
        """Return the file beside the database file."""
        return self._path.with_name(f"{self._path.name}.tombstones")

    def reader(self) -> Reader:
        """Return a new reader."""
        return Reader(partial(SqliteSession, self._connect))

    def writer(self, told: Told, capacity: int) -> Writing:
        """Return the one writer."""
        return Writer(self._connect, told, capacity)

    def presence(self, reader: Reader, writer: Writing) -> Presence:  # noqa: ARG002
        """Return who is there, kept in memory: there is no other process."""

        async def revoked(dialogue: str) -> frozenset[str]:
            return await reader.glance(lambda one: one.revoked_devices(dialogue))

        return MemoryPresence(self._clock.monotonic_ms, self._clock.wall_ms, revoked)

    def company(self, hearing: Hearing, reader: Reader) -> list[Coroutine[None, None, None]]:  # noqa: ARG002
        """Return nothing: there is no other process."""
        return []


def _leave_nothing(connection: sqlite3.Connection) -> None:
    """Take the last of what was deleted out of the file."""
    try:
        rewrite(connection)
    except sqlite3.OperationalError:
        # Somebody is writing, or the disk is full: it is noted, and the backend does it at rest.
        log.warning("the database could not be written anew", exc_info=True)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
