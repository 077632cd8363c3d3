"""The table of people: keys for the chosen rows, their buttons, and a steady order meanwhile."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from console.viewmodels.roster import RosterViewModel
from console.viewmodels.roster_rows import GROUP, NAME, PART, SINCE, TECH, TIMES, RosterRow
from console.views.roster.roster_delegate import RosterDelegate
from console.views.roster.row_actions import RowActions
from console.views.roster.table_acts import TableActs
from console.views.shell.breakpoints import Breakpoint
from console.views.theme import Theme
from console.views.widgets.chip import SMALL_HEIGHT, chip_size
from console.views.widgets.table_view import TableView

#: Widths in px at 100 %: state, name, group, part, technique, arrival; the bars get the rest.
_WIDTHS = {
    Breakpoint.XL: (156, 270, 140, 150, 240, 92),
    Breakpoint.L: (148, 194, 112, 112, 196, 76),
    Breakpoint.M: (148, 194, 112, 112, 206, 80),
    Breakpoint.S: (148, 200, 112, 112, 206, 80),
}


class RosterTable(TableView):
    """`chosen_changed`: another row is current or other rows are selected."""

    chosen_changed = Signal()

    def __init__(
        self, theme: Theme, roster: RosterViewModel, parent: QWidget | None = None
    ) -> None:
        self._roster = roster
        self._breakpoint = Breakpoint.XL
        super().__init__(theme, roster.words("roster.title"), 40, parent)
        self.setModel(roster.model)
        self.setItemDelegate(RosterDelegate(theme, roster, self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(False)
        self._actions = RowActions(theme, self.viewport())
        self.acts = TableActs(roster, self, lambda: self.chosen, self._below)
        self._connect()
        self.set_breakpoint(Breakpoint.XL)

    def _connect(self) -> None:
        roster, place = self._roster, self._place_actions
        self._actions.pressed.connect(self.acts.act)
        self.ring_moved.connect(place)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        for change in (roster.model.dataChanged, roster.model.rowsInserted,
                       roster.model.rowsRemoved, roster.model.rowsMoved):  # fmt: skip
            change.connect(place, Qt.ConnectionType.QueuedConnection)
        roster.bars_moved.connect(self._repaint_bars)
        self._roster.changed.connect(self._show_columns)

    # what is chosen

    @property
    def chosen(self) -> list[RosterRow]:
        """The selected rows from top to bottom."""
        selection = self.selectionModel()
        if selection is None:
            # The dialogue is being closed: its rows are gone before the table is.
            return []
        found = sorted(index.row() for index in selection.selectedRows())
        return [self._roster.model.rows[number] for number in found]

    @property
    def actions_shown(self) -> RowActions:
        return self._actions

    def choose(self, person: str | None) -> None:
        """Select one row by id, or none, and bring it into view."""
        if person is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        number = self._roster.model.row_of(person)
        if number >= 0:
            self.selectRow(number)
            self.scrollTo(self.model().index(number, NAME))

    def enter(self) -> None:
        """Take the focus; without a row in use the first one is it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _below(self) -> QPoint:
        cell = self.visualRect(self.currentIndex().siblingAtColumn(TECH))
        return self.viewport().mapToGlobal(cell.bottomLeft())

    # look

    def set_breakpoint(self, step: Breakpoint) -> None:
        self._breakpoint = step
        self.set_row_height(40 if step is Breakpoint.XL else 36)
        self._show_columns()

    def restyle(self) -> None:
        super().restyle()
        if self.model() is not None:
            self._show_columns()

    def _show_columns(self) -> None:
        step = self._breakpoint
        hidden = {
            PART: step.is_compact,
            TECH: not self._roster.reads_tech,
            SINCE: step is Breakpoint.S,
            TIMES: step is Breakpoint.S,
        }
        for column, hide in hidden.items():
            self.setColumnHidden(column, hide)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give the bars what is left, in the narrowest windows the names."""
        header, step = self.horizontalHeader(), self._breakpoint
        widths = {column: self.theme.px(width) for column, width in enumerate(_WIDTHS[step])}
        growing = NAME if step is Breakpoint.S else TIMES
        taken = sum(
            width
            for column, width in widths.items()
            if column != growing and not self.isColumnHidden(column)
        )
        widths[growing] = max(self.theme.px(60), self.viewport().width() - taken)
        for column, width in widths.items():
            if header.sectionSize(column) != width:
                header.resizeSection(column, width)
        self._place_actions()

    def _place_actions(self) -> None:
        rows = self.chosen
        current = self.currentIndex()
        if not rows or not current.isValid():
            self._actions.hide()
            return
        row = self.visualRect(current)
        row.setLeft(0)
        row.setRight(self.viewport().width())
        self._actions.show_at(row, self._free_from(current), self._roster.acts.offered(rows))

    def _free_from(self, current: QModelIndex) -> int:
        """Return where the actions may begin: over times and bars, but not over trouble."""
        if self._breakpoint is Breakpoint.S or self.isColumnHidden(TECH):
            return self.columnViewportPosition(GROUP)
        left = self.columnViewportPosition(TECH)
        row = self._roster.model.rows[current.row()]
        if row.problem is None:
            return left
        chip = chip_size(self.theme, row.tech, "tech", "headset", SMALL_HEIGHT)
        return left + self.theme.px(8) + chip.width()

    def _repaint_bars(self) -> None:
        left = self.columnViewportPosition(TIMES)
        self.viewport().update(left, 0, self.columnWidth(TIMES), self.viewport().height())

    def _on_selection(self) -> None:
        self._place_actions()
        self._hold()
        self.chosen_changed.emit()

    def _hold(self) -> None:
        used = self.hasFocus() or bool(self.selectionModel().selectedRows())
        self._roster.hold(held=used and not self._roster.is_searching)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._does(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _does(self, event: QKeyEvent) -> bool:
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return False
        if event.key() == Qt.Key.Key_Escape and self.chosen:
            self.choose(None)
            return True
        act = self.acts.type(event.text())
        if act is not None and not event.isAutoRepeat():
            act()
        return act is not None

    def keyboardSearch(self, search: str) -> None:
        """Letters do something with the row; they do not also jump to another one."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.model() is None:
            # The dialogue has ended and took its people along; the table goes next.
            return
        by_key = event.reason() not in (
            Qt.FocusReason.MouseFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        )
        if by_key and not self.chosen and self.model().rowCount():
            self.selectRow(0)
        self._hold()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.model() is not None and event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self._hold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
