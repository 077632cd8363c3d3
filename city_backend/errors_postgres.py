"""What a failure of PostgreSQL is to somebody who asked, and which of them pass by themselves."""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import errors

from city_backend.errors import Problem

#: Others were quicker: the same job finds out what they did.
_PASSING: Final = (
    errors.DeadlockDetected,
    errors.SerializationFailure,
    errors.UniqueViolation,
    errors.ForeignKeyViolation,
)
_BUSY: Final = (errors.LockNotAvailable, errors.TooManyConnections, *_PASSING)


def of_postgres(error: psycopg.Error) -> Problem:
    """Return the problem that a failure is."""
    if isinstance(error, errors.DiskFull):
        return Problem("disk_full", retry_after_s=30)
    if isinstance(error, _BUSY):
        return Problem("busy", retry_after_s=1)
    return Problem("unavailable", retry_after_s=1)


def passes(error: psycopg.Error) -> bool:
    """Tell whether the same job may come off when it is done again at once."""
    return isinstance(error, _PASSING)


def named(error: BaseException) -> str:
    """Return what may stand in a log: a failure's own text can hold what people wrote."""
    state = error.sqlstate if isinstance(error, psycopg.Error) else None
    return f"{type(error).__name__} {state or ''}".rstrip()
