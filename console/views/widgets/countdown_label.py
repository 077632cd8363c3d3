"""Large time digits that never move: equal widths, tracking, a box measured in zeros."""

import math
import re

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.fonts import ROLES, make_font
from console.views.painting import smooth
from console.views.theme import Theme
from console.views.widgets.label import Label

_DIGIT = re.compile(r"\d")
# Air above and below the digits, as a share of the font size.
_AIR = 0.09


class CountdownLabel(Label):
    """Shows "08:48", "1:02:03" or "+02:05"; gets smaller by itself when its box is too narrow."""

    def __init__(
        self,
        theme: Theme,
        role: str = "group_timer",
        colour: str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        self._align, self._digits_shown = align, ""
        super().__init__(theme, "", role, colour, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._digits_shown

    def set_text(self, text: str) -> None:
        # Qt's own label would have its parents laid out again with every second.
        before, self._digits_shown = self._digits_shown, text
        if text != before:
            self.update()
            if _pattern(text) != _pattern(before):
                self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        height = metrics.capHeight() + 2 * _AIR * self.font().pixelSize()
        margins = self.contentsMargins()
        height += margins.top() + margins.bottom()
        return QSize(round(self._width_at(self.font()) + 0.5), round(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self.sizeHint().width() * 0.6), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        font = self._fitting_font()
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self.theme.colour(self._colour))
        left = 0.0
        # The outer edge of a zero, not its side bearing, lines up with the text above and below.
        if self._align == Qt.AlignmentFlag.AlignRight:
            edge = metrics.rightBearing("0")
            # The measured width ends with the tracking after the last digit.
            left = self.width() - self._width_at(font) + edge + font.letterSpacing()
        elif self._align == Qt.AlignmentFlag.AlignHCenter:
            left = (self.width() - self._width_at(font)) / 2
        elif not self.text().startswith("+"):
            left = -metrics.leftBearing("0")
        inner = self.contentsRect()
        baseline = inner.top() + (inner.height() + metrics.capHeight()) / 2
        painter.drawText(QPointF(left, baseline), self.text())

    def _width_at(self, font: QFont) -> float:
        return QFontMetricsF(font).horizontalAdvance(_pattern(self.text()) or "00:00")

    def _fitting_font(self) -> QFont:
        font = self.font()
        needed = self._width_at(font)
        if needed <= self.width() + 1:
            return font
        kind = ROLES[self._role]
        share = self.width() / needed
        # Rounding up would let the last digit stick out.
        scaled = math.floor(kind.px * self.theme.scale * share)
        tracking = kind.tracking * self.theme.scale * share
        return make_font(scaled, kind.weight, tracking, digits=True)


def _pattern(text: str) -> str:
    """The text with every digit as a zero: what its width depends on."""
    return _DIGIT.sub("0", text)
