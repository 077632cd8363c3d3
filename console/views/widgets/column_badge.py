"""The small square with a column's number in the column's colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import rounded_box, smooth, text_line
from console.views.theme import Theme
from console.views.themed import Themed

# The two columns beside the questions carry an icon instead of a number.
TONE_ICONS = {"park": "bookmark-simple", "open": "question"}


def paint_column_badge(
    painter: QPainter, theme: Theme, rect: QRectF, number: str, tone: str, strong: bool = False
) -> None:
    line = theme.colour(f"{tone}_line")
    width = 1.5 * theme.scale if strong else 1.0
    rounded_box(painter, rect, theme.px(6), theme.colour(tone), line, width)
    ink = theme.colour(f"{tone}_text")
    if tone in TONE_ICONS:
        size = rect.height() * 0.6
        box = QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size)
        paint_icon(painter, TONE_ICONS[tone], ink, box)
        return
    font = theme.font("body_strong" if rect.height() >= theme.px(26) else "secondary_strong")
    text_line(painter, rect, number, font, ink, Qt.AlignmentFlag.AlignHCenter)


class ColumnBadge(Themed, QWidget):
    """Number and colour together; the colour alone says nothing."""

    def __init__(
        self,
        theme: Theme,
        number: str = "",
        tone: str = "q1",
        size: int = 28,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._number, self._tone, self._size = number, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def set_column(self, number: str, tone: str) -> None:
        """`tone` is one of tokens.COLUMN_TONES."""
        self._number, self._tone = number, tone
        self.setAccessibleName(number)
        self.update()

    def sizeHint(self) -> QSize:
        side = self.theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        rect = QRectF(self.rect())
        paint_column_badge(painter, self.theme, rect, self._number, self._tone)
