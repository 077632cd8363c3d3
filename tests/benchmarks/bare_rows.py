"""The least that a durable row costs: raw SQLite with the pragmas of a dialogue file."""

import sqlite3
import time
from pathlib import Path
from typing import Self

from console.storage.connection import _PRAGMAS

ROW = "x" * 300


class BareRows:
    """One table in a file of its own, in the folder of what it is held against."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "bare.sqlite3"
        path.unlink(missing_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in _PRAGMAS:
            self._db.execute(pragma).fetchall()
        self._db.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT) STRICT")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def commit(self, rows: int = 1) -> None:
        """Make rows of 300 bytes durable in one transaction."""
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO row (body) VALUES (?)", [(ROW,)] * rows)
        self._db.execute("COMMIT")

    def commit_one_ms(self) -> float:
        """Milliseconds that one row takes."""
        began = time.perf_counter()
        self._db.execute("BEGIN")
        self._db.execute("INSERT INTO row (body) VALUES (?)", [ROW])
        self._db.execute("COMMIT")
        return (time.perf_counter() - began) * 1000

    def commit_many_s(self, rows: int, at_once: int) -> float:
        """Seconds that many rows take, some in each transaction."""
        began = time.perf_counter()
        for _ in range(rows // at_once):
            self.commit(at_once)
        return time.perf_counter() - began
