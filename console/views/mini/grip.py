"""What a strip without a frame is moved by: the pointer, or the arrow keys."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import smooth
from console.views.theme import Theme
from console.views.themed import Themed

_STEP, _SMALL_STEP = 24, 2
_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class Grip(Themed, QWidget):
    """`moved` carries by how many px the arrow keys move the strip."""

    moved = Signal(QPoint)

    def __init__(self, theme: Theme, name: str, helped: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)
        self.setAccessibleDescription(helped)
        self.setToolTip(f"{name}\n{helped}")
        self.wear(theme)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(28), self.theme.px(28))

    def focus_radius(self) -> float:
        return self.theme.px(6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        small = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.moved.emit(way * (_SMALL_STEP if small else self.theme.px(_STEP)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        side = self.theme.px(20)
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(painter, "dots-six-vertical-bold", self.theme.colour("text3"), place)
