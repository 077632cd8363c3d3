"""The backend on PostgreSQL: any number of processes, on any number of machines."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import psycopg

from city_backend.clock_postgres import PostgresClock
from city_backend.connection_postgres import shown
from city_backend.database_postgres import prepare
from city_backend.driver import Hearing, Writing
from city_backend.errors import Problem
from city_backend.hints_postgres import Hints
from city_backend.places import data_folder
from city_backend.presence import Presence
from city_backend.presence_postgres import PostgresPresence
from city_backend.reader import Reader
from city_backend.session_postgres import PostgresSession
from city_backend.telling import Told
from city_backend.transaction import Transaction
from city_backend.writer_postgres import PostgresWriter
from console.domain.clock import Clock
from console.domain.errors import KnownFailure

T = TypeVar("T")
#: With the writer's four and the listening one a process has nine connections at most.
_READERS: Final = 4
_POLL_S: Final = 2.0


class PostgresDriver:
    """`city_backend.driver.Driver` for an address as libpq reads it."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._process = secrets.token_hex(4)
        self._session = partial(PostgresSession, address, self._process)
        self._clock = PostgresClock()

    @property
    def clock(self) -> Clock:
        """The database's time."""
        return self._clock

    @property
    def poll_s(self) -> float:
        """How often to look for what no hint told of."""
        return _POLL_S

    def prepare(self) -> None:
        """Create the tables where they are missing.  Raises: KnownFailure."""
        prepare(self._address)

    def within(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned, committed.  Raises: KnownFailure; what `job` raises."""

        def timed(transaction: Transaction) -> T:
            self._clock.measure(transaction.now_ms)
            return job(transaction)

        with closing(self._session()) as session:
            try:
                return session.write(timed)[0]
            except Problem as problem:
                cause = problem.__cause__
                if not isinstance(cause, psycopg.Error):
                    raise
                code, said = f"postgresql_{problem.code}", " ".join(str(cause).split())
                raise KnownFailure(code, path=shown(self._address), reason=said) from problem

    def tombstones(self) -> Path:
        """Return the file on this machine that belongs to the database, wherever that lies."""
        identity, _ = self.within(lambda transaction: transaction.identity())
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"city_backend-{identity}.tombstones"

    def reader(self) -> Reader:
        """Return a new reader."""
        return Reader(self._session, _READERS, near=False)

    def writer(self, told: Told, capacity: int) -> Writing:
        """Return the writer."""
        return PostgresWriter(self._session, told, capacity)

    def presence(self, reader: Reader, writer: Writing) -> Presence:
        """Return who is there, at any of the processes."""
        return PostgresPresence(reader, writer)

    def company(self, hearing: Hearing, reader: Reader) -> list[Coroutine[None, None, None]]:
        """Return what listens to other processes, and what keeps the database's time."""
        hints = Hints(self._address, self._process, hearing)
        return [hints.follow(), self._clock.follow(reader)]
