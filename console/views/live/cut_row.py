"""One item in the proposal to catch up: its minutes now and then, and a lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.catching_up import CutRow
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.check_box import CheckBox
from console.views.widgets.label import Label, Paragraph
from console.words import Words


class CutLine(Themed, QWidget):
    """`locked` carries the item and whether it is to keep its minutes."""

    locked = Signal(str, bool)

    def __init__(self, theme: Theme, words: Words, item: str) -> None:
        super().__init__()
        self._words, self._item = words, item
        self._title = Paragraph(theme, "", "body_medium", "text")
        self._change = Label(theme, "", "body_strong", "text", digits=True)
        self._detail = Label(theme, "", "secondary", "text2")
        self.lock = CheckBox(theme, words("catch_up.lock"))
        head, below = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._detail, 1)
        below.addWidget(self.lock)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addLayout(below)
        self._head = head
        self.lock.clicked.connect(lambda locked: self.locked.emit(self._item, locked))
        self.wear(theme)

    def show_row(self, row: CutRow) -> None:
        """Say what becomes of it; what is cut stands out, what stays steps back."""
        self._title.set_text(row.title)
        self._title.set_colour("text" if row.is_cut else "text2")
        self._change.set_text(row.change)
        self._change.set_role("body_strong" if row.is_cut else "body")
        self._change.set_colour("warn5_text" if row.is_cut else "text2")
        self._detail.set_text(row.detail)
        self.lock.setVisible(row.lockable)
        self.lock.setChecked(row.locked)
        self.lock.setAccessibleName(self._words("catch_up.lock_name", item=row.title))
        self.setAccessibleName(row.name)

    def restyle(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.theme.px(2))
        self._head.setSpacing(self.theme.px(12))
        super().restyle()
