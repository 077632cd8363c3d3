"""What is done to the database file when nobody waits, or when it must not wait."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from typing import Final

from city_backend.database import rewrite
from city_backend.transaction import Committed

#: Commits after which a quiet moment is used; far below what SQLite would do by itself.
_COMMITS: Final = 64
_NEVER_QUIET: Final = 256
_QUIET_S: Final = 0.05
#: Nobody is at work for so long: writing the whole file anew takes seconds for a large one.
_AT_REST_S: Final = 30.0
log = logging.getLogger(__name__)


class Housekeeping:
    """Checkpoints of the write-ahead log and rewriting, on the writer's thread."""

    def __init__(self, at_rest_s: float = _AT_REST_S) -> None:
        self._at_rest_s = at_rest_s
        self._commits = 0
        self._words_left = False
        self._copies_left = False

    def begin(self, connection: sqlite3.Connection) -> None:
        """See what was left to do when the backend ended.  Raises: sqlite3.Error."""
        found = connection.execute("SELECT copies_left FROM backend").fetchone()
        self._copies_left = bool(found[0])

    @property
    def patience_s(self) -> float | None:
        """How long the queue has to be empty before `while_idle` is called; None: it need not."""
        if self._words_left or self._commits >= _COMMITS:
            return _QUIET_S
        return self._at_rest_s if self._copies_left else None

    def after(self, connection: sqlite3.Connection, committed: Sequence[Committed]) -> None:
        """Note a commit; words that were deleted leave the log even if it is never quiet."""
        self._commits += 1
        if any(one.took_words for one in committed):
            self._words_left = self._copies_left = True
        if self._words_left and self._commits >= _NEVER_QUIET:
            self._move_log(connection)

    def while_idle(self, connection: sqlite3.Connection) -> None:
        """Use a quiet moment; what does not come off now comes off at the next one."""
        if not self._words_left and self._commits < _COMMITS and self._copies_left:
            self._rewrite(connection)
        self._move_log(connection)

    def _rewrite(self, connection: sqlite3.Connection) -> None:
        # Once: where there is no room for it, it is tried after the next erasure or start.
        self._copies_left = False
        try:
            rewrite(connection)
        except sqlite3.Error:
            log.warning("the database could not be written anew", exc_info=True)
        else:
            self._words_left = True

    def _move_log(self, connection: sqlite3.Connection) -> None:
        mode = "TRUNCATE" if self._words_left else "PASSIVE"
        try:
            busy = connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()[0]
        except sqlite3.Error:
            log.warning("the write-ahead log could not be moved", exc_info=True)
            busy = 1
        self._words_left = self._words_left and bool(busy)
        self._commits = 0
