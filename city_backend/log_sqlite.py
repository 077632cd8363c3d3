"""A dialogue's log in SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, ClassVar

from city_backend.log_sql import SqlLog


class SqliteLog(SqlLog):
    """Lists travel as JSON."""

    AMONG: ClassVar[str] = "IN (SELECT value FROM json_each(?))"

    def _listed(self, values: Iterable[str]) -> Any:
        return json.dumps(list(values))
