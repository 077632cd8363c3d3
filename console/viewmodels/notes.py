"""Everything behind the view Notizen: strip, capture line, board and measures."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.storage.change import Change
from console.viewmodels.board import BoardViewModel
from console.viewmodels.capture import CaptureViewModel
from console.viewmodels.desk import Desk
from console.viewmodels.notes_history import NoteHistory
from console.viewmodels.notes_measures import MeasuresViewModel
from console.viewmodels.now_strip import NowStripViewModel
from console.viewmodels.signals import SignalsViewModel


class NotesViewModel(QObject):
    """The parts of the view; each tells its own changes.

    `rights_changed`: this person may do more or less than before. `edited_changed`: other notes
    are being edited here, or none.
    """

    rights_changed = Signal()
    edited_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = desk.words
        self.strip = NowStripViewModel(desk, self)
        self.capture = CaptureViewModel(desk, self)
        self.signals = SignalsViewModel(desk, self.capture.choices, self)
        self.board = BoardViewModel(desk, self)
        self.measures = MeasuresViewModel(desk, self)
        self.board.edit_opened.connect(self.edited_changed)
        self.board.edit_closed.connect(self.edited_changed)
        self.capture.told.connect(self.edited_changed)
        desk.bridge.changed.connect(self._on_change)

    @property
    def reader_hint(self) -> str:
        """What a role that only reads is told instead of the capture line."""
        role = self.words(f"shell.role.{self._desk.store.identity.role}")
        return self.words("shell.read_only_role", role=role)

    @property
    def edited(self) -> tuple[str, ...]:
        """The notes that are being edited here, on the board or in the capture line."""
        recalled = self.capture.edited
        return tuple(sorted({*self.board.edits, *([recalled] if recalled is not None else [])}))

    def history(self, note: str) -> NoteHistory:
        """Every version that a note ever had."""
        return NoteHistory(self._desk, note)

    def _on_change(self, change: Change) -> None:
        if change.touches("member", "lead"):
            self.rights_changed.emit()
