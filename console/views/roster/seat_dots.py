"""The places of a group as dots: taken, kept for somebody who is not there, free."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.painting import smooth
from console.views.theme import Theme
from console.views.themed import Themed


class SeatDots(Themed, QWidget):
    """A dot per seat: full for who is there, pale for who is not, a ring for a free place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here = self._away = self._free = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def show_seats(self, here: int, away: int, places: int) -> None:
        seats = (here, away, max(0, places - here - away))
        if seats != (self._here, self._away, self._free):
            self._here, self._away, self._free = seats
            self.restyle()

    def sizeHint(self) -> QSize:
        px = self.theme.px
        number = self._here + self._away + self._free
        return QSize(px(9) * max(0, number - 1) + px(7), px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        smooth(painter)
        size, step = float(theme.px(7)), theme.px(9)
        top = (self.height() - size) / 2
        looks = ["here"] * self._here + ["away"] * self._away + ["free"] * self._free
        for place, look in enumerate(looks):
            dot = QRectF(place * step, top, size, size)
            painter.setPen(Qt.PenStyle.NoPen)
            if look == "free":
                painter.setPen(theme.colour("line_control"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                dot.adjust(0.5, 0.5, -0.5, -0.5)
            else:
                painter.setBrush(theme.colour("accent" if look == "here" else "accent_line"))
                dot.adjust(0, 0, 0, 0)
            painter.drawEllipse(dot)
