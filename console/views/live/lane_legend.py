"""What the two lanes of the time axis mean."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.painting import line_height, rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed


class LaneLegend(Themed, QWidget):
    """Two small squares with their words."""

    def __init__(
        self, theme: Theme, plan: str, forecast: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = (plan, forecast)
        self.setAccessibleName(", ".join(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), round(line_height(self.theme.font("secondary"))) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, font = self.theme, self.theme.font("secondary")
        side, left = theme.px(10), float(theme.px(60))
        for words, fill, line in zip(
            self._words, ("plan", "accent_tint"), (None, "accent"), strict=True
        ):
            box = QRectF(left, (self.height() - side) / 2, side, side)
            frame = theme.colour(line) if line else None
            rounded_box(painter, box, theme.px(2), theme.colour(fill), frame)
            left += side + theme.px(6)
            text_line(
                painter,
                QRectF(left, 0, self.width(), self.height()),
                words,
                font,
                theme.colour("text2"),
            )
            left += text_width(font, words) + theme.px(16)
