"""Following the run sheet by oneself while the others cannot be reached."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from console.commands.carry_out import may
from console.domain.errors import DialogpultError
from console.viewmodels import local_position
from console.viewmodels.desk import Desk
from console.viewmodels.sync_status import SyncStatusViewModel
from console.words import Words

#: States in which nobody tells this console where the others are.
_ALONE: Final = frozenset(
    {"local_only", "offline", "connecting", "reconnect_needed", "other_history"}
)


class FollowingViewModel(QObject):
    """`changed`: other items are offered, or none. Whoever leads goes on for everybody instead."""

    changed = Signal()

    def __init__(
        self, desk: Desk, sync: SyncStatusViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sync = sync
        self._shown: tuple[object, ...] = ()
        sync.changed.connect(self._look)
        desk.evening.changed.connect(self._look)
        desk.evening.caught_up.connect(self._tell)
        if local_position.is_kept(desk.store) and (self._leads or not self.is_on):
            self.end()
        self._look()

    @property
    def words(self) -> Words:
        return self._desk.words

    @property
    def is_alone(self) -> bool:
        """Whether somebody here may say where they are."""
        over = self._desk.store.state.course.is_over
        return self._sync.status.state in _ALONE and not over and not self._leads

    @property
    def _leads(self) -> bool:
        return may(self._desk.store, "run.advanced")

    @property
    def is_on(self) -> bool:
        """Whether this console is at a position of its own."""
        return self._desk.evening.is_local

    @property
    def items(self) -> tuple[tuple[str, str, bool], ...]:
        """What can be chosen: id, title, whether it is the present one; nothing if one may not."""
        if not self.is_alone:
            return ()
        now = self._desk.evening.item
        return tuple(
            (item.id, item.title.text, now is not None and item.id == now.id)
            for item in self._desk.store.state.agenda()
            if not item.skipped
        )

    def follow(self, item: str) -> None:
        """Be at an item from now on, on this device only."""
        if self.is_alone:
            self._try(item)

    def end(self) -> None:
        """Follow what everybody follows again."""
        self._try(None)

    def _try(self, item: str | None) -> None:
        try:
            self._desk.evening.follow(item)
        except DialogpultError as error:
            self._desk.refuse(error)

    def _look(self) -> None:
        self._desk.evening.is_alone = self.is_alone
        shown = (self.items, self.is_on)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _tell(self) -> None:
        self.end()
        self._desk.refused.emit(self.words("following.ended"))
