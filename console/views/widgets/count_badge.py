"""A small filled oval with a number, beside a panel's title or on a collapsed tab."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.painting import rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed


class CountBadge(Themed, QWidget):
    """Tones: inverse (something to look at), tech, over; hidden while there is nothing."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        tone: str = "inverse",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._tone = text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.restyle()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        height = self.theme.px(24)
        words = text_width(self.theme.font("secondary_strong"), self._text)
        return QSize(max(height, round(words + self.theme.px(14))), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        rect = self.rect().toRectF()
        ground = "bg_inverse" if self._tone == "inverse" else self._tone
        rounded_box(painter, rect, rect.height() / 2, self.theme.colour(ground))
        ink = self.theme.colour(f"on_{self._tone}")
        font = self.theme.font("secondary_strong")
        text_line(painter, rect, self._text, font, ink, Qt.AlignmentFlag.AlignHCenter)
