"""One filter over the table: its words and how many it shows."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.viewmodels.roster_filters import TECH, Filter
from console.views.painting import rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.widgets.pressable import Pressable


class FilterChip(Pressable):
    """Words and a number; inverse while it is the one that filters."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._tone, self._low = "", "", False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def show_filter(self, filter_: Filter) -> None:
        self._count = str(filter_.number)
        self._tone = "tech_text" if filter_.key == TECH and filter_.number else ""
        self.setText(filter_.label)
        self.setAccessibleName(filter_.name)
        self.setToolTip(filter_.name)
        self.restyle()

    def set_low(self, low: bool) -> None:
        if low != self._low:
            self._low = low
            self.restyle()

    def focus_radius(self) -> float:
        return self.theme.px(8)

    def sizeHint(self) -> QSize:
        px = self.theme.px
        width = text_width(self.theme.font("body_medium"), self.text()) + px(8)
        width += text_width(self.theme.font("body_strong", digits=True), self._count)
        return QSize(round(width + 2 * px(8 if self._low else 11) + 0.5), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, rect = self.theme, QRectF(self.rect())
        ground, line, ink = self._colours()
        rounded_box(painter, rect, theme.px(8), ground, line)
        words = rect.adjusted(theme.px(8 if self._low else 11), 0, 0, 0)
        width = text_line(painter, words, self.text(), theme.font("body_medium"), ink)
        count = words.adjusted(width + theme.px(8), 0, 0, 0)
        strong = theme.font("body_strong", digits=True)
        tone = theme.colour(self._tone) if self._tone and not self.isChecked() else ink
        text_line(painter, count, self._count, strong, tone)

    def _colours(self) -> tuple[QColor, QColor | None, QColor]:
        theme = self.theme
        if self.isChecked():
            return theme.colour("bg_inverse"), None, theme.colour("on_inverse")
        rest = "bg_raised" if theme.is_dark else "bg_panel"
        over = self.underMouse() or self.isDown()
        ground = theme.colour("bg_hover" if over else rest)
        return ground, theme.colour("line_control"), theme.colour("text")
