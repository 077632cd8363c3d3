"""What this console tells the others about itself: the view on screen, the notes being edited."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.viewmodels.notes import NotesViewModel

#: More than the protocol takes in one report would be refused with all the rest.
MOST_EDITED = 50


class Looking(QObject):
    """`changed` carries view and ids, each time they are others than before."""

    changed = Signal(str, tuple)

    def __init__(self, notes: NotesViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes = notes
        self.view = ""
        self.edited: tuple[str, ...] = ()
        notes.edited_changed.connect(self._look_again)
        self._look_again()

    def show(self, view: str) -> None:
        """Another view is on screen."""
        if view != self.view:
            self.view = view
            self.changed.emit(self.view, self.edited)

    def _look_again(self) -> None:
        edited = self._notes.edited[:MOST_EDITED]
        if edited != self.edited:
            self.edited = edited
            self.changed.emit(self.view, self.edited)
