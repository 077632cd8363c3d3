"""Tries and looks up what has to be in order before the evening begins."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from console.app.backups import EVERY_MS, Backups
from console.sync.status import SyncStatus
from console.viewmodels.desk import Desk
from console.viewmodels.live_ready import ReadyViewModel
from console.viewmodels.projector import ProjectorViewModel
from console.viewmodels.sync_status import SyncStatusViewModel

#: The first copy is tried when the dialogue has been on screen for a while.
_FIRST_AFTER_MS: Final = 2_000
#: From so long before the beginning on it is tried again and again.
_CLOSE_MS: Final = 60 * 60_000
#: States of the exchange in which the backend has answered.
_REACHED: Final = frozenset({"synced", "syncing", "waiting", "refused", "merging"})
#: Who has to be there; who only looks may come or not.
_TEAM: Final = frozenset({"lead", "cohost", "notetaker"})


class Readiness(QObject):
    """Tells the list before the beginning; after it nobody looks there any more."""

    def __init__(
        self,
        ready: ReadyViewModel,
        desk: Desk,
        sync: SyncStatusViewModel,
        backups: Backups,
        projector: ProjectorViewModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ready, self._desk, self._sync = ready, desk, sync
        self._backups, self._projector = backups, projector
        self._due_at = desk.store.now_ms() + _FIRST_AFTER_MS
        backups.made.connect(self._on_backup)
        backups.failed.connect(self._on_failure)
        projector.changed.connect(self._on_projector)
        sync.changed.connect(self._on_sync)
        desk.evening.ticked.connect(self._on_tick)
        self._on_projector()
        self._on_sync()

    def _on_tick(self) -> None:
        evening = self._desk.evening
        if evening.evening.course.begun_at is not None or evening.now < self._due_at:
            return
        starts = evening.evening.dialogue.starts_at
        is_close = abs(starts - evening.now) <= _CLOSE_MS
        if is_close or self._ready.outside.backup is None:
            self._due_at = evening.now + EVERY_MS
            self._backups.make(evening.now)

    def _on_backup(self, at: int) -> None:
        self._ready.set_outside(backup=True, backup_at=at)

    def _on_failure(self, _sentence: str) -> None:
        self._ready.set_outside(backup=False)

    def _on_projector(self) -> None:
        self._ready.set_outside(projector=self._projector.is_shown)

    def _on_sync(self) -> None:
        status = self._sync.status
        if status.state == "local_only":
            self._ready.set_outside(backend=None, notetaker=None, missing=None)
            return
        reached = status.state in _REACHED
        writes = any(peer.role == "notetaker" and peer.online for peer in status.peers)
        there, missing = self._team(status)
        self._ready.set_outside(
            backend=reached,
            backend_at=status.last_contact_at,
            notetaker=writes if reached else None,
            consoles=there,
            missing=missing if reached else None,
        )

    def _team(self, status: SyncStatus) -> tuple[int, tuple[str, ...] | None]:
        """Return how many of the team are connected, and who is not; None: nobody was invited."""
        own = self._desk.store.identity.member
        online = {peer.member for peer in status.peers if peer.online} | {own}
        members = self._desk.store.state.members.values()
        team = [one for one in members if one.role in _TEAM and not one.revoked and not one.hidden]
        if not any(one.id != own for one in team):
            return 0, None
        missing = [
            one.name or self._desk.words(f"shell.role.{one.role}")
            for one in team
            if one.id not in online
        ]
        return len(team) - len(missing), tuple(missing)
