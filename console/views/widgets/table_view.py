"""Tables in our look: sunken header, hairlines between rows, a tinted current row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from console.views.icons import paint_icon
from console.views.painting import elided, hairline, smooth, text_line
from console.views.theme import Theme
from console.views.themed import Themed

Index = QModelIndex | QPersistentModelIndex


class TableView(Themed, QTableView):
    """One tab stop; arrows move between rows; the focus ring goes round the current row."""

    ring_moved = Signal()

    def __init__(
        self, theme: Theme, name: str, row_height: int = 40, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._header = TableHeader(theme, self)
        self.setHorizontalHeader(self._header)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        self.wear(theme)

    def set_row_height(self, height: int) -> None:
        """In px at 100 %: 40 in wide windows, 36 below 1,700 px."""
        self._row_height = height
        self.restyle()

    def restyle(self) -> None:
        self.setFont(self.theme.font("body"))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self.theme.px(self._row_height))
        self._header.restyle()
        super().restyle()

    def ring_rect(self) -> QRect:
        """Round the current row; round the whole table while there is none."""
        if not self.currentIndex().isValid():
            return self.rect()
        row = self.visualRect(self.currentIndex())
        inset = self.theme.px(5)
        left = self.viewport().x() + inset
        top = self.viewport().y() + row.top()
        width = self.viewport().width() - 2 * inset
        return QRect(left, top, width, row.height()).adjusted(0, 2, 0, -2)

    def focus_radius(self) -> float:
        return self.theme.px(6)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.ring_moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.ring_moved.emit()


class TableHeader(Themed, QHeaderView):
    """Column titles in quiet type on a sunken band, the sorted one with a caret."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setStretchLastSection(True)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.setDefaultAlignment(align)
        self.wear(theme)

    def restyle(self) -> None:
        self.setFont(self.theme.font("secondary_medium"))
        self.setFixedHeight(self.theme.px(36))
        super().restyle()

    def sectionSizeFromContents(self, section: int) -> QSize:
        text = self._title(section)
        width = self.fontMetrics().horizontalAdvance(text) + 2 * self.theme.px(12)
        return QSize(width, self.theme.px(36))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, area = self.theme, QRectF(rect)
        smooth(painter)
        painter.fillRect(rect, theme.colour("bg_sunken"))
        hairline(painter, area.left(), area.right(), area.bottom() - 1, theme.colour("line"))
        pad = theme.px(12)
        font = theme.font("secondary_medium")
        words = area.adjusted(pad, 0, -pad, 0)
        align = self._alignment(section)
        ink = theme.colour("text2")
        width = text_line(painter, words, self._title(section), font, ink, align)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            size = theme.px(12)
            box = QRectF(words.left() + width + theme.px(6), area.center().y() - size / 2,
                         size, size)  # fmt: skip
            down = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            paint_icon(painter, "caret-down" if down else "caret-up", ink, box)

    def _title(self, section: int) -> str:
        value = self.model().headerData(section, self.orientation()) if self.model() else ""
        return str(value or "")

    def _alignment(self, section: int) -> Qt.AlignmentFlag:
        role = Qt.ItemDataRole.TextAlignmentRole
        model = self.model()
        value = model.headerData(section, self.orientation(), role) if model else None
        right = value is not None and int(value) & int(Qt.AlignmentFlag.AlignRight)
        return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft


class RowDelegate(QStyledItemDelegate):
    """Paints ground and hairline of a row and plain text; override `paint_cell` for more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        self._paint_ground(painter, option, index)
        self.paint_cell(painter, QRectF(option.rect), option, index)
        painter.restore()

    def paint_cell(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """The display text in the model's font role (a type role's name) and ink (a token)."""
        pad = self.theme.px(12)
        words = rect.adjusted(pad, 0, -pad, 0)
        font = self.theme.font(self.role_of(index))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        value = index.data(Qt.ItemDataRole.TextAlignmentRole)
        right = value is not None and int(value) & int(Qt.AlignmentFlag.AlignRight)
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        ink = self.theme.colour(self.ink_of(index))
        text_line(painter, words, elided(font, text, words.width()), font, ink, align)

    def role_of(self, index: Index) -> str:
        return "body"

    def ink_of(self, index: Index) -> str:
        return "text"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        font = self.theme.font(self.role_of(index))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        option.font = font
        width = option.fontMetrics.horizontalAdvance(text) + 2 * self.theme.px(12)
        return QSize(width, self.theme.px(40))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, area = self.theme, QRectF(option.rect)
        inset = theme.px(5)
        first, last = index.column() == 0, index.column() == index.model().columnCount() - 1
        edge = QRectF(area).adjusted(inset if first else 0, 0, -inset if last else 0, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(edge.adjusted(0, 2, 0, -2), theme.colour("accent_tint"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(edge.adjusted(0, 2, 0, -2), theme.colour("bg_sunken"))
        hairline(painter, edge.left(), edge.right(), area.bottom() - 1, theme.colour("line"))
