"""Many groups at a glance: a real table with a line for each of them."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from console.viewmodels.group_menu import group_parts
from console.viewmodels.groups import GroupsViewModel
from console.viewmodels.live_group_row import COLUMNS, GroupRow
from console.viewmodels.row_list import ROW
from console.views.icons import paint_icon
from console.views.live.parts_menu import PartsMenu
from console.views.theme import Theme
from console.views.widgets.table_view import RowDelegate, TableView
from console.views.widgets.timer_phases import PHASES
from console.words import Words

Index = QModelIndex | QPersistentModelIndex
_TIME, _PHASE, _ABOUT = COLUMNS.index("time"), COLUMNS.index("phase"), COLUMNS.index("about")
#: Parts of the width, one for each column; the topic takes what is left.
_SHARES = (0.115, 0.0, 0.11, 0.09, 0.2, 0.125, 0.235)
#: Fewer lines than this are no glance.
_LEAST_LINES = 6


class GroupsTable(TableView):
    """+ and − give and take a minute, Enter opens what can be done with the group."""

    def __init__(
        self, theme: Theme, groups: GroupsViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, words("signals.group.table"), 30, parent)
        self._groups, self._words = groups, words
        self._menu = PartsMenu(self)
        self.setItemDelegate(GroupDelegate(theme, self))
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.setModel(groups.model)
        self.activated.connect(self._open_menu)

    def show_group(self, group: str) -> None:
        """Make a group's line the current one."""
        line = self._groups.model.row_of(group)
        if line >= 0:
            self.setCurrentIndex(self._groups.model.index(line, 0))

    def fit_height(self) -> None:
        """Ask for room for all lines, and take no more."""
        needed = self._height_of(self._groups.model.rowCount())
        if needed != self.maximumHeight():
            self.setMinimumHeight(self._height_of(_LEAST_LINES))
            self.setMaximumHeight(needed)

    def _height_of(self, lines: int) -> int:
        line = self.verticalHeader().defaultSectionSize()
        return lines * line + self.horizontalHeader().height() + 2

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_of(self._groups.model.rowCount()))

    def current_row(self) -> GroupRow | None:
        """The group whose line is the current one."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    def _open_menu(self, *_: object) -> None:
        row = self.current_row()
        if row is not None:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            place = self.viewport().mapToGlobal(below + QPoint(self.theme.px(12), 0))
            self._menu.open_at(place, group_parts(self._groups, self._words, row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        minutes = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()))
        row = self.current_row()
        if minutes is not None and row is not None:
            self._groups.change_minutes(row.id, minutes)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self._open_menu()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        rest = 1.0 - sum(_SHARES)
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, round(width * (share or rest)))

    def restyle(self) -> None:
        super().restyle()
        self.verticalHeader().setDefaultSectionSize(self.theme.px(30))


class GroupDelegate(RowDelegate):
    """The state by word, icon and colour; a call stands out."""

    def role_of(self, index: Index) -> str:
        row: GroupRow = index.data(ROW)
        strong = index.column() in (0, _TIME) or (index.column() == _ABOUT and row.call)
        return "body_strong" if strong else "body"

    def ink_of(self, index: Index) -> str:
        row: GroupRow = index.data(ROW)
        if index.column() in (_TIME, _PHASE):
            return PHASES[row.phase].digits
        if index.column() == _ABOUT and row.call is not None:
            return f"{row.call.tone}_text"
        return "text" if index.column() == 0 else "text2"

    def paint_cell(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        icon = self._icon(index)
        if icon:
            size, pad = self.theme.px(15), self.theme.px(12)
            box = QRectF(rect.left() + pad, rect.center().y() - size / 2, size, size)
            paint_icon(painter, icon, self.theme.colour(self.ink_of(index)), box)
            rect = rect.adjusted(size + self.theme.px(6), 0, 0, 0)
        super().paint_cell(painter, rect, option, index)

    def _icon(self, index: Index) -> str:
        row: Any = index.data(ROW)
        if index.column() == _PHASE:
            return PHASES[row.phase].icon
        return row.call.icon if index.column() == _ABOUT and row.call is not None else ""
