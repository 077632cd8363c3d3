"""Notizen live: what was written down last, column by column."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from console.viewmodels.live_notes import LiveNotesViewModel
from console.views.live.notes_column import NotesColumn
from console.views.shortcuts import follow_keys, show_key
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.panel import Panel
from console.words import Words

LEAST_COLUMN, TWO_NOTES = 150, 210
#: Lower than this the columns say nothing.
LEAST_NOTES = 48


class NotesPanel(Panel):
    """`opened` carries the id of a note, or nothing for the whole board."""

    opened = Signal(str)

    def __init__(
        self, theme: Theme, notes: LiveNotesViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        self._notes = notes
        self._columns: dict[str, NotesColumn] = {}
        self._order: list[str] = []
        self._across = 0
        self._words = words
        self._open = Button(theme, words("live.all_notes"), "quiet", "small")
        self._empty = EmptyState(theme, "note")
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._scroll, self._stack = QScrollArea(), QStackedWidget()
        super().__init__(theme, words("live.notes_live"), "note", parent)
        self._put_together()
        show_key(notes.keys, "view_notes", self._open)
        follow_keys(notes.keys, self, self._show_empty)
        self._open.clicked.connect(lambda: self.opened.emit(""))
        notes.changed.connect(self._show_count)
        model = notes.model
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.dataChanged):
            signal.connect(self._follow)
        self._follow()
        self._show_count()

    def focus_first(self) -> None:
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self) -> None:
        words, key = self._words, self._notes.keys.label("capture")
        self._empty.set_words(words("notes.empty"), words("notes.empty_text", key=key))

    def _show_count(self) -> None:
        self.set_count(self._notes.count_words)
        self._stack.setCurrentWidget(self._scroll if self._notes.count else self._empty)

    def _follow(self, *_: object) -> None:
        rows = self._notes.columns
        wanted = [row.id for row in rows]
        for gone in [column for column in self._columns if column not in wanted]:
            self._columns.pop(gone).deleteLater()
        for row in rows:
            if row.id in self._columns:
                self._columns[row.id].show_column(row)
            else:
                column = NotesColumn(self.theme, row)
                column.opened.connect(self.opened)
                self._columns[row.id] = column
        if wanted != self._order:
            self._order = wanted
            self._place(force=True)

    def _place(self, *, force: bool = False) -> None:
        gap = self._grid.horizontalSpacing()
        least = self.theme.px(LEAST_COLUMN) + gap
        across = max(1, min(len(self._order), (self._scroll.viewport().width() + gap) // least))
        low = self._scroll.viewport().height() < self.theme.px(TWO_NOTES)
        for column in self._columns.values():
            column.set_low(low)
        if across == self._across and not force:
            return
        self._across = across
        while self._grid.count():
            self._grid.takeAt(0)
        for number in range(self._grid.columnCount()):
            self._grid.setColumnStretch(number, 1 if number < across else 0)
        for number, column in enumerate(self._order):
            self._grid.addWidget(self._columns[column], number // across, number % across)
            self._grid.setColumnStretch(number % across, 1)

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        side = px(12 if self._compact else 16)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._grid.setContentsMargins(side, 0, side, px(8))
        self._grid.setHorizontalSpacing(px(9 if self._compact else 12))
        self._grid.setVerticalSpacing(px(9))
        # The panel gives way to those above it and scrolls.
        self._stack.setMinimumHeight(px(60))
        self._place(force=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Rather the header alone than half a note: what is above needs the room. Its least height
        # is asked for: alone it is as high as the panel, and there would be no way back.
        least = self.header.minimumHeight() + self.theme.px(LEAST_NOTES)
        self._stack.setVisible(self.height() >= least)
        self._place()

    def _put_together(self) -> None:
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.add_trailing(self._open)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._stack)
