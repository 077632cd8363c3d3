"""Base of everything painted by us that can be pressed: Space, Enter, pointer, hover repaint."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.views.themed import Themed


class Pressable(Themed, QAbstractButton):
    """An accessible button to Qt; what it looks like is up to the class that inherits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A held key must not press again and again.
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)
