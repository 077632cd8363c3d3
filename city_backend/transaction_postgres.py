"""What a job may do within a transaction of PostgreSQL."""

from __future__ import annotations

from city_backend.connection_postgres import PostgresConnection
from city_backend.errors import Problem
from city_backend.log_postgres import PostgresLog
from city_backend.log_sql import SqlLog
from city_backend.transaction import Transaction

NOW = "floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint"


class PostgresTransaction(Transaction):
    """`writes`: locks are taken; a reader has its snapshot and needs none."""

    def __init__(self, connection: PostgresConnection, *, writes: bool) -> None:
        super().__init__(connection)
        self._line = connection
        self._writes = writes
        #: Whoever writes holds the lock, whoever reads has its snapshot: neither changes any more.
        self._states: dict[str, str] = {}

    def _log(self, dialogue: str) -> SqlLog:
        return PostgresLog(self._line, dialogue)

    def state(self, dialogue: str) -> str | None:
        """Return "open" or "deleted", None for an unknown dialogue; locked for whoever writes."""
        found = self._states.get(dialogue)
        if found is None:
            lock = " FOR UPDATE" if self._writes else ""
            row = self.db.execute(
                f"SELECT state FROM dialogue WHERE id = ?{lock}", [dialogue]
            ).fetchone()
            if row is None:
                return None
            found = self._states[dialogue] = row[0]
        return found

    def now_ms(self) -> int:
        """Return the database's time (UTC ms), the same for all its processes."""
        return self.db.execute(f"SELECT {NOW}").fetchone()[0]

    def lock_pairing(self) -> None:
        """Let no other pairing run before this one is over: codes are good once, guesses count."""
        self.db.execute("SELECT 1 FROM backend FOR UPDATE")

    def forget_presence(self, dialogue: str, device: str | None = None) -> None:
        """Forget that a device, or anybody, was there."""
        sql, parameters = "DELETE FROM presence WHERE dialogue = ?", [dialogue]
        if device is not None:
            sql, parameters = f"{sql} AND device = ?", [dialogue, device]
        self.db.execute(sql, parameters)

    def check(self) -> None:
        """Make sure that the database can be read and would take writes.  Raises: Problem."""
        self.identity()
        if self.db.execute("SELECT pg_is_in_recovery()").fetchone()[0]:
            raise Problem("unavailable", retry_after_s=1)
