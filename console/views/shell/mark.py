"""The mark of the program in the top bar: two speech bubbles on the accent colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import rounded_box, rounded_path, smooth
from console.views.theme import Theme
from console.views.themed import Themed

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap


class Mark(Themed, QWidget):
    """A city's own mark takes its place when one is set."""

    def __init__(self, theme: Theme, size: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def set_picture(self, picture: QPixmap | None, name: str) -> None:
        self._picture = picture
        self.setAccessibleName(name)
        self.update()

    def set_size(self, size: int) -> None:
        """In px at 100 %."""
        self._size = size
        self.restyle()

    def sizeHint(self) -> QSize:
        side = self.theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        rect, radius = QRectF(self.rect()), self.theme.px(8)
        if self._picture is not None:
            painter.setClipPath(rounded_path(rect, radius))
            painter.drawPixmap(self.rect(), self._picture)
            return
        rounded_box(painter, rect, radius, self.theme.colour("accent"))
        inset = rect.width() * 0.22
        inner = rect.adjusted(inset, inset, -inset, -inset)
        paint_icon(painter, "chats-circle-bold", self.theme.colour("on_accent"), inner)
