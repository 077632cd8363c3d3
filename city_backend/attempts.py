"""Wrong codes are counted in the database, so that guessing does not pay."""

from __future__ import annotations

from typing import Final

from city_backend.connection import Connection
from city_backend.errors import Problem

WINDOW_MS: Final = 10 * 60 * 1000
PER_ADDRESS: Final = 20
PER_BACKEND: Final = 200


class Attempts:
    """The wrong codes of the last ten minutes; `now` is UTC ms of the real clock."""

    def __init__(self, db: Connection, now: int) -> None:
        self._db = db
        self._now = now

    def closed_until(self) -> int | None:
        """Return until when nobody can pair (UTC ms), or None."""
        until: int = self._db.execute("SELECT closed_until FROM backend").fetchone()[0]
        return until if until > self._now else None

    def refusal(self, address: str) -> Problem | None:
        """Return why this address gets no answer now, or None."""
        if (until := self.closed_until()) is not None:
            return Problem("pairing_closed", retry_after_s=self._seconds(until))
        count, first = self._db.execute(
            "SELECT count(*), min(at) FROM pairing_failure WHERE address = ? AND at > ?",
            [address, self._now - WINDOW_MS],
        ).fetchone()
        if count < PER_ADDRESS:
            return None
        return Problem("too_many_attempts", retry_after_s=self._seconds(first + WINDOW_MS))

    def count(self, address: str) -> None:
        """Remember a wrong code; too many of them close the pairing for everybody for a while."""
        self._db.execute("DELETE FROM pairing_failure WHERE at <= ?", [self._now - WINDOW_MS])
        self._db.execute("INSERT INTO pairing_failure VALUES (?, ?)", [address, self._now])
        total = self._db.execute("SELECT count(*) FROM pairing_failure").fetchone()[0]
        if total >= PER_BACKEND:
            self._db.execute("UPDATE backend SET closed_until = ?", [self._now + WINDOW_MS])

    def _seconds(self, until: int) -> int:
        return max(1, -(-(until - self._now) // 1000))
