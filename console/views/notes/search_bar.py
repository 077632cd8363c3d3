"""Search above the board: words, origin, how many were found."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.viewmodels.board import BoardViewModel
from console.views.shortcuts import show_key
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import IconButton
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.label import ElidedLabel
from console.views.widgets.search_field import SearchField


class SearchBar(Themed, QWidget):
    """Every letter narrows the board; Esc empties the field, a second Esc closes the bar."""

    closed = Signal()
    left_downwards = Signal()

    def __init__(self, theme: Theme, board: BoardViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        words = board.words
        self.field = SearchField(theme, words("notes.search_hint"))
        show_key(board.keys, "search", self.field)
        self.origin = ComboBox(theme, words("notes.filter_group"), "users-three")
        self._found = ElidedLabel(theme, "", "body", "text2")
        self._close = IconButton(theme, "x", words("notes.search_close"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.field, 3)
        self._row.addWidget(self.origin)
        self._row.addWidget(self._found, 2)
        self._row.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.field.edited.connect(board.search)
        self.field.left_downwards.connect(self.left_downwards)
        self.field.submitted.connect(lambda _: self.left_downwards.emit())
        self.origin.activated.connect(board.filter_origin)
        self._close.clicked.connect(self.close_bar)
        board.changed.connect(self._tell)
        self.wear(theme)

    def open_bar(self) -> None:
        labels = [origin.label for origin in self._board.filter.origins]
        self.origin.set_choices(labels, min(self._board.filter.origin, len(labels) - 1))
        self.show()
        self._tell()
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.edit.selectAll()

    def close_bar(self) -> None:
        """All notes are shown again."""
        self.field.set_text("")
        self._board.search("")
        self._board.filter_origin(0)
        self.hide()
        self.closed.emit()

    def _tell(self) -> None:
        board, words = self._board, self._board.words
        text = board.filter.text.strip()
        if text != self.field.text().strip():
            self.field.set_text(text)
        if self.origin.count():
            self.origin.setCurrentIndex(board.filter.origin)
        if not board.filter.is_on:
            self._found.set_text("")
        elif board.shown or not text:
            self._found.set_text(words("notes.found", n=board.shown))
        else:
            self._found.set_text(words("notes.found_none", text=text))

    def restyle(self) -> None:
        self._row.setSpacing(self.theme.px(10))
        super().restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
