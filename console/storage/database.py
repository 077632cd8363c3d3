"""A sqlite-utils database whose statements are typed and whose tables nobody makes by accident."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import Any


@contextmanager
def _without(package: str) -> Generator[None]:
    """Let imports within find a package missing that they would only look whether it is there."""
    known = package in sys.modules
    if not known:
        sys.modules[package] = None  # pyright: ignore[reportArgumentType]
    try:
        yield
    finally:
        if not known:
            del sys.modules[package]


# It takes numbers of numpy too; loading that costs more than all else that opens a file.
with _without("numpy"):
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
