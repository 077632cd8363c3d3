# The part of sqlite_utils that the store may use; its own annotations are incomplete.

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager

class Database:
    conn: sqlite3.Connection
    def __init__(self, filename_or_conn: sqlite3.Connection, *, execute_plugins: bool) -> None: ...
    def atomic(self) -> AbstractContextManager[Database]: ...
    def close(self) -> None: ...
    def execute(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object] | None = None
    ) -> sqlite3.Cursor: ...
