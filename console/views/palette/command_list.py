"""The list of commands: one line each with its keys at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from console.viewmodels.palette import Command, PaletteViewModel
from console.viewmodels.row_list import ROW
from console.views.painting import line_height, rounded_box, smooth
from console.views.text_block import TextBlock
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.key_cap import key_cap_width, paint_key_cap

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINE = 1.35


class CommandList(Themed, QListView):
    """`chosen` with the row on Enter or a click; `typed` with a letter that belongs to the field;
    `left_upwards` above the first row.
    """

    chosen = Signal(int)
    typed = Signal(str)
    left_upwards = Signal()
    ring_moved = Signal()

    def __init__(self, theme: Theme, palette: PaletteViewModel) -> None:
        super().__init__()
        self.setModel(palette.model)
        self.setItemDelegate(_Line(theme, self))
        self.setAccessibleName(palette.words("settings.commands"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.wear(theme)

    def choose_first(self) -> None:
        """Make the first row the one that Enter means."""
        self.setCurrentIndex(self.model().index(0, 0))

    def ring_rect(self) -> QRect:
        index = self.currentIndex()
        if not index.isValid():
            return self.rect()
        return self.visualRect(index).adjusted(4, 2, -4, -2)

    def focus_radius(self) -> float:
        return self.theme.px(6)

    def restyle(self) -> None:
        self.setMinimumHeight(self.theme.px(120))
        self.scheduleDelayedItemsLayout()
        super().restyle()

    # Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.ring_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, text = self.currentIndex().row(), event.text()
        if event.key() in _ENTER:
            if row >= 0 and not event.isAutoRepeat():
                self.chosen.emit(row)
        elif event.key() == Qt.Key.Key_Up and row <= 0:
            self.left_upwards.emit()
        elif text.isprintable() and text and not event.modifiers() & ~_SHIFT:
            self.typed.emit(text)
        elif event.key() == Qt.Key.Key_Backspace:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)


_SHIFT = Qt.KeyboardModifier.ShiftModifier


class _Line(QStyledItemDelegate):
    """Words wrap beside the keys: none of ours is cut."""

    def __init__(self, theme: Theme, view: CommandList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        command: Command = index.data(ROW)
        width = self._view.viewport().width()
        least = line_height(self._theme.font("body")) + self._theme.px(14)
        block = self._words(command, width)
        return QSize(0, round(max(least, block.height + self._theme.px(14))))

    def _words(self, command: Command, width: int) -> TextBlock:
        px = self._theme.px
        keys = key_cap_width(self._theme, command.label) + px(10) if command.label else 0
        room = max(px(60), width - 2 * px(10) - keys)
        return TextBlock(command.text, self._theme.font("body"), room, _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command: Command = index.data(ROW)
        theme, px = self._theme, self._theme.px
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        smooth(painter)
        state = option.state  # type: ignore[attr-defined]
        inner = rect.adjusted(px(2), px(1), -px(2), -px(1))
        if state & QStyle.StateFlag.State_Selected:
            rounded_box(painter, inner, px(6), theme.colour("accent_tint"),
                        theme.colour("accent_line"))  # fmt: skip
        elif state & QStyle.StateFlag.State_MouseOver:
            rounded_box(painter, inner, px(6), theme.colour("bg_hover"))
        block = self._words(command, self._view.viewport().width())
        top = rect.center().y() - block.height / 2
        block.paint(painter, rect.left() + px(10), top, theme.colour("text"))
        if command.label:
            left = rect.right() - px(10) - key_cap_width(theme, command.label)
            paint_key_cap(painter, theme, left, rect.center().y(), command.label)
        painter.restore()
