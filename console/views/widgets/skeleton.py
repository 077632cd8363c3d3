"""Quiet bars where rows will be, shown while something is being loaded."""

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.views.painting import rounded_box, smooth, text_line
from console.views.theme import Theme
from console.views.themed import Themed

APPEARS_AFTER_MS = 300
_BAR, _GAP, _LENGTHS = 14, 18, (0.9, 0.7, 0.8, 0.55)


class Skeleton(Themed, QWidget):
    """Stays empty for the first moments: what loads at once shall not flicker."""

    def __init__(
        self, theme: Theme, words: str, rows: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._rows, self._appeared = words, rows, False
        self.setAccessibleName(words)
        QTimer.singleShot(APPEARS_AFTER_MS, self, self._appear)
        self.wear(theme)

    def has_appeared(self) -> bool:
        return self._appeared

    def sizeHint(self) -> QSize:
        px = self.theme.px
        return QSize(px(240), px(_BAR + _GAP) * (self._rows + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._appeared:
            return
        painter = QPainter(self)
        smooth(painter)
        theme, px = self.theme, self.theme.px
        line = QRectF(0, 0, self.width(), px(_BAR + 6))
        text_line(painter, line, self._words, theme.font("secondary"), theme.colour("text2"))
        for row in range(self._rows):
            width = self.width() * _LENGTHS[row % len(_LENGTHS)]
            bar = QRectF(0, px(_BAR + _GAP) * (row + 1), width, px(_BAR))
            rounded_box(painter, bar, bar.height() / 2, theme.colour("bg_hover"))

    def _appear(self) -> None:
        self._appeared = True
        self.update()
