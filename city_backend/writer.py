"""The one thread that writes: jobs in a queue, committed in groups, answered after COMMIT."""

from __future__ import annotations

import asyncio
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from typing import Any, Final, TypeVar

from city_backend.clock_system import SystemClock
from city_backend.database import note_copies
from city_backend.errors import Problem, of_sqlite
from city_backend.housekeeping import Housekeeping
from city_backend.telling import Told, looked_at, unheard
from city_backend.transaction import Committed, Transaction

T = TypeVar("T")
Job = Callable[[Transaction], Any]
_GROUP: Final = 64
log = logging.getLogger(__name__)


class _Waiting:
    """A job, who waits for it, and what became of it."""

    __slots__ = ("answer", "error", "future", "job")

    def __init__(self, job: Job, future: asyncio.Future[Any]) -> None:
        self.job = job
        self.future = future
        self.answer: Any = None
        self.error: Exception | None = None


class Writer:
    """Runs jobs one after the other; those that wait together share one COMMIT.

    A job that raises leaves nothing behind and harms no other.
    """

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        told: Told,
        capacity: int = 1000,
        housekeeping: Housekeeping | None = None,
    ) -> None:
        self._connect = connect
        self._told = told
        self._capacity = capacity
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._housekeeping = housekeeping or Housekeeping()
        self._clock = SystemClock()
        self.measured: Callable[[float], None] = unheard
        self.pending = 0

    def start(self) -> None:
        """Begin to work for the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        """Return when everything that was queued is done."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            await asyncio.to_thread(thread.join)

    @property
    def is_working(self) -> bool:
        """Whether the thread is there."""
        return self._thread is not None and self._thread.is_alive()

    async def run(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned, once it is durable.

        Raises: Problem with busy when the queue is full, disk_full, or unavailable; and what
            `job` raises.
        """
        if self.pending >= self._capacity or not self.is_working or self._loop is None:
            raise Problem("busy", retry_after_s=1)
        self.pending += 1
        future: asyncio.Future[T] = self._loop.create_future()
        future.add_done_callback(looked_at)
        self._queue.put(_Waiting(job, future))
        return await future

    def _work(self) -> None:
        connection: sqlite3.Connection | None = None
        while (group := self._next_group(connection)) is not None:
            committed: list[Committed] | None = None
            try:
                if connection is None:
                    connection = self._connect()
                    self._housekeeping.begin(connection)
                began = self._clock.monotonic_ms()
                committed = _run_group(connection, group)
                self.measured((self._clock.monotonic_ms() - began) / 1000)
                self._told.bury(committed)
                self._housekeeping.after(connection, committed)
            except Exception as error:
                # Whatever it was, the next group gets a new connection and its chance.
                log.exception("a group of %d jobs failed", len(group))
                for one in group:
                    one.answer = None
                    one.error = _shown(error)
                if connection is not None:
                    connection.close()
                    connection = None
            self._hand_back(group, committed)
        if connection is not None:
            connection.close()

    def _next_group(self, connection: sqlite3.Connection | None) -> list[_Waiting] | None:
        first = self._first(connection)
        if first is None:
            return None
        group = [first]
        while len(group) < _GROUP:
            try:
                more = self._queue.get_nowait()
            except queue.Empty:
                break
            if more is None:
                self._queue.put(None)
                break
            group.append(more)
        return group

    def _first(self, connection: sqlite3.Connection | None) -> _Waiting | None:
        """Wait for a job; what there is to be done to the file is done meanwhile."""
        while connection is not None and self._housekeeping.patience_s is not None:
            try:
                return self._queue.get(timeout=self._housekeeping.patience_s)
            except queue.Empty:
                self._housekeeping.while_idle(connection)
        return self._queue.get()

    def _hand_back(self, group: list[_Waiting], committed: list[Committed] | None) -> None:
        assert self._loop is not None
        try:
            self._loop.call_soon_threadsafe(self._settle, group, committed)
        except RuntimeError:
            # The loop has gone: nobody is left to hear it, and what is committed stays so.
            log.warning("an answer came after the end")

    def _settle(self, group: list[_Waiting], committed: list[Committed] | None) -> None:
        self.pending -= len(group)
        self._told.announce(committed)
        for one in group:
            if one.future.done():
                continue
            if one.error is not None:
                one.future.set_exception(one.error)
            else:
                one.future.set_result(one.answer)


def _shown(error: Exception) -> Exception:
    return of_sqlite(error) if isinstance(error, sqlite3.Error) else error


def _run_group(connection: sqlite3.Connection, group: list[_Waiting]) -> list[Committed]:
    committed: list[Committed] = []
    connection.execute("BEGIN IMMEDIATE")
    try:
        for one in group:
            committed += _run_one(connection, one)
        if any(one.took_words for one in committed):
            note_copies(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return committed


def _run_one(connection: sqlite3.Connection, one: _Waiting) -> list[Committed]:
    connection.execute("SAVEPOINT job")
    transaction = Transaction(connection)
    try:
        one.answer = one.job(transaction)
    except Exception as error:
        if not connection.in_transaction:
            # SQLite has given up the whole group, so the whole group has to know.
            raise
        connection.execute("ROLLBACK TO job")
        connection.execute("RELEASE job")
        one.error = _shown(error)
        if not isinstance(one.error, Problem):
            log.exception("a job failed")
        return []
    connection.execute("RELEASE job")
    return transaction.committed
