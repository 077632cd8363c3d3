"""The ground of a hand-over of which something was not taken."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed


class RefusedGround(Themed, QWidget):
    """Frame and tint; the words on it say what it means, so colour is never alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.wear(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        tint, line = theme.colour("over_tint"), theme.colour("over")
        rounded_box(painter, QRectF(self.rect()), theme.px(8), tint, line)
