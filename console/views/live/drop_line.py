"""Where an agenda item would go that is being dragged."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed


class DropLine(Themed, QWidget):
    """A strong line between two items; hidden where nothing can be let go."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self.wear(theme)

    def show_at(self, beside: QRect, y: int, *, can_drop: bool) -> None:
        """Lie at `y` px of the parent, as wide as the item `beside`."""
        tall = self.theme.px(4)
        self.setGeometry(beside.left(), y - tall // 2, beside.width(), tall)
        self.setVisible(can_drop)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        box = QRectF(self.rect())
        rounded_box(painter, box, box.height() / 2, self.theme.colour("accent"))
