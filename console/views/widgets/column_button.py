"""The buttons of the capture line that say which column a note goes to."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.widgets.column_badge import TONE_ICONS, paint_column_badge
from console.views.widgets.pressable import Pressable


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column as the capture line offers it: number, short label, whole question, tone."""

    number: str
    label: str
    question: str
    tone: str
    key: str = ""


class ColumnButton(Pressable):
    """A column's number; the chosen one is wider, has a strong frame and says its label."""

    def __init__(self, theme: Theme, choice: ColumnChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(choice.number)
        self.setAccessibleName(f"{choice.number} {choice.question}".strip())
        self.setToolTip(" · ".join(filter(None, (choice.question, choice.key))))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)
        self.wear(theme)

    def focus_radius(self) -> float:
        return self.theme.px(7)

    def sizeHint(self) -> QSize:
        side = self.theme.px(34)
        if not self.isChecked() or not self._choice.label:
            return QSize(side, side)
        words = text_width(self.theme.font("body_strong"), self._choice.label)
        return QSize(round(side + words + self.theme.px(14)), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, tone, rect = self.theme, self._choice.tone, QRectF(self.rect())
        if not self.isChecked():
            paint_column_badge(painter, theme, rect, self._choice.number, tone)
            if self.underMouse():
                line = theme.colour(f"{tone}_line")
                rounded_box(painter, rect, theme.px(6), None, line, 1.5 * theme.scale)
            return
        line = theme.colour(f"{tone}_line")
        rounded_box(painter, rect, theme.px(6), theme.colour(tone), line, float(theme.px(2)))
        self._paint_chosen(painter, rect)

    def _paint_chosen(self, painter: QPainter, rect: QRectF) -> None:
        theme, tone = self.theme, self._choice.tone
        font, ink = theme.font("body_strong"), theme.colour(f"{tone}_text")
        head = QRectF(0, 0, theme.px(34), rect.height())
        if tone in TONE_ICONS:
            inner = head.adjusted(theme.px(8), theme.px(8), -theme.px(8), -theme.px(8))
            paint_icon(painter, TONE_ICONS[tone], ink, inner)
        else:
            align = Qt.AlignmentFlag.AlignHCenter
            text_line(painter, head, self._choice.number, font, ink, align)
        words = rect.adjusted(theme.px(34), 0, 0, 0)
        text_line(painter, words, self._choice.label, font, ink)
