"""The stacked bar of Teilnehmende with its legend: present, waiting, left, still missing."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.viewmodels.live_people import Part
from console.views.painting import line_height, rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed

#: look: fill and line; those who are missing are an empty frame
LOOKS = {
    "present": ("accent", None),
    "waiting": ("accent_line", None),
    "left": ("plan", None),
    "missing": ("bg_hover", "line_control"),
}


class PeopleBar(Themed, QWidget):
    """The legend says every number in words; the bar alone is never the message."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[Part] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.wear(theme)

    def show_parts(self, parts: list[Part]) -> None:
        if parts != self._parts:
            self._parts = parts
            self.setAccessibleName(", ".join(part.words for part in parts))
            self.restyle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._bar_height() + self._gap() + self._rows(width) * self._line()

    def sizeHint(self) -> QSize:
        width = self.theme.px(300)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self._bar_height() + self._gap() + self._line())

    def _bar_height(self) -> int:
        return self.theme.px(12)

    def _gap(self) -> int:
        return self.theme.px(6)

    def _line(self) -> int:
        return round(line_height(self.theme.font("secondary"))) + self.theme.px(4)

    def _rows(self, width: int) -> int:
        return 1 + max((row for _, row, _ in self._legend(width)), default=0)

    def _legend(self, width: int) -> list[tuple[float, int, Part]]:
        """Return left edge, row and part of each entry, wrapped at the width."""
        font, square = self.theme.font("secondary", digits=True), self.theme.px(10 + 6)
        left, row = 0.0, 0
        places: list[tuple[float, int, Part]] = []
        for part in self._parts:
            needed = square + text_width(font, part.words)
            if left and left + needed > width:
                left, row = 0.0, row + 1
            places.append((left, row, part))
            left += needed + self.theme.px(14)
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        self._paint_bar(painter)
        theme, font = self.theme, self.theme.font("secondary", digits=True)
        top, side = self._bar_height() + self._gap(), theme.px(10)
        for left, row, part in self._legend(self.width()):
            line = QRectF(left, top + row * self._line(), self.width(), self._line())
            box = QRectF(left, line.center().y() - side / 2, side, side)
            self._paint_part(painter, box, part.look, theme.px(2))
            words = line.adjusted(side + theme.px(6), 0, 0, 0)
            align = Qt.AlignmentFlag.AlignLeft
            text_line(painter, words, part.words, font, theme.colour("text2"), align)

    def _paint_bar(self, painter: QPainter) -> None:
        total = sum(part.number for part in self._parts)
        gap, left = self.theme.px(2), 0.0
        room = self.width() - gap * max(0, len(self._parts) - 1)
        for part in self._parts:
            width = max(2.0, room * part.number / total)
            box = QRectF(left, 0, min(width, self.width() - left), self._bar_height())
            self._paint_part(painter, box, part.look, self.theme.px(3))
            left += width + gap

    def _paint_part(self, painter: QPainter, box: QRectF, look: str, radius: int) -> None:
        fill, line = LOOKS[look]
        frame = self.theme.colour(line) if line else None
        rounded_box(painter, box, radius, self.theme.colour(fill), frame)
