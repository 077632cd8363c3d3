"""Paints the cells of a measure, and puts an editor where a person types."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from console.viewmodels.results_measures import (
    COLUMNS,
    DUE,
    RESPONSIBLE,
    STATUS,
    STATUSES,
    WHAT,
    ResultMeasures,
    ResultRow,
)
from console.viewmodels.row_list import ROW
from console.views.icons import paint_icon
from console.views.painting import elided, text_line
from console.views.results.cell_editor import StatusCell, TextCell
from console.views.text_block import TextBlock
from console.views.theme import Theme
from console.views.widgets.chip import chip_size, paint_chip
from console.views.widgets.column_badge import paint_column_badge
from console.views.widgets.table_view import Index, RowDelegate

_PAD, _BADGE = 12, 26
_INKS = {"promised": "ok_text", "in_review": "accent_text", "declined": "text3"}
#: Keys that end an edit, and by how many cells they go on.
_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class MeasureDelegate(RowDelegate):
    """`left` tells that an edit is over, and by how many cells to go on; `down`: to the next row.

    An edit that is refused stays open, so that nothing typed is lost.
    """

    left = Signal(QWidget, int)
    down = Signal(QWidget)
    given_up = Signal(QWidget)

    def __init__(self, theme: Theme, measures: ResultMeasures, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._measures = measures

    # painting

    def paint_cell(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        row: ResultRow = index.data(ROW)
        column = index.column()
        pad = self.theme.px(_PAD)
        room = rect.adjusted(pad, 0, -pad, 0)
        if column == WHAT:
            room = self._paint_badge(painter, room, row)
        if column < STATUS and COLUMNS[column] in row.disputed:
            room = self._paint_dispute(painter, room)
        if column == RESPONSIBLE and not row.responsible:
            self._paint_unassigned(painter, room)
        elif column == STATUS:
            ink = self.theme.colour(_INKS.get(row.status, "text2"))
            self._paint_line(painter, room, row.status_text, "body", ink)
        elif column == DUE and not row.due:
            words = self._measures.words("notes.measure_due_open")
            self._paint_line(painter, room, words, "body", self.theme.colour("text3"))
        else:
            self._paint_words(painter, room, row.text(column), column)

    def _paint_badge(self, painter: QPainter, room: QRectF, row: ResultRow) -> QRectF:
        size = self.theme.px(_BADGE)
        if row.tone:
            box = QRectF(room.left() + self.theme.px(4), room.center().y() - size / 2, size, size)
            paint_column_badge(painter, self.theme, box, row.digit, row.tone)
        return room.adjusted(size + self.theme.px(14), 0, 0, 0)

    def _paint_dispute(self, painter: QPainter, room: QRectF) -> QRectF:
        size = self.theme.px(17)
        box = QRectF(room.left(), room.center().y() - size / 2, size, size)
        paint_icon(painter, "git-merge", self.theme.colour("over"), box)
        return room.adjusted(size + self.theme.px(6), 0, 0, 0)

    def _paint_unassigned(self, painter: QPainter, room: QRectF) -> None:
        words, theme = self._measures.words, self.theme
        text, icon = words("notes.measure_unassigned"), "warning-circle-fill"
        size = chip_size(theme, text, "warn5", icon)
        if size.width() <= room.width() + theme.px(_PAD):
            top = room.center().y() - size.height() / 2
            chip = QRectF(room.left() - theme.px(6), top, size.width(), size.height())
            paint_chip(painter, theme, chip, text, "warn5", icon)
            return
        mark = theme.px(16)
        box = QRectF(room.left(), room.center().y() - mark / 2, mark, mark)
        paint_icon(painter, icon, theme.colour("warn5"), box)
        rest = room.adjusted(mark + theme.px(6), 0, 0, 0)
        short = words("notes.measure_due_open")
        self._paint_line(painter, rest, short, "body_medium", theme.colour("warn5_text"))

    def _paint_words(self, painter: QPainter, room: QRectF, text: str, column: int) -> None:
        role = "body_medium" if column == WHAT else "body"
        ink = self.theme.colour("text" if column == WHAT else "text2")
        flat = " ".join(text.split())
        block = TextBlock(flat, self.theme.font(role), room.width(), 1.3, 2)
        block.paint(painter, room.left(), room.center().y() - block.height / 2, ink)

    def _paint_line(
        self, painter: QPainter, room: QRectF, text: str, role: str, ink: object
    ) -> None:
        font = self.theme.font(role)
        text_line(painter, room, elided(font, text, room.width()), font, ink)  # type: ignore[arg-type]

    # editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row: ResultRow = index.data(ROW)
        column, words = index.column(), self._measures.words
        name = words("results.cell_edit", column=self._measures.title(column), what=row.what)
        if column == STATUS:
            choice = StatusCell(self.theme, name, row.id, column, parent)
            choice.set_choices(self._measures.statuses, STATUSES.index(row.status))
            return choice
        keeps = column == WHAT
        editor = TextCell(self.theme, row.id, column, parent, keeps_text=keeps)
        editor.setAccessibleName(name)
        editor.setText(self._measures.begin(row.id, column))
        editor.textEdited.connect(lambda text: self._measures.type(row.id, column, text))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave what is typed alone: the model may change below it at any time."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        # Asked for when the focus is lost, which may be at the end of the dialogue.
        if isValid(self._measures):
            self.save(editor)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        inset = self.theme.px(4)
        cell = option.rect.adjusted(inset, inset, -inset, -inset)
        if index.column() == WHAT:
            cell.setLeft(cell.left() + self.theme.px(_BADGE + 12))
        height = min(cell.height(), max(self.theme.px(34), editor.sizeHint().height()))
        cell.setTop(cell.center().y() - height // 2)
        cell.setHeight(height)
        editor.setGeometry(cell)

    def save(self, editor: QWidget) -> bool:
        """Make what was typed or chosen the measure's; False when it was refused."""
        if isinstance(editor, StatusCell):
            number = self._measures.table.row_of(editor.measure)
            chosen = editor.currentIndex()
            if number < 0 or STATUSES[chosen] == self._measures.rows[number].status:
                return True
            return self._measures.set_status(editor.measure, chosen)
        assert isinstance(editor, TextCell)
        return self._measures.save(editor.measure, editor.column)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(editor, TextCell | StatusCell):
            assert isinstance(event, QKeyEvent)
            return self._on_key(editor, event) or QObject.eventFilter(self, editor, event)
        return super().eventFilter(editor, event)

    def _on_key(self, editor: TextCell | StatusCell, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _STEPS:
            if self.save(editor):
                self.left.emit(editor, _STEPS[Qt.Key(key)])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.save(editor):
                self.down.emit(editor)
            return True
        if key == Qt.Key.Key_Escape:
            if isinstance(editor, TextCell):
                self._measures.cancel(editor.measure, editor.column)
            self.given_up.emit(editor)
            return True
        return False
