"""What a request can meet, as a code with an HTTP status (RFC 9457 problems)."""

from __future__ import annotations

import sqlite3
from http import HTTPStatus
from typing import Final

_STATUS: Final = {
    "malformed": 400,
    "unauthorized": 401,
    "wrong_code": 403,
    "forbidden": 403,
    "revoked": 403,
    "expired": 403,
    "loopback_only": 403,
    "too_many_devices": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "too_slow": 408,
    "history_diverged": 409,
    "not_open_yet": 409,
    "other_dialogue": 409,
    "dialogue_known": 409,
    "device_known": 409,
    "dialogue_deleted": 410,
    "too_large": 413,
    "unsupported_media_type": 415,
    "wrong_host": 421,
    "protocol_too_old": 426,
    "too_many_attempts": 429,
    "pairing_closed": 429,
    "too_many_streams": 429,
    "internal": 500,
    "busy": 503,
    "unavailable": 503,
    "disk_full": 507,
}
CODES: Final = tuple(_STATUS)


class Problem(Exception):
    """A request that gets no answer but this; `code` is one of CODES."""

    def __init__(self, code: str, *, retry_after_s: int | None = None, **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.status = HTTPStatus(_STATUS[code])
        self.retry_after_s = retry_after_s
        self.more = more


def of_sqlite(error: sqlite3.Error) -> Problem:
    """Return what a failure of the database is to somebody who asked."""
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_FULL:
        return Problem("disk_full", retry_after_s=30)
    return Problem("unavailable", retry_after_s=1)
