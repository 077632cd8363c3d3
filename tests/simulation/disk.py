"""A console's disk: the process may end at any commit, just before it or just after."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal

from console.storage.database import Database


class Crash(BaseException):
    """The process ends here; nobody but the simulation may catch it."""


class Disk:
    """Stands around the transactions of one open file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._atomic = database.atomic
        self._left = -1
        self._when: Literal["before", "after"] = "before"
        database.atomic = self.atomic  # type: ignore[method-assign]

    def end_at(self, commit: int, when: Literal["before", "after"]) -> None:
        """Let the process end at the commit with this number, counted from now."""
        self._left, self._when = commit, when

    def relent(self) -> None:
        """Let it live after all."""
        self._left = -1

    @contextmanager
    def atomic(self) -> Generator[None]:
        nested = self._database.conn.in_transaction
        with self._atomic():
            yield
            if not nested and self._left == 0 and self._when == "before":
                raise Crash
        if not nested:
            ends = self._left == 0
            self._left -= self._left >= 0
            if ends:
                raise Crash
