"""The measures as a narrow tab at the right edge, where there is no room for their column."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.widgets.pressable import Pressable

WIDTH = 46


class MeasuresTab(Pressable):
    """Flag, how many, and the word upright; a press opens the sheet."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = ""
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.wear(theme)

    def set_count(self, count: int, spoken: str) -> None:
        self._count = str(count) if count else ""
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def focus_radius(self) -> float:
        return self.theme.px(12)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(WIDTH), self.theme.px(160))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(WIDTH), self.theme.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, px = self.theme, self.theme.px
        ground = theme.colour("bg_hover" if self.underMouse() else "bg_panel")
        line = theme.colour("line") if theme.is_dark else theme.veil("ink", 0.07)
        rounded_box(painter, QRectF(self.rect()), px(12), ground, line)
        middle, top = self.width() / 2, float(px(14))
        ink = theme.colour("text2")
        paint_icon(painter, "flag", ink, QRectF(middle - px(9), top, px(18), px(18)))
        top += px(18 + 10)
        if self._count:
            top = self._paint_count(painter, middle, top)
        self._paint_word(painter, middle, top)

    def _paint_count(self, painter: QPainter, middle: float, top: float) -> float:
        theme, px = self.theme, self.theme.px
        font = theme.font("secondary_strong", digits=True)
        width = max(px(26), round(text_width(font, self._count) + px(12)))
        badge = QRectF(middle - width / 2, top, width, px(24))
        rounded_box(painter, badge, px(12), theme.colour("bg_inverse"))
        centre = Qt.AlignmentFlag.AlignHCenter
        text_line(painter, badge, self._count, font, theme.colour("on_inverse"), centre)
        return top + px(24 + 12)

    def _paint_word(self, painter: QPainter, middle: float, top: float) -> None:
        theme, px = self.theme, self.theme.px
        font = theme.font("body_medium")
        length = text_width(font, self.text())
        if top + length + px(48) > self.height():
            return
        painter.save()
        painter.translate(middle, top)
        painter.rotate(90)
        word = QRectF(0, -px(12), length, px(24))
        text_line(painter, word, self.text(), font, theme.colour("text"))
        painter.restore()
        size = px(16)
        box = QRectF(middle - size / 2, self.height() - px(16) - size, size, size)
        paint_icon(painter, "caret-left", theme.colour("text2"), box)
