"""The table of measures: typing edits the cell, Tab goes to the next field, Enter a row down."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QHeaderView, QWidget

from console.viewmodels.results_measures import (
    COLUMNS,
    DUE,
    RESPONSIBLE,
    STATUS,
    WHAT,
    ResultMeasures,
    ResultRow,
)
from console.views.results.cell_editor import StatusCell, TextCell
from console.views.results.measure_delegate import MeasureDelegate
from console.views.shell.breakpoints import Breakpoint
from console.views.theme import Theme
from console.views.widgets.table_view import TableView

#: Widths in px at 100 %: responsible, due, status; what is to be done gets the rest.
_WIDTHS = {
    Breakpoint.XL: (204, 150, 124),
    Breakpoint.L: (172, 106, 94),
    Breakpoint.M: (190, 140, 110),
    Breakpoint.S: (150, 104, 104),
}
_ROWS = {Breakpoint.XL: 56, Breakpoint.L: 50, Breakpoint.M: 52, Breakpoint.S: 50}


class MeasureTable(TableView):
    """`versions_wanted`: a cell in two versions was to be edited (measure, column)."""

    versions_wanted = Signal(str, int)

    def __init__(
        self, theme: Theme, measures: ResultMeasures, parent: QWidget | None = None
    ) -> None:
        self._measures, self._breakpoint, self._joining = measures, Breakpoint.XL, False
        super().__init__(theme, measures.words("results.measures"), _ROWS[Breakpoint.XL], parent)
        self.setModel(measures.table)
        self._cells = MeasureDelegate(theme, measures, self)
        self.setItemDelegate(self._cells)
        triggers = self.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._cells.left.connect(self._go_on)
        self._cells.down.connect(self._go_down)
        self._cells.given_up.connect(self._close)
        self.set_breakpoint(Breakpoint.XL)

    # what others ask

    def show_measure(self, measure: str, column: int = RESPONSIBLE) -> None:
        """Take the focus with the cell of a measure."""
        number = self._measures.table.row_of(measure)
        if number >= 0:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._choose(self.model().index(number, column))

    def edit_measure(self, measure: str, column: int) -> None:
        """Open the editor of a cell."""
        self.show_measure(measure, column)
        self._edit(self.currentIndex())

    def edit_together(self, measure: str, column: int) -> None:
        """Open the editor with both versions of a text, to make them one."""
        self.show_measure(measure, column)
        self._joining = True
        self.edit(self.currentIndex())
        self._joining = False

    @property
    def current(self) -> ResultRow | None:
        """The measure of the current row."""
        index = self.currentIndex()
        return self._measures.rows[index.row()] if index.isValid() else None

    # ends of an edit

    def _close(self, editor: QWidget) -> None:
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, editor: TextCell | StatusCell, step: int) -> None:
        place = self._measures.table.row_of(editor.measure) * len(COLUMNS) + editor.column + step
        self._close(editor)
        row, column = divmod(place, len(COLUMNS))
        if 0 <= row < self.model().rowCount():
            self._choose(self.model().index(row, column))
            self._edit(self.currentIndex())

    def _go_down(self, editor: TextCell | StatusCell) -> None:
        row = self._measures.table.row_of(editor.measure) + 1
        self._close(editor)
        if row < self.model().rowCount():
            self._choose(self.model().index(row, editor.column))

    def _choose(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _edit(self, index: QModelIndex) -> None:
        row = self._measures.rows[index.row()]
        if row.locked:
            return
        if index.column() < STATUS and COLUMNS[index.column()] in row.disputed:
            self.versions_wanted.emit(row.id, index.column())
            return
        self.edit(index)

    # look

    def set_breakpoint(self, step: Breakpoint) -> None:
        self._breakpoint = step
        self.set_row_height(_ROWS[step])
        self._show_columns()

    def restyle(self) -> None:
        super().restyle()
        if self.model() is not None:
            self._show_columns()

    def _show_columns(self) -> None:
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        widths = _WIDTHS[self._breakpoint]
        for column, width in zip((RESPONSIBLE, DUE, STATUS), widths, strict=True):
            header.resizeSection(column, self.theme.px(width))

    def ring_rect(self) -> QRect:
        """Round the cell that typing would edit; round the table while there is none."""
        if not self.currentIndex().isValid():
            return self.rect()
        cell = self.visualRect(self.currentIndex()).translated(self.viewport().pos())
        inset = self.theme.px(5)
        return cell.adjusted(inset, inset - 1, -inset, -inset)

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        chosen = self.currentIndex().isValid()
        super().focusInEvent(event)
        # Qt begins at the first cell; there words would be written over that are whole already.
        model = self.model()
        if not chosen and model is not None and model.rowCount():
            self._choose(model.index(0, RESPONSIBLE))

    def edit(self, *arguments: object) -> bool | None:  # type: ignore[override]
        """Show both versions of a cell that has two, instead of an editor."""
        index = arguments[0]
        if len(arguments) > 1 and isinstance(index, QModelIndex) and index.isValid():
            row = self._measures.rows[index.row()]
            trigger = arguments[1]
            wanted = bool(self.editTriggers() & trigger)  # type: ignore[operator]
            disputed = index.column() < STATUS and COLUMNS[index.column()] in row.disputed
            if disputed and wanted and not row.locked and not self._joining:
                self.versions_wanted.emit(row.id, index.column())
                return True
        return super().edit(*arguments)  # type: ignore[call-overload]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        editing = self.state() == self.State.EditingState
        if plain and not editing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit_current()
        elif plain and not editing and event.key() == Qt.Key.Key_Delete:
            self._withdraw()
        else:
            super().keyPressEvent(event)

    def _edit_current(self) -> None:
        if self.currentIndex().isValid():
            self._edit(self.currentIndex())

    def _withdraw(self) -> None:
        row = self.current
        if row is not None and not row.locked:
            self._measures.withdraw(row.id)
