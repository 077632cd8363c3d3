"""A whole copy of the dialogue every five minutes while it is live; the last ten stay."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.domain.errors import KnownFailure
from console.viewmodels.desk import Desk

EVERY_MS = 5 * 60_000
KEPT = 10
log = logging.getLogger(__name__)


class Backups(QObject):
    """Looks at the program's beat, so it needs no timer of its own.

    `made` carries the instant of a copy that was written; `failed` the sentence when one could
    not be: the dialogue is not affected.
    """

    # UTC ms: more than an int of Qt holds
    made = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = folder
        self._last = desk.store.now_ms()
        desk.evening.ticked.connect(self._on_tick)

    def _on_tick(self) -> None:
        now = self._desk.evening.now
        # A clock that was set back is no reason to wait for an hour.
        if self._desk.store.state.course.is_live and abs(now - self._last) >= EVERY_MS:
            self._last = now
            self.make(now)

    def make(self, now: int) -> None:
        """Write a copy named by the instant (UTC ms), and let the oldest go."""
        store = self._desk.store
        moment = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
        stem = store.path.stem
        try:
            store.back_up(self._folder / f"{stem}.{moment}.dialogpult")
        except KnownFailure as failure:
            log.warning("backup failed: %s", failure.code)
            self.failed.emit(self._desk.words("errors.backup_failed"))
            return
        copies = sorted(self._folder.glob(f"{glob_escape(stem)}.????????T??????Z.dialogpult"))
        for old in copies[:-KEPT]:
            old.unlink(missing_ok=True)
        self.made.emit(now)


def glob_escape(text: str) -> str:
    """Return a file name in which no character has a meaning for `glob`."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)
