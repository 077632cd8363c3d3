"""Reading beside the writer: snapshots on a few threads with connections of their own."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from city_backend.errors import of_sqlite
from city_backend.transaction import Transaction

T = TypeVar("T")


class Reader:
    """Runs reading jobs, each within one snapshot of the database."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], threads: int = 2) -> None:
        self._connect = connect
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="reader")
        self._own = threading.local()
        self._all: list[sqlite3.Connection] = []

    async def run(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned.

        Raises: Problem with unavailable or disk_full; and what `job` raises.
        """
        return await asyncio.get_running_loop().run_in_executor(self._pool, self.read, job)

    def read(self, job: Callable[[Transaction], T]) -> T:
        """Do it here and now, for a look-up that is shorter than the way to a thread."""
        try:
            connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
            if connection is None:
                connection = self._connect()
                connection.execute("PRAGMA query_only = ON")
                self._own.connection = connection
                self._all.append(connection)
            connection.execute("BEGIN")
            try:
                return job(Transaction(connection))
            finally:
                connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise of_sqlite(error) from error

    def close(self) -> None:
        """Wait for what is being read and close the connections."""
        self._pool.shutdown()
        for connection in self._all:
            connection.close()
