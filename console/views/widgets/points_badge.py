"""The small ovals on notes and themes: points given, and the flag of a measure."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed

_HEIGHT = 24


def points_width(theme: Theme, text: str) -> float:
    return theme.px(8 + 8 + 5 + 9) + text_width(theme.font("secondary_strong", digits=True), text)


def paint_points(
    painter: QPainter, theme: Theme, right: float, middle: float, text: str, tone: str, solid: bool
) -> float:
    """Draw the oval with its right edge at `right`; returns its left edge."""
    height, width = theme.px(_HEIGHT), points_width(theme, text)
    rect = QRectF(right - width, middle - height / 2, width, height)
    full = theme.colour(f"{tone}_text")
    ground = full if solid else theme.colour("bg_panel")
    line = None if solid else theme.colour(f"{tone}_line")
    rounded_box(painter, rect, height / 2, ground, line)
    dot = theme.px(4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tone) if solid else full)
    painter.drawEllipse(QPointF(rect.left() + theme.px(8) + dot, middle), dot, dot)
    ink = theme.colour("bg_panel" if solid else "text")
    words = rect.adjusted(theme.px(21), 0, 0, 0)
    text_line(painter, words, text, theme.font("secondary_strong", digits=True), ink)
    return rect.left()


def paint_flag(painter: QPainter, theme: Theme, right: float, middle: float) -> float:
    """Draw the mark of a measure with its right edge at `right`; returns its left edge."""
    size = theme.px(_HEIGHT)
    rect = QRectF(right - size, middle - size / 2, size, size)
    rounded_box(painter, rect, size / 2, theme.colour("accent"))
    icon = theme.px(13)
    box = QRectF(rect.center().x() - icon / 2, middle - icon / 2, icon, icon)
    paint_icon(painter, "flag-fill", theme.colour("on_accent"), box)
    return rect.left()


class PointsBadge(Themed, QWidget):
    """Points as a widget of its own, for rows and headers."""

    def __init__(
        self, theme: Theme, tone: str = "park", solid: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._solid = "", tone, solid
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def set_points(self, text: str, spoken: str = "") -> None:
        self._text = text
        self.setAccessibleName(spoken or text)
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(round(points_width(self.theme, self._text) + 0.5), self.theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        right, middle = float(self.width()), self.height() / 2
        paint_points(painter, self.theme, right, middle, self._text, self._tone, self._solid)
