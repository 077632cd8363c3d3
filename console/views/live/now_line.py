"""The line of now across the time axis, with the time in a tag at its left end."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.views.painting import line_height, rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed

#: How far the line reaches into the lane of blocks, at both sides (px at 100 %).
_NOTCH = 8


class NowLine(Themed, QWidget):
    """Lies above the blocks; moves in whole pixels only."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._text, self._blocks_left = "", 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self.wear(theme)

    def show_at(self, y: int, text: str, width: int, blocks_left: int) -> None:
        """Stand at `y` px of the parent; from `blocks_left` on only its ends are seen."""
        self._blocks_left = blocks_left
        tall = round(line_height(self.theme.font("secondary_strong"))) + self.theme.px(4)
        left, top = self.theme.px(6), y - tall // 2
        place = (left, top, width - left - self.theme.px(6), tall)
        if self.geometry().getRect() != place:
            self.setGeometry(*place)
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        font = theme.font("secondary_strong", digits=True)
        width = text_width(font, self._text) + 2 * theme.px(6)
        ink = theme.colour("bg_inverse")
        middle = float(self.height() // 2)
        thickness = float(theme.px(2))
        top, edge = middle - thickness / 2, float(self._blocks_left - self.x())
        # Over the words of the present item there is no line: its own fill ends at this height.
        notch = float(theme.px(_NOTCH))
        painter.fillRect(QRectF(width, top, edge + notch - width, thickness), ink)
        painter.fillRect(QRectF(self.width() - notch, top, notch, thickness), ink)
        tag = QRectF(0, 0, width, self.height())
        rounded_box(painter, tag, theme.px(6), ink)
        align = Qt.AlignmentFlag.AlignHCenter
        text_line(painter, tag, self._text, font, theme.colour("on_inverse"), align)
