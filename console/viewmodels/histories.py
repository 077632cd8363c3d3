"""Two histories of one evening: what merging them did, and what to do when they do not belong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.storage.change import Change, Origin
from console.sync.merged import Merged
from console.viewmodels.desk import Desk
from console.viewmodels.sync_status import SyncStatusViewModel
from console.words import Words, formats

#: States in which only a person can go on, and what the question is.
_QUESTIONS: Final = {"other_history": "other", "reconnect_needed": "reconnect"}


class HistoryReport(Struct, frozen=True):
    """What merging did, in sentences."""

    title: str
    lines: tuple[str, ...]


class HistoriesViewModel(QObject):
    """`changed`: report or question are others. `told`: a sentence for whoever looks elsewhere.

    `rejoin_wanted` carries the address known so far; `alone_wanted`: no exchange for now;
    `publish_wanted`: to bring the dialogue to a backend.
    """

    changed = Signal()
    told = Signal(str)
    rejoin_wanted = Signal(str)
    alone_wanted = Signal()
    publish_wanted = Signal()

    def __init__(
        self, desk: Desk, sync: SyncStatusViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sync = sync
        self._merged: Merged | None = sync.status.merged
        self._state = ""
        self.is_open = False
        sync.changed.connect(self._on_status)
        desk.bridge.changed.connect(self._on_change)
        self._on_status()

    @property
    def words(self) -> Words:
        return self._desk.words

    # the report

    @property
    def report(self) -> HistoryReport | None:
        """The report of the latest merge in this session; None without one."""
        merged = self._merged
        if merged is None:
            return None
        time = formats.clock(merged.at, self._desk.zone)
        title = self.words("handover.history.title", time=time)
        return HistoryReport(title, tuple(self._lines(merged)))

    def _lines(self, merged: Merged) -> Iterator[str]:
        words = self.words
        yield words("handover.history.nothing_lost")
        if merged.came:
            yield words("handover.history.came", n=merged.came)
        if merged.queued:
            key = "queued_pending" if self._desk.store.pending_count else "queued"
            yield words(f"handover.history.{key}", n=merged.queued)
        if merged.salvaged:
            yield words("handover.history.salvaged", n=merged.salvaged)
            if waits := self._waiting():
                yield words("handover.history.waits", n=waits)

    def _waiting(self) -> int:
        rows = self._desk.store.handover.rows()
        return sum(row.source == "log" and (row.offered or "").startswith("parked") for row in rows)

    @property
    def toggle_label(self) -> str:
        """What the button for the report says; empty while there is none."""
        if self._merged is None:
            return ""
        return self.words("handover.history.hide" if self.is_open else "handover.history.show")

    def toggle(self) -> None:
        """Show the report, or not; it can be seen again until the dialogue is closed."""
        self.is_open = not self.is_open
        self.changed.emit()

    # the question

    @property
    def question(self) -> str:
        """What stands in the way; empty while nothing has to be decided."""
        key = _QUESTIONS.get(self._sync.status.state)
        if self._sync.is_offline and self._sync.status.reason == "wrong_key":
            key = "reconnect"
        return self.words(f"handover.history.{key}") if key else ""

    @property
    def may_stay_alone(self) -> bool:
        """Whether going on without the backend is the other choice."""
        return self._sync.status.state == "other_history"

    def rejoin(self) -> None:
        """Type address and code anew; the file stays what it is."""
        self.rejoin_wanted.emit(self._desk.store.replica.position.address or "")

    def stay_alone(self) -> None:
        """Go on here, with no exchange in this session."""
        self.alone_wanted.emit()

    # a dialogue that no backend has

    @property
    def may_publish(self) -> bool:
        """Whether who works here may bring this dialogue to a city backend as its first lead."""
        replica = self._desk.store.replica
        is_here_only = self._sync.status.state == "local_only" and replica.position.address is None
        return is_here_only and replica.role == "lead"

    def publish(self) -> None:
        """Type an address and the first lead's code, and take this file along."""
        self.publish_wanted.emit()

    # what happens

    def _on_status(self) -> None:
        status = self._sync.status
        before, self._state = self._state, status.state
        if status.merged is not None and status.merged != self._merged:
            self._merged, self.is_open = status.merged, True
            self.told.emit(self.words("handover.history.told"))
        elif self.may_stay_alone and before != status.state:
            self.told.emit(self.words("handover.history.asked"))
        self.changed.emit()

    def _on_change(self, change: Change) -> None:
        if self._merged is not None and change.origin is not Origin.LOCAL:
            self.changed.emit()
