"""Reading beside the writer: snapshots on a few threads with connections of their own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from city_backend.errors import Problem
from city_backend.transaction import Transaction

T = TypeVar("T")


class Session(Protocol):
    """One thread's connection."""

    def read(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned from one snapshot.  Raises: Problem; what `job` raises."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


class Reader:
    """Runs reading jobs, each within one snapshot of the database.

    `near`: whether a look-up is shorter than the way to a thread, as in a file of this machine.
    """

    def __init__(
        self,
        session: Callable[[], Session],
        threads: int = 2,
        *,
        near: bool = True,
        capacity: int = 1000,
    ) -> None:
        self._session = session
        self._near = near
        self._capacity = capacity
        self._pending = 0
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="reader")
        self._own = threading.local()
        self._all: list[Session] = []

    @property
    def pending(self) -> int:
        """How many jobs wait or run."""
        return self._pending

    @property
    def connections(self) -> int:
        """How many connections were opened so far; they are kept."""
        return len(self._all)

    async def run(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned.

        Raises: Problem with busy when too many wait, unavailable, or disk_full; and what `job`
            raises.
        """
        if self._pending >= self._capacity:
            raise Problem("busy", retry_after_s=1)
        self._pending += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self.read, job)
        finally:
            self._pending -= 1

    async def glance(self, job: Callable[[Transaction], T]) -> T:
        """Return what a quick look-up returned.  Raises: as `run`."""
        return self.read(job) if self._near else await self.run(job)

    def read(self, job: Callable[[Transaction], T]) -> T:
        """Do it here and now, on the calling thread's own connection."""
        session: Session | None = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = self._session()
            self._all.append(session)
        return session.read(job)

    def close(self) -> None:
        """Wait for what is being read and close the connections."""
        self._pool.shutdown()
        for session in self._all:
            session.close()
