"""A few threads that write, each job in a transaction of its own, answered after COMMIT."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from city_backend.clock_system import SystemClock
from city_backend.errors import Problem
from city_backend.errors_postgres import named
from city_backend.session_postgres import InDoubt, PostgresSession
from city_backend.telling import Told, looked_at, unheard
from city_backend.transaction import Committed, Transaction

T = TypeVar("T")
_THREADS: Final = 4
log = logging.getLogger(__name__)


class PostgresWriter:
    """Runs jobs side by side; the lock on a dialogue's head puts those of one dialogue in order."""

    def __init__(
        self,
        session: Callable[[], PostgresSession],
        told: Told,
        capacity: int = 1000,
    ) -> None:
        self._session = session
        self._told = told
        self._capacity = capacity
        self._own = threading.local()
        self._all: list[PostgresSession] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._clock = SystemClock()
        self.measured: Callable[[float], None] = unheard
        self.pending = 0

    def start(self) -> None:
        """Begin to work for the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="writer")

    async def stop(self) -> None:
        """Return when everything that was queued is done."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown)
        for session in self._all:
            session.close()

    @property
    def is_working(self) -> bool:
        """Whether jobs are taken."""
        return self._pool is not None

    async def run(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned, once it is durable.

        Raises: Problem with busy when too many wait, disk_full, or unavailable; and what `job`
            raises.
        """
        if self.pending >= self._capacity or self._pool is None or self._loop is None:
            raise Problem("busy", retry_after_s=1)
        self.pending += 1
        future: asyncio.Future[T] = self._loop.create_future()
        future.add_done_callback(looked_at)
        self._pool.submit(self._work, job, future)
        return await future

    def _work(self, job: Callable[[Transaction], Any], future: asyncio.Future[Any]) -> None:
        committed: list[Committed] | None = []
        answer: Any = None
        failure: Exception | None = None
        try:
            began = self._clock.monotonic_ms()
            answer, committed = self._mine().write(job)
            self.measured((self._clock.monotonic_ms() - began) / 1000)
            self._told.bury(committed)
        except Exception as error:  # noqa: BLE001
            # Whatever it was, the thread goes on with the next job.
            failure = error
            if isinstance(error, InDoubt):
                committed = None
            if not isinstance(error, Problem) or error.code == "unavailable":
                log.error("a job failed: %s", named(error.__cause__ or error))  # noqa: TRY400
        self._hand_back(future, answer, failure, committed)

    def _mine(self) -> PostgresSession:
        session: PostgresSession | None = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = self._session()
            self._all.append(session)
        return session

    def _hand_back(
        self,
        future: asyncio.Future[Any],
        answer: Any,
        failure: Exception | None,
        committed: list[Committed] | None,
    ) -> None:
        assert self._loop is not None
        try:
            self._loop.call_soon_threadsafe(self._settle, future, answer, failure, committed)
        except RuntimeError:
            # The loop has gone: nobody is left to hear it, and what is committed stays so.
            log.warning("an answer came after the end")

    def _settle(
        self,
        future: asyncio.Future[Any],
        answer: Any,
        failure: Exception | None,
        committed: list[Committed] | None,
    ) -> None:
        self.pending -= 1
        self._told.announce(committed)
        if future.done():
            return
        if failure is not None:
            future.set_exception(failure)
        else:
            future.set_result(answer)
