"""Rows of frozen values as a Qt model that tells views exactly what moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
#: The whole row value, for delegates and cards.
ROW = Qt.ItemDataRole.UserRole + 1


class Row(Protocol):
    """A frozen value with an id; two rows that compare equal look the same."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Row)
#: Answers a role for a row; None lets the model answer (ROW) or say nothing.
Teller = Callable[[Any, int, int], Any]


class RowList(QAbstractTableModel, Generic[R]):
    """A list (one column) or table of rows; `tell(row, column, role)` gives words and colours.

    The only place in the program that begins and ends changes of a model: `show` compares the
    new rows with the old by id and announces removals, insertions, moves and changed rows,
    never a reset.
    """

    def __init__(
        self, tell: Teller, headers: Sequence[str] = ("",), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tell = tell
        self._headers = tuple(headers)
        self.rows: list[R] = []

    def show(self, rows: Sequence[R]) -> None:
        """Make `rows` the content."""
        wanted = [row.id for row in rows]
        if wanted != [row.id for row in self.rows]:
            self._remove(set(wanted))
            self._place(rows)
        self._replace(rows)

    def set_headers(self, headers: Sequence[str]) -> None:
        """Call the columns otherwise; there are as many as before."""
        if tuple(headers) != self._headers:
            self._headers = tuple(headers)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headers) - 1)

    def row_of(self, row_id: str) -> int:
        """Return the number of a row by id, -1 if it is not there."""
        return next((number for number, row in enumerate(self.rows) if row.id == row_id), -1)

    def refresh(self) -> None:
        """Ask every row again: words or colours changed without the rows."""
        if self.rows:
            self._announce(0, len(self.rows) - 1)

    def _remove(self, wanted: set[str]) -> None:
        last = len(self.rows) - 1
        while last >= 0:
            if self.rows[last].id in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self.rows[first - 1].id not in wanted:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self.rows[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _place(self, rows: Sequence[R]) -> None:
        number = 0
        while number < len(rows):
            here = self.rows[number].id if number < len(self.rows) else None
            if here == rows[number].id:
                number += 1
                continue
            known = {row.id for row in self.rows[number:]}
            if rows[number].id in known:
                self._move(rows[number].id, number)
                number += 1
                continue
            end = number
            while end < len(rows) and rows[end].id not in known:
                end += 1
            self.beginInsertRows(QModelIndex(), number, end - 1)
            self.rows[number:number] = rows[number:end]
            self.endInsertRows()
            number = end

    def _move(self, row_id: str, target: int) -> None:
        source = next(
            number for number in range(target, len(self.rows)) if self.rows[number].id == row_id
        )
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target)
        self.rows.insert(target, self.rows.pop(source))
        self.endMoveRows()

    def _replace(self, rows: Sequence[R]) -> None:
        first = -1
        for number, row in enumerate(rows):
            if self.rows[number] == row:
                if first >= 0:
                    self._announce(first, number - 1)
                    first = -1
                continue
            self.rows[number] = row
            first = number if first < 0 else first
        if first >= 0:
            self._announce(first, len(rows) - 1)

    def _announce(self, first: int, last: int) -> None:
        right = len(self._headers) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, right))

    # Qt

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        return row if role == ROW else self._tell(row, index.column(), role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        horizontal = orientation is Qt.Orientation.Horizontal
        if horizontal and role == Qt.ItemDataRole.DisplayRole and section < len(self._headers):
            return self._headers[section]
        return None
