"""Giving the device away after the end: what is still missing, and the receipt for what goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.storage.change import Change
from console.viewmodels.desk import Desk
from console.viewmodels.sync_details import unsent_by_kind
from console.viewmodels.sync_status import SyncStatusViewModel
from console.words import formats

_ON_THE_WAY = frozenset({"connecting", "syncing"})


class LeavingViewModel(QObject):
    """`changed`: something else is missing, or nothing any more.

    Nothing is deleted while something is on this device alone.
    """

    changed = Signal()

    def __init__(
        self, desk: Desk, sync: SyncStatusViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sync = sync
        self.words = desk.words
        self.notice = ""
        #: The receipt as it was written last.
        self.saved = ""
        sync.changed.connect(self.changed)
        desk.bridge.changed.connect(self._on_change)

    @property
    def is_offered(self) -> bool:
        """Whether the dialogue has ended: before that nobody gives a console away."""
        return self._desk.store.state.course.is_over

    @property
    def is_ready(self) -> bool:
        """Whether all that was written here has come back from the log."""
        return not self.missing

    @property
    def missing(self) -> tuple[str, ...]:
        """Why not yet, in sentences; the first is what a person can do most about."""
        words, store, status = self.words, self._desk.store, self._sync.status
        if status.state == "local_only":
            return (words("leaving.only_here"),)
        found: list[str] = []
        if refused := len(store.replica.quarantined()):
            found.append(words("leaving.refused", n=refused))
        if drafts := len(store.drafts()):
            found.append(words("leaving.drafts", n=drafts))
        if store.replica.has_offers:
            found.append(words("leaving.of_others"))
        if store.pending_count:
            found.append(words("leaving.pending", what=", ".join(unsent_by_kind(self._desk))))
        if status.state in _ON_THE_WAY:
            found.append(words("leaving.on_the_way"))
        elif status.state != "synced" and (not found or self._sync.is_offline):
            found.append(self._sync.long_text)
        return tuple(found)

    @property
    def summary(self) -> str:
        """What has arrived, when nothing is missing."""
        return self.words("leaving.ready", n=self._desk.store.replica.position.cursor)

    @property
    def receipt(self) -> str:
        """What goes, when, and how the log ended; nobody who took part is named."""
        words, store, desk = self.words, self._desk.store, self._desk
        position, now = store.replica.position, store.now_ms()
        day = formats.wall_time(now, desk.zone).date()
        return words(
            "leaving.receipt",
            title=store.state.dialogue.title.text,
            dialogue=position.dialogue,
            date=formats.long_date(words, day),
            time=formats.spoken_clock(words, now, desk.zone),
            zone=desk.zone,
            device=store.identity.device,
            address=position.address or words("shell.sync_sheet.no_backend"),
            n=position.cursor,
            chain=store.replica.chain,
        )

    @property
    def file_name(self) -> str:
        """What the receipt's file is called first."""
        day = formats.wall_time(self._desk.store.now_ms(), self._desk.zone).date()
        return self.words("leaving.file_name", date=day.isoformat())

    def save_receipt(self, path: Path) -> bool:
        """Write the receipt where a person wants it; without it nothing is deleted."""
        self.notice = ""
        if not self.is_ready:
            self.changed.emit()
            return False
        receipt = self.receipt
        try:
            path.write_text(f"{receipt}\n", encoding="utf-8")
        except OSError:
            self.notice = self.words("errors.folder_not_writable", path=str(path.parent))
            self.changed.emit()
            return False
        self.saved = receipt
        return True

    def _on_change(self, change: Change) -> None:
        # What the log echoes is told by the status; the end of the dialogue is told here.
        if change.touches("run", "dialogue"):
            self.changed.emit()
