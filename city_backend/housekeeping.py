"""Moving what was committed into the database file, when nobody waits, or when it must not wait."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from typing import Final

from city_backend.transaction import Committed

#: Commits after which a quiet moment is used; far below what SQLite would do by itself.
_COMMITS: Final = 64
_NEVER_QUIET: Final = 256
_QUIET_S: Final = 0.05
log = logging.getLogger(__name__)


class Housekeeping:
    """Checkpoints of the write-ahead log, on the writer's thread."""

    def __init__(self) -> None:
        self._commits = 0
        self._words_left = False

    @property
    def patience_s(self) -> float | None:
        """How long the queue has to be empty before `while_idle` is called; None: it need not."""
        return _QUIET_S if self._words_left or self._commits >= _COMMITS else None

    def after(self, connection: sqlite3.Connection, committed: Sequence[Committed]) -> None:
        """Note a commit; words that were deleted leave the log even if it is never quiet."""
        self._commits += 1
        self._words_left = self._words_left or any(one.took_words for one in committed)
        if self._words_left and self._commits >= _NEVER_QUIET:
            self.while_idle(connection)

    def while_idle(self, connection: sqlite3.Connection) -> None:
        """Use a quiet moment; what does not come off now comes off at the next one."""
        mode = "TRUNCATE" if self._words_left else "PASSIVE"
        try:
            busy = connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()[0]
        except sqlite3.Error:
            log.warning("the write-ahead log could not be moved", exc_info=True)
            busy = 1
        self._words_left = self._words_left and bool(busy)
        self._commits = 0
