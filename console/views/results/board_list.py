"""The notes of all columns, or the themes, as one list to read."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from console.viewmodels.results_board import BoardEntry
from console.viewmodels.row_list import ROW, RowList
from console.views.painting import elided, rounded_box, smooth, text_line
from console.views.text_block import TextBlock
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.column_badge import paint_column_badge

Index = QModelIndex | QPersistentModelIndex
_SIDE, _BADGE, _GAP = 16, 26, 10
_LINE = 1.32


class BoardList(Themed, QListView):
    """One tab stop; arrows move, Enter opens a note where it was written."""

    ring_moved = Signal()
    note_opened = Signal(str)

    def __init__(
        self, theme: Theme, model: RowList[BoardEntry], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_EntryDelegate(theme, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would wrap every note anew.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        self.activated.connect(self._on_activated)
        self.wear(theme)

    def ring_rect(self) -> QRect:
        """Round the current line; round the whole list while there is none."""
        if not self.currentIndex().isValid():
            return self.rect()
        row = self.visualRect(self.currentIndex())
        inset = self.theme.px(6)
        return row.translated(self.viewport().pos()).adjusted(inset, 1, -inset, -1)

    def focus_radius(self) -> float:
        return self.theme.px(6)

    def restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(self.theme.px(30))
        self.scheduleDelayedItemsLayout()
        super().restyle()

    def _on_activated(self, index: QModelIndex) -> None:
        entry: BoardEntry = index.data(ROW)
        if entry.note:
            self.note_opened.emit(entry.note)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Wrapped lines are as high as the width makes them.
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        model = self.model()
        if not self.currentIndex().isValid() and model is not None and model.rowCount():
            self.setCurrentIndex(model.index(0, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.ring_moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.ring_moved.emit()


class _EntryDelegate(QStyledItemDelegate):
    """Paints a column's head, a note, or a theme with its bar."""

    def __init__(self, theme: Theme, view: BoardList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: BoardEntry = index.data(ROW)
        px, width = self._theme.px, self._view.viewport().width()
        if entry.kind == "column":
            block = self._words(entry, width)
            first = 6 if index.row() == 0 else 16
            return QSize(width, round(max(block.height, px(_BADGE)) + px(first + 6)))
        if entry.kind == "theme":
            return QSize(width, round(self._words(entry, width).height + px(26)))
        meta = TextBlock(entry.detail, self._theme.font("meta"), self._room(entry, width), _LINE)
        return QSize(width, round(self._words(entry, width).height + meta.height + px(14)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: BoardEntry = index.data(ROW)
        painter.save()
        smooth(painter)
        area = QRectF(option.rect)
        if entry.kind == "column":
            self._paint_head(painter, area, entry, index.row() == 0)
        else:
            self._paint_ground(painter, area, option)
            paint = self._paint_theme if entry.kind == "theme" else self._paint_note
            paint(painter, area, entry)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
        inset = self._theme.px(6)
        box = area.adjusted(inset, 1, -inset, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen and self._view.hasFocus():
            rounded_box(painter, box, self._theme.px(6), self._theme.colour("accent_tint"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded_box(painter, box, self._theme.px(6), self._theme.colour("bg_sunken"))

    def _paint_head(
        self, painter: QPainter, area: QRectF, entry: BoardEntry, is_first: bool
    ) -> None:
        theme, px = self._theme, self._theme.px
        top = area.top() + px(6 if is_first else 16)
        size = px(_BADGE)
        badge = QRectF(area.left() + px(_SIDE), top, size, size)
        paint_column_badge(painter, theme, badge, entry.mark, entry.tone)
        block = self._words(entry, area.width())
        shift = max(0.0, (size - block.line_height) / 2)
        block.paint(painter, badge.right() + px(_GAP), top + shift, theme.colour("text"))
        place = QRectF(area.left(), top, area.width() - px(_SIDE), size)
        font = theme.font("body_medium", digits=True)
        ink = theme.colour("text2")
        text_line(painter, place, entry.detail, font, ink, Qt.AlignmentFlag.AlignRight)

    def _paint_note(self, painter: QPainter, area: QRectF, entry: BoardEntry) -> None:
        theme, px = self._theme, self._theme.px
        block, top = self._words(entry, area.width()), area.top() + px(6)
        number = QRectF(area.left() + px(_SIDE), top, px(_BADGE), block.line_height)
        font = theme.font("meta", digits=True)
        ink = theme.colour("text3")
        text_line(painter, number, entry.mark, font, ink, Qt.AlignmentFlag.AlignRight)
        left = number.right() + px(_GAP)
        block.paint(painter, left, top, theme.colour("text"))
        meta = TextBlock(entry.detail, theme.font("meta"), self._room(entry, area.width()), _LINE)
        meta.paint(painter, left, top + block.height, theme.colour("text3"))

    def _paint_theme(self, painter: QPainter, area: QRectF, entry: BoardEntry) -> None:
        theme, px = self._theme, self._theme.px
        top, size = area.top() + px(8), px(_BADGE)
        badge = QRectF(area.left() + px(_SIDE), top, size, size)
        paint_column_badge(painter, theme, badge, entry.mark, entry.tone)
        left, right = badge.right() + px(_GAP), area.right() - px(_SIDE)
        block = self._words(entry, area.width())
        block.paint(painter, left, top, theme.colour("text"))
        place = QRectF(area.left(), top, right - area.left(), block.line_height)
        font = theme.font("card_strong", digits=True)
        text = elided(font, entry.detail, px(48))
        text_line(painter, place, text, font, theme.colour("text"), Qt.AlignmentFlag.AlignRight)
        bar = QRectF(left, top + block.height + px(4), right - left, px(6))
        rounded_box(painter, bar, px(3), theme.colour("bg_hover"))
        if entry.share:
            bar.setWidth(max(bar.height(), bar.width() * entry.share))
            rounded_box(painter, bar, px(3), theme.colour(f"{entry.tone}_line"))

    def _words(self, entry: BoardEntry, width: float) -> TextBlock:
        role = {"column": "card_strong", "theme": "card_medium"}.get(entry.kind, "body")
        return TextBlock(entry.text, self._theme.font(role), self._room(entry, width), _LINE)

    def _room(self, entry: BoardEntry, width: float) -> float:
        """Return the width for words, without the number at the right of heads and themes."""
        px = self._theme.px
        number = 0 if entry.kind == "note" else px(40)
        return width - 2 * px(_SIDE) - px(_BADGE) - px(_GAP) - number
