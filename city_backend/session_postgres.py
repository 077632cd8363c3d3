"""One thread's connection to PostgreSQL: a job in one snapshot, or committed whole."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

import psycopg
from psycopg.sql import SQL, Literal

from city_backend.connection_postgres import PostgresConnection, Raw, connect
from city_backend.errors import Problem
from city_backend.errors_postgres import of_postgres, passes
from city_backend.hints_postgres import CHANNEL, Hint
from city_backend.transaction import Committed, Transaction
from city_backend.transaction_postgres import PostgresTransaction

T = TypeVar("T")
_ATTEMPTS: Final = 5
#: A connection may be found dead, and its successor die; more is no accident.
_LOSSES: Final = 2
#: Set for each transaction, because a pooler may hand out another connection for the next one.
#: Whoever falls asleep with the lock on a head does not stop a dialogue for ever.
_LIMITS: Final = (
    "SET LOCAL statement_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '30s'"
)
_READ: Final = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {_LIMITS}".encode()
_WRITE: Final = (
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = '5s';"
    f" SET LOCAL synchronous_commit = on; {_LIMITS}"
).encode()


_NOTIFY: Final = SQL("SELECT pg_notify({}, {})")


class InDoubt(Problem):
    """Nobody knows whether it was committed; who asks again finds out."""

    def __init__(self) -> None:
        super().__init__("unavailable", retry_after_s=1)


class PostgresSession:
    """Connects with the first job, and again when the connection is lost.

    `process` names the backend's process in hints. Raises nothing before the first job.
    """

    def __init__(self, address: str, process: str) -> None:
        self._address = address
        self._process = process
        self._raw: Raw | None = None

    def read(self, job: Callable[[Transaction], T]) -> T:
        """Return what `job` returned from one snapshot.

        Raises: Problem with unavailable or busy; and what `job` raises.
        """

        def once() -> T:
            raw = self._begun(_READ)
            try:
                return job(PostgresTransaction(PostgresConnection(raw), writes=False))
            finally:
                self._roll_back()

        return self._tried(once)

    def write(self, job: Callable[[Transaction], T]) -> tuple[T, list[Committed]]:
        """Return what `job` returned, and whom to tell, once it is durable.

        Others were quicker, or the connection was lost before COMMIT: it is done once more.
        Raises: InDoubt; Problem with busy, disk_full, or unavailable; and what `job` raises.
        """

        def once() -> tuple[T, list[Committed]]:
            raw = self._begun(_WRITE)
            try:
                transaction = PostgresTransaction(PostgresConnection(raw), writes=True)
                answer = job(transaction)
                self._commit(raw, transaction.committed)
            finally:
                self._roll_back()
            return answer, transaction.committed

        return self._tried(once)

    def close(self) -> None:
        """Let go of the database."""
        raw, self._raw = self._raw, None
        if raw is not None:
            with contextlib.suppress(psycopg.Error):
                raw.close()

    def _tried(self, once: Callable[[], T]) -> T:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return once()
            except psycopg.Error as error:
                lost = self._raw is None and not isinstance(error, _Unreachable)
                again = passes(error) or (lost and attempt <= _LOSSES)
                if not again or attempt == _ATTEMPTS:
                    raise of_postgres(error) from error
        raise AssertionError

    def _begun(self, begin: bytes) -> Raw:
        if self._raw is None or self._raw.closed:
            try:
                self._raw = connect(self._address)
            except psycopg.Error as error:
                raise _Unreachable(*error.args) from error
        try:
            self._raw.execute(begin)
        except psycopg.Error:
            self.close()
            raise
        return self._raw

    def _commit(self, raw: Raw, committed: Iterable[Committed]) -> None:
        """Commit, and hint at it; said in one breath, for each way there and back is waited for."""
        payloads = dict.fromkeys(Hint.of(one, self._process).payload for one in committed)
        hints = [_NOTIFY.format(Literal(CHANNEL), Literal(payload)) for payload in payloads]
        try:
            cursor = raw.execute(SQL("; ").join([*hints, SQL("COMMIT")]).as_bytes(raw))
            while cursor.nextset():
                pass
            done = cursor.statusmessage
        except psycopg.Error as error:
            if raw.closed:
                raise InDoubt from error
            raise
        if done != "COMMIT":
            # PostgreSQL rolls back without a word what a failed statement has spoilt.
            raise psycopg.InternalError(str(done))

    def _roll_back(self) -> None:
        """Be ready for the next job; after COMMIT there is nothing to do."""
        raw = self._raw
        if raw is None:
            return
        try:
            if raw.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                raw.execute(b"ROLLBACK")
        except psycopg.Error:
            pass
        if raw.closed or raw.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            self.close()


class _Unreachable(psycopg.OperationalError):
    """No connection could be opened; there is no sense in trying at once again."""
