"""The one way out of the store: changes reach view models on the event loop, never inside."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from console.storage.store import Store


class Bridge(QObject):
    """Announces every `Change` of the store, queued.

    A commit may happen on the stack of a coroutine or of a key press; view code must run on
    neither, so the announcement waits for the event loop.
    """

    changed = Signal(object)
    _posted = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self.end = store.subscribe(self._posted.emit)
