"""The view Notizen: strip, capture line, board, measures, and the keys between them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.notes import NotesViewModel
from console.viewmodels.view_keys import column_key
from console.views.evening_strip import EveningStrip
from console.views.notes.board_view import BoardView
from console.views.notes.capture_area import CaptureArea
from console.views.notes.history_sheet import HistorySheet
from console.views.notes.low_page import LowPage
from console.views.notes.measures_panel import MeasuresPanel
from console.views.notes.note_actions import NoteActions
from console.views.notes.search_bar import SearchBar
from console.views.notes.signals_bar import SignalsBar
from console.views.shell.breakpoints import Breakpoint
from console.views.shortcuts import bind_key
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import IconButton
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.label import Paragraph

#: Lower than this the board says nothing: then the whole page scrolls.
LEAST_BOARD = 180


class NotesView(Themed, QWidget):
    """The keyboard starts in the capture line and comes back to it; Esc leads there."""

    def __init__(
        self,
        theme: Theme,
        notes: NotesViewModel,
        sheet_host: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._notes = notes
        self._breakpoint = Breakpoint.XL
        self._folded = False
        words = notes.words
        self.strip = EveningStrip(theme, notes.strip)
        self.capture = CaptureArea(theme, notes.capture)
        self.reader = Paragraph(theme, notes.reader_hint, "body", "text2")
        self.search_button = IconButton(
            theme, "magnifying-glass", words("notes.search_name"), "secondary", "medium"
        )
        self.search = SearchBar(theme, notes.board)
        self.signals = SignalsBar(theme, notes.signals)
        self.board = BoardView(theme, notes.board)
        self.empty = EmptyState(theme, "note")
        self.selection = NoteActions(theme, notes.board)
        self.measures = MeasuresPanel(theme, notes.measures, sheet_host)
        self.history = HistorySheet(theme, sheet_host, words)
        self._arrange()
        self._connect()
        self._bind_keys()
        self.search.hide()
        self.wear(theme)
        self._show_rights()
        self._show_board()
        self._show_column()

    # where the keyboard goes

    def focus_first(self) -> None:
        """Work begins in the capture line; who only reads begins on the board."""
        if self._notes.capture.may_write:
            self.capture.focus_line()
        elif self._notes.board.shown:
            self.board.focus_first()
        else:
            self.search_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_breakpoint(self, step: Breakpoint) -> None:
        self._breakpoint = step
        compact = step is not Breakpoint.XL
        self.strip.set_compact(compact)
        self.capture.set_compact(compact)
        self.board.set_one_at_a_time(step is Breakpoint.S)
        self.signals.set_narrow(step.is_compact)
        self._show_column()
        self._place_measures()
        self.restyle()

    def key_hints(self) -> list[tuple[str, str]]:
        """Keys of this view for the bottom bar, the most useful first."""
        words = self._notes.words
        keys = self._notes.capture.keys
        names = ("capture", "origin", "search")
        hints = [(keys.label(name), words(f"shell.keys.{name}")) for name in names]
        return hints if self._notes.capture.may_write else hints[-1:]

    # parts

    def _arrange(self) -> None:
        self._line, self._left = QHBoxLayout(), QVBoxLayout()
        self._line.addWidget(self.capture, 1)
        self._line.addWidget(self.reader, 1, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.search_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._top = QVBoxLayout()
        self._top.addLayout(self._line)
        self._top.addWidget(self.capture.notice)
        self._left.addLayout(self._top)
        self._left.addWidget(self.signals)
        self._left.addWidget(self.search)
        self._left.addWidget(self.board, 1)
        self._left.addWidget(self.empty, 1)
        self._left.addWidget(self.selection, 0, Qt.AlignmentFlag.AlignHCenter)
        self._middle = QHBoxLayout()
        self._middle.addLayout(self._left, 1)
        self._middle.addWidget(self.measures)
        inner = QWidget()
        self._outer = QVBoxLayout(inner)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.strip)
        self._outer.addLayout(self._middle, 1)
        self.page = LowPage(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)
        # From the words Tab leads to what is offered for them.
        line, notice = self.capture.line, self.capture.notice
        QWidget.setTabOrder(line.edit, notice.lines)
        QWidget.setTabOrder(notice.lines, notice.one)

    def _connect(self) -> None:
        board, capture = self._notes.board, self._notes.capture
        capture.choices.chosen.connect(self._show_column)
        capture.choices.changed.connect(self._show_column)
        capture.choices.changed.connect(self._show_rights)
        self._notes.rights_changed.connect(self._show_rights)
        capture.saved.connect(lambda _: self._show_column())
        board.changed.connect(self._show_board)
        board.changed.connect(self.history.refresh)
        board.columns_changed.connect(self._show_column)
        self.capture.line.edit.focus_gained.connect(self._on_capture_focus)
        self.capture.line.edit.left_downwards.connect(self._to_board)
        board.selection_changed.connect(self._on_selection)
        self.board.left.connect(self.focus_first)
        self.signals.left.connect(self.focus_first)
        self.board.width_changed.connect(self.selection.fit)
        self.board.history_wanted.connect(self._show_history)
        self.measures.left.connect(self.focus_first)
        self.selection.closed.connect(self.focus_first)
        self.selection.measure_wanted.connect(self._measure)
        self.selection.history_wanted.connect(self._ask_for_history)
        self.search.closed.connect(self.focus_first)
        self.search.left_downwards.connect(self.board.focus_first)
        self.search_button.clicked.connect(self.search.open_bar)

    def _bind_keys(self) -> None:
        keys = self._notes.capture.keys
        for digit in "1234567890":
            bind_key(keys, column_key(digit), self, lambda d=digit: self._choose_column(d))
        bind_key(keys, "origin", self, self._step_origin)
        bind_key(keys, "search", self, self.search.open_bar)
        bind_key(keys, "measure", self, self._measure)
        keys.changed.connect(self._show_board)

    # what keys and buttons mean

    def _choose_column(self, digit: str) -> None:
        if self._notes.capture.may_write and self._notes.capture.choices.choose_digit(digit):
            self.capture.focus_line()

    def _step_origin(self) -> None:
        if self._notes.capture.may_write:
            self._notes.capture.choices.step_origin()
            self.capture.focus_line()

    def _to_board(self) -> None:
        """Down in the empty line leads to the notes, as Esc leads back."""
        if self._notes.board.shown:
            self.board.focus_first()

    def _measure(self) -> None:
        """Of the selected note, of the one that is being written, else one of its own."""
        note, capture = self._notes.board.selected, self._notes.capture
        if note is not None:
            self._notes.board.make_measure(note)
        elif self.capture.line.edit.hasFocus() and capture.text and capture.edited is None:
            capture.mark_measure(not capture.is_measure)
        else:
            self.measures.begin_new()

    def _ask_for_history(self) -> None:
        if self._notes.board.selected is not None:
            self._show_history(self._notes.board.selected)

    def _show_history(self, note: str) -> None:
        self.history.show_history(self._notes.history(note))

    def show_right_column(self, shown: bool) -> None:
        """Show the measures beside the board, where there is room for them."""
        self._folded = not shown
        self._place_measures()

    def toggle_sheet(self) -> bool:
        """Open or close the sheet of the measures; False where they are a column."""
        if self._breakpoint is Breakpoint.XL:
            return False
        if self.measures.sheet.is_open():
            self.measures.sheet.close_sheet()
        else:
            self.measures.open_sheet()
        return True

    def panes(self) -> list[QWidget]:
        """What F6 moves between."""
        return [self.capture, self.signals, self.search, self.board, self.selection, self.measures]

    def _on_capture_focus(self) -> None:
        self._notes.board.select(None)
        self.page.show_part(self.capture)

    def _on_selection(self) -> None:
        if self._notes.board.selected is not None:
            self.page.show_part(self.board)

    # what is shown

    def _place_measures(self) -> None:
        self.measures.set_narrow(self._folded or self._breakpoint is not Breakpoint.XL)

    def _show_rights(self) -> None:
        writes = self._notes.capture.may_write
        begins = writes and self.window().focusWidget() is self.search_button
        self.capture.setVisible(writes)
        self.reader.setVisible(not writes)
        self.reader.set_text(self._notes.reader_hint)
        self.selection.follow()
        self.measures.show_rights()
        if begins:
            # Who joins may write as soon as the columns have come.
            self.focus_first()

    def _show_board(self) -> None:
        words, empty = self._notes.words, self._notes.board.total == 0
        how = "notes.empty_text" if self._notes.capture.may_write else "notes.empty_reader"
        key = self._notes.capture.keys.label("capture")
        self.empty.set_words(words("notes.empty"), words(how, key=key))
        self.empty.setVisible(empty)
        self.board.setVisible(not empty)

    def _show_column(self) -> None:
        if self._notes.capture.may_write:
            self.board.set_active(self._notes.capture.choices.column)
            self.board.show_column(self._notes.capture.choices.column)

    def restyle(self) -> None:
        gutter = self.theme.px(self._breakpoint.gutter)
        self._outer.setSpacing(gutter)
        self._middle.setSpacing(gutter)
        self._left.setSpacing(gutter)
        self._line.setSpacing(self.theme.px(8))
        self._top.setSpacing(self.theme.px(6))
        self.board.set_gutter(gutter)
        self.board.setMinimumHeight(self.theme.px(LEAST_BOARD))
        super().restyle()
