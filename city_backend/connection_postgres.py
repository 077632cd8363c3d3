"""A connection to PostgreSQL: how it is opened, and statements with ? as everywhere here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict

Raw = psycopg.Connection[tuple[Any, ...]]
#: Seconds, and milliseconds until sent bytes have to be acknowledged: a host that has gone away
#: without a word is given up soon. Whoever says otherwise in the address is heeded.
_PATIENCE: Final = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "2",
    "tcp_user_timeout": "10000",
    "application_name": "dialogpult",
}


def options(address: str) -> dict[str, Any]:
    """Return what to connect with.  Raises: psycopg.Error when the address is none."""
    return {**_PATIENCE, **conninfo_to_dict(address), "client_encoding": "utf8"}


def connect(address: str) -> Raw:
    """Open a connection; transactions are explicit, nothing is prepared by name.

    Names of prepared statements do not survive a pooler that shares connections.
    Raises: psycopg.Error.
    """
    return psycopg.connect(**options(address), autocommit=True, prepare_threshold=None)


def shown(address: str) -> str:
    """Return the address for people, without password."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.Error:
        return "postgresql:"
    host = parts.get("host") or "localhost"
    port = f":{parts['port']}" if parts.get("port") else ""
    return f"{host}{port}/{parts.get('dbname') or parts.get('user') or ''}"


@lru_cache(maxsize=256)
def _query(sql: str) -> bytes:
    return sql.replace("?", "%s").encode()


def _row(parameters: Sequence[Any]) -> list[Any]:
    """Return parameters that PostgreSQL takes: its text holds every character but NUL."""
    return [
        one.replace("\0", "\ufffd") if isinstance(one, str) and "\0" in one else one
        for one in parameters
    ]


class PostgresConnection:
    """`city_backend.connection.Connection` for jobs."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw

    def execute(
        self, sql: str, parameters: Sequence[Any] = (), /
    ) -> psycopg.Cursor[tuple[Any, ...]]:
        """Do one statement."""
        return self._raw.execute(_query(sql), _row(parameters) if parameters else None)

    def together(self) -> AbstractContextManager[object]:
        """Let statements that nobody waits for travel together, answered when this ends.

        Raises when it ends: psycopg.Error, the first of theirs.
        """
        return self._raw.pipeline() if psycopg.Pipeline.is_supported() else nullcontext()

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> None:
        """Do one statement for each row of parameters."""
        rows = [_row(row) for row in parameters]
        if len(rows) == 1:
            self.execute(sql, rows[0])
        elif rows:
            with self._raw.cursor() as cursor:
                cursor.executemany(_query(sql), rows)
