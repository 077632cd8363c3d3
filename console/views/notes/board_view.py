"""The board: columns beside each other, or one at a time behind tabs; arrows go everywhere."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.board import BoardViewModel
from console.views.notes.board_card import BoardCard
from console.views.notes.board_column import EASY_WIDTH, LEAST_WIDTH, PEEK, ColumnPanel
from console.views.notes.board_keys import BoardKeys
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.segmented_tabs import SegmentedTabs


class BoardView(Themed, QWidget):
    """One tab stop; what a key means to a note is done through the view model.

    `left`: the keyboard goes back to where notes are written. `history_wanted` names the note.
    """

    left = Signal()
    history_wanted = Signal(str)
    width_changed = Signal(int)

    def __init__(self, theme: Theme, board: BoardViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._panels: dict[str, ColumnPanel] = {}
        self._one_at_a_time = False
        self._refocus: str | None = None
        self._keys = BoardKeys(board, self)
        self.tabs = SegmentedTabs(theme, stretch=True)
        self._area = _SidewaysArea()
        self._content = QWidget()
        self._row = QHBoxLayout(self._content)
        self._area.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        # Never higher than what is seen: each column scrolls by itself.
        self._content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        column.addWidget(self._area, 1)
        self._column = column
        self.tabs.hide()
        self.setAccessibleName(board.words("notes.board"))
        self.wear(theme)
        self._connect()
        self._show_columns()

    def _connect(self) -> None:
        board = self._board
        board.columns_changed.connect(self._show_columns)
        board.changed.connect(self._on_changed)
        board.selection_changed.connect(self._on_selection)
        board.edit_opened.connect(self._open_edit)
        board.edit_closed.connect(self._close_edit)

    # columns

    def panels(self) -> list[ColumnPanel]:
        """The columns from left to right."""
        return [self._panels[column.id] for column in self._board.columns]

    def set_active(self, column: str) -> None:
        """Frame the column that the capture line writes into."""
        for panel in self.panels():
            is_active = panel.column.id == column
            panel.set_frame("accent" if is_active else "")
            panel.head.set_active(is_active)

    def set_one_at_a_time(self, one: bool) -> None:
        """In windows below 900 px the columns are tabs."""
        if one != self._one_at_a_time:
            self._one_at_a_time = one
            self._show_columns()

    def show_column(self, column: str) -> None:
        """Bring a column into sight."""
        number = next((n for n, one in enumerate(self._board.columns) if one.id == column), -1)
        if number < 0:
            return
        if self._one_at_a_time:
            self.tabs.setCurrentIndex(number)
        else:
            self._area.ensureWidgetVisible(self._panels[column], 0, 0)

    def _show_columns(self) -> None:
        columns = self._board.columns
        for column_id in self._panels.keys() - {column.id for column in columns}:
            panel = self._panels.pop(column_id)
            self._row.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        for number, column in enumerate(columns):
            if column.id not in self._panels:
                self._panels[column.id] = self._made(column.id, number)
            panel = self._panels[column.id]
            panel.show_column(column)
            self._row.insertWidget(number, panel, 1)
        self._fill_tabs()
        self._show_tab()
        self._share_width()
        self._choose_tab_stop()

    def _made(self, column_id: str, number: int) -> ColumnPanel:
        column = self._board.columns[number]
        panel = ColumnPanel(self.theme, self._board, column, self._content)
        panel.list.card_built.connect(self._on_card)
        panel.list.focus_lost.connect(lambda at, home=column_id: self._on_focus_lost(home, at))
        for card in panel.list.cards():
            self._on_card(card)
        return panel

    def _fill_tabs(self) -> None:
        """Labels on the tabs, or numbers where labels do not fit."""
        self.tabs.setVisible(self._one_at_a_time)
        if not self._one_at_a_time:
            return
        current = max(0, self.tabs.currentIndex())
        for texts in ("label", "digit"):
            self._replace_tabs([getattr(column, texts) for column in self._board.columns])
            if self.tabs.sizeHint().width() <= self.width():
                break
        for number, column in enumerate(self._board.columns):
            self.tabs.setAccessibleTabName(number, column.title)
            self.tabs.setTabToolTip(number, column.title)
        self.tabs.setCurrentIndex(min(current, len(self._board.columns) - 1))
        self.tabs.currentChanged.connect(self._show_tab)

    def _replace_tabs(self, texts: list[str]) -> None:
        old = self.tabs
        self.tabs = SegmentedTabs(self.theme, stretch=True)
        self.tabs.setAccessibleName(self._board.words("notes.board"))
        for text in texts:
            self.tabs.add_tab(text)
        self._column.replaceWidget(old, self.tabs)
        old.hide()
        old.deleteLater()

    def _show_tab(self) -> None:
        for number, panel in enumerate(self.panels()):
            shown = not self._one_at_a_time or number == self.tabs.currentIndex()
            panel.setVisible(shown)

    # cards

    def _on_card(self, card: BoardCard) -> None:
        board = self._board
        card.focused.connect(board.select)
        card.edit_requested.connect(board.begin_edit)
        card.edit_typed.connect(board.edits.type)
        card.edit_committed.connect(board.save_edit)
        card.edit_cancelled.connect(board.cancel_edit)
        card.keep_requested.connect(
            lambda note, version: self._stay(note, board.keep_version(note, version))
        )
        card.keep_both_requested.connect(lambda note: self._stay(note, board.keep_both(note)))
        card.together_requested.connect(lambda note: board.begin_edit(note, together=True))

    def _stay(self, note: str, settled: bool) -> None:
        """The button that was pressed goes with the choice; the note stays."""
        if settled:
            self.focus_note(note)

    def _panel_of(self, note: str) -> ColumnPanel | None:
        return self._panels.get(self._board.column_of(note) or "")

    def has_focus(self) -> bool:
        """Whether the keyboard is somewhere on the board."""
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus()

    def focus_note(self, note: str) -> None:
        panel = self._panel_of(note)
        if panel is not None:
            self.show_column(panel.column.id)
            panel.list.focus_note(note)

    def focus_first(self) -> None:
        """Go to the selected note, else to the first one."""
        first = next((panel.list.rows[0].id for panel in self.panels() if panel.list.rows), None)
        note = self._board.selected or first
        if note is not None:
            self.focus_note(note)

    def _open_edit(self, note: str) -> None:
        panel = self._panel_of(note)
        if panel is not None:
            self.show_column(panel.column.id)
            panel.list.open_edit(note, focus=True)

    def _close_edit(self, note: str) -> None:
        panel = self._panel_of(note)
        if panel is not None:
            panel.list.close_edit(note)

    def _on_selection(self) -> None:
        selected = self._board.selected
        # Also from elsewhere: from a hint of Live, or from a row of Ergebnisse.
        if selected is not None and not self._has_card_focus(selected):
            self.focus_note(selected)
        for panel in self.panels():
            panel.list.show_selection()
        self._choose_tab_stop()

    def _has_card_focus(self, note: str) -> bool:
        panel = self._panel_of(note)
        card = panel.list.card(note) if panel is not None else None
        return card is not None and card.has_focus()

    def _choose_tab_stop(self) -> None:
        """Tab leads to the selected note, else to the first one of the board."""
        stop = self._board.selected
        if stop is None:
            first = next((panel for panel in self.panels() if panel.list.rows), None)
            stop = first.list.rows[0].id if first is not None else None
        home = self._panel_of(stop) if stop is not None else None
        for panel in self.panels():
            panel.list.pin(stop if panel is home else None)

    def _on_focus_lost(self, column: str, at: int) -> None:
        """The note with the keyboard goes: hold the keyboard until it is known where to."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        rows = self._board.rows(column)
        self._refocus = rows[min(at, len(rows) - 1)].id if rows else None

    def _on_changed(self) -> None:
        if self.hasFocus():
            target = self._board.selected or self._refocus
            if target is not None and self._board.column_of(target) is not None:
                self.focus_note(target)
            if self.hasFocus():
                self.left.emit()
        self._refocus = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._board.selected is None:
            self._choose_tab_stop()

    # keys

    def leave(self) -> None:
        """Clear the selection and give the keyboard away."""
        self._board.select(None)
        self.left.emit()

    def ask_for_history(self, note: str) -> None:
        self.history_wanted.emit(note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        note = self._board.selected
        if note is None or not self.has_focus() or not self._keys.obey(note, event):
            super().keyPressEvent(event)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        super().restyle()

    def set_gutter(self, gutter: int) -> None:
        """Space between columns in px."""
        self._row.setSpacing(gutter)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fill_tabs()
            self._share_width()
            self.width_changed.emit(self.width())

    def _share_width(self) -> None:
        """All columns side by side where they fit, else whole ones and the edge of the next."""
        px, gap, panels = self.theme.px, self._row.spacing(), self.panels()
        count, room = len(panels), self.width()
        width: int | None = None
        if not self._one_at_a_time and count * px(LEAST_WIDTH) + (count - 1) * gap > room:
            whole = max(1, (room + gap) // (px(EASY_WIDTH) + gap))
            width = (room - whole * gap - px(PEEK)) // whole
        for panel in panels:
            panel.set_width(width)


class _SidewaysArea(QScrollArea):
    """Scrolls from column to column; keys are the board's business."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
