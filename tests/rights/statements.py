"""Which statements a request makes the database run."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from city_backend.transaction import Transaction


class Counted:
    """A connection that takes down the text of what it is asked, without the values."""

    def __init__(self, connection: Any, taken: list[str]) -> None:
        self._connection = connection
        self._taken = taken

    def execute(self, sql: str, *parameters: Any) -> Any:
        self._taken.append(sql)
        return self._connection.execute(sql, *parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@contextmanager
def taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement of every transaction meanwhile."""
    found: list[str] = []
    begin = Transaction.__init__

    def counted(self: Transaction, connection: Any) -> None:
        begin(self, Counted(connection, found))

    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "__init__", counted)
        yield found
