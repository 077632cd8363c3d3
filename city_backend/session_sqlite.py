"""One thread's connection to the SQLite file: a job in one snapshot, or committed whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from city_backend.errors import of_sqlite
from city_backend.transaction import Transaction

T = TypeVar("T")


class SqliteSession:
    """Connects with the first job."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._connection: sqlite3.Connection | None = None

    def read(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned from one snapshot.

        Raises: Problem with unavailable or disk_full; and what `job` raises.
        """
        try:
            if self._connection is None:
                self._connection = self._connect()
                self._connection.execute("PRAGMA query_only = ON")
            connection = self._connection
            connection.execute("BEGIN")
            try:
                return job(Transaction(connection))
            finally:
                connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise of_sqlite(error) from error

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
