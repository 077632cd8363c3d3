"""What was said: the columns with their notes, or the themes by their points."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from console.viewmodels.results import ResultsViewModel
from console.views.results.board_list import BoardList
from console.views.theme import Theme
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.panel import Panel


class BoardPanel(Panel):
    """`note_opened`: a person wants to see a note on the board."""

    note_opened = Signal(str)

    def __init__(
        self, theme: Theme, results: ResultsViewModel, parent: QWidget | None = None
    ) -> None:
        self._results = results
        words = results.words
        self.list = BoardList(theme, results.board, results.board_title)
        how = words("results.board_empty_text")
        self._empty = EmptyState(theme, "note", words("results.board_empty"), how)
        self._stack = QStackedLayout()
        super().__init__(theme, results.board_title, "note", parent, header_line=True)
        # First into the panel: a stack without one shows its first page as a window.
        self.body.addLayout(self._stack)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        self.set_body_margins(0, 4, 2, 4)
        self.list.note_opened.connect(self.note_opened)
        self.show_results()

    def show_results(self) -> None:
        results = self._results
        self.set_title(results.board_title)
        self.list.setAccessibleName(results.board_title)
        has_any = results.board_count != "0"
        self.set_count(results.board_count if has_any else "")
        self._stack.setCurrentWidget(self.list if has_any else self._empty)

    def focus_first(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
