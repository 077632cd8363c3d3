"""A dialogue's log in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from city_backend.connection_postgres import PostgresConnection
from city_backend.log import Write
from city_backend.log_sql import SqlLog


class PostgresLog(SqlLog):
    """Lists travel as arrays."""

    AMONG: ClassVar[str] = "= ANY(?)"

    def __init__(self, connection: PostgresConnection, dialogue: str) -> None:
        super().__init__(connection, dialogue)
        self._line = connection

    def apply(self, write: Write) -> None:
        """Write what an acceptance collected: one way there and back for all of it."""
        with self._line.together():
            super().apply(write)

    def _listed(self, values: Iterable[str]) -> Any:
        return list(values)
