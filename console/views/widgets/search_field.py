"""The search field: a magnifier, its key while empty; Esc empties it before it leaves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.views.theme import Theme
from console.views.widgets.text_field import TextField


class SearchField(TextField):
    """`edited` on each letter, `submitted` on Enter, `left_downwards` on the down arrow."""

    left_downwards = Signal()

    def __init__(
        self, theme: Theme, placeholder: str, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", placeholder, "magnifying-glass", key, parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.set_text("")
            self.edited.emit("")
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)
