"""A sqlite-utils database whose statements are typed and whose tables nobody makes by accident."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database as UtilsDatabase


class Database(UtilsDatabase):
    """One connection to a dialogue file. Writes belong inside `atomic()`."""

    def execute(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, sql: str, parameters: Sequence[Any] = ()
    ) -> sqlite3.Cursor:
        """Run one statement.  Raises: sqlite3.Error."""
        return self.conn.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row.  Raises: sqlite3.Error."""
        self.conn.executemany(sql, rows)
