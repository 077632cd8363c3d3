"""A dialogue's log in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from city_backend.log_sql import SqlLog


class PostgresLog(SqlLog):
    """Lists travel as arrays."""

    AMONG: ClassVar[str] = "= ANY(?)"

    def _listed(self, values: Iterable[str]) -> Any:
        return list(values)
