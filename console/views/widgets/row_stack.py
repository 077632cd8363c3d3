"""Rows one below the other under a heading, made by whoever shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import Label


class RowStack(Themed, QWidget):
    """Rows that read as before stay as they are, whatever changes beside them; hidden if empty."""

    def __init__(self, theme: Theme, make: Callable[[Any], QWidget], title: str = "") -> None:
        super().__init__()
        self._make = make
        self._rows: tuple[object, ...] = ()
        self._built: list[QWidget] = []
        self._title = Label(theme, title, "body_strong", "text")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        # Only now: what has no parent would come up as a window of its own.
        self._title.setVisible(bool(title))
        self.wear(theme)

    def set_beside(self, beside: bool) -> None:
        """Put the rows beside each other, or one below the other."""
        way = QBoxLayout.Direction
        self._column.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def show_rows(self, rows: Sequence[object]) -> None:
        """Show these rows; equal ones to those before stay as they are."""
        self.setVisible(bool(rows))
        if tuple(rows) == self._rows:
            return
        held = self._held()
        left = list(zip(self._rows, self._built, strict=True))
        self._rows = tuple(rows)
        self._built = [self._kept_or_made(row, left) for row in rows]
        for _, gone in left:
            gone.hide()
            gone.deleteLater()
        for place, row in enumerate(self._built, start=1):
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        focus = QApplication.focusWidget()
        if not any(focus and row.isAncestorOf(focus) for row in self._built):
            self._hold(held)

    def _kept_or_made(self, row: object, left: list[tuple[object, QWidget]]) -> QWidget:
        """Return the widget of an equal row from before, which is taken out of `left`."""
        for at, (before, _) in enumerate(left):
            if before == row:
                return left.pop(at)[1]
        return self._make(row)

    def _held(self) -> int:
        """Return which row has the focus; -1 for none."""
        focus = QApplication.focusWidget()
        found = (n for n, row in enumerate(self._built) if focus and row.isAncestorOf(focus))
        return next(found, -1)

    def _hold(self, place: int) -> None:
        """Leave the focus where it was, as far as there is something to hold it."""
        for row in self._built[: place + 1][::-1] if place >= 0 else ():
            for button in row.findChildren(QAbstractButton):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(10))
        super().restyle()


def column_in(row: QWidget) -> QVBoxLayout:
    """Return a tight column for the parts of one row."""
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    return column
