"""One guiding question in the live view: its head and its newest notes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.live_notes import NEWEST, LiveColumn
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.column_header import ColumnHeader
from console.views.widgets.note_card import NoteCard


class NotesColumn(Themed, QWidget):
    """`opened` names the note a person clicked; the keyboard gets there by the panel's button."""

    opened = Signal(str)

    def __init__(self, theme: Theme, column: LiveColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: LiveColumn | None = None
        self._most, self._low = NEWEST, False
        self._head = ColumnHeader(theme, small=True)
        self._cards = [NoteCard(theme, column.tone) for _ in range(NEWEST)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._head)
        for number, card in enumerate(self._cards):
            card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            card.set_max_lines(3)
            card.clicked.connect(lambda number=number: self._open(number))
            self._column.addWidget(card)
        self._column.addStretch(1)
        self.wear(theme)
        self.show_column(column)

    def show_column(self, column: LiveColumn) -> None:
        if column == self._shown:
            return
        self._shown = column
        title = column.label if self._low else column.title
        self._head.set_column(column.number, title, column.tone)
        self._head.set_count(str(column.count), column.count_name)
        for number, card in enumerate(self._cards):
            if number < len(column.notes):
                note = column.notes[number]
                card.set_tone(column.tone)
                card.set_note(note.text, note.meta)
        self._show_cards()

    def set_low(self, low: bool) -> None:
        """Where there is little height: one note, fewer lines, the short name of the column."""
        if low != self._low:
            self._low, self._most = low, 1 if low else NEWEST
            for card in self._cards:
                card.set_max_lines(2 if low else 3)
            if self._shown is not None:
                shown, self._shown = self._shown, None
                self.show_column(shown)

    def _show_cards(self) -> None:
        there = len(self._shown.notes) if self._shown is not None else 0
        for number, card in enumerate(self._cards):
            card.setVisible(number < min(there, self._most))

    def _open(self, number: int) -> None:
        if self._shown is not None and number < len(self._shown.notes):
            self.opened.emit(self._shown.notes[number].id)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(8))
        super().restyle()
