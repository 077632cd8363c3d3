"""The search field of Teilnehmende: arrows choose among those found, Enter checks in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from console.views.widgets.search_field import SearchField


class CheckInField(SearchField):
    """`stepped` by 1 or -1 while something is typed: the focus stays for the next name."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.text() and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
