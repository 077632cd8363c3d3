"""Rows one below the other under a heading, made by whoever shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import Label


class RowStack(Themed, QWidget):
    """A list that is built anew only when it reads differently; hidden while it is empty."""

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

    def show_rows(self, rows: Sequence[object]) -> None:
        """Show these rows; equal ones to those before stay as they are."""
        self.setVisible(bool(rows))
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        held = self._held()
        for row in self._built:
            row.hide()
            row.deleteLater()
        self._built = [self._make(row) for row in rows]
        for row in self._built:
            self._column.addWidget(row)
        self._hold(held)

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
