"""Hand-over files dropped anywhere on the window."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

SUFFIX: Final = ".dialogpult-uebergabe"


class FileDrop(QObject):
    """`dropped` carries the paths (list of Path); everything else that is dropped is let be."""

    dropped = Signal(object)

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def end(self) -> None:
        """Take nothing any more."""
        self._window.removeEventFilter(self)
        self._window.setAcceptDrops(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A drag that only enters is such an event as well.
        if isinstance(event, QDropEvent):
            paths = handovers_in(event.mimeData())
            if paths:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.dropped.emit(paths)
                return True
        return super().eventFilter(watched, event)


def handovers_in(data: QMimeData) -> list[Path]:
    """Return the hand-over files among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.name.casefold().endswith(SUFFIX)]
