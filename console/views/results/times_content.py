"""Plan against actual: a line per item with two bars, the minutes, and the deviation."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.results_times import TimeRow
from console.views.painting import elided, line_height, rounded_box, smooth, text_line, text_width
from console.views.results.scroll_column import ScrollColumn
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.label import Paragraph
from console.words import Words

_GAP = 10


class TimeLine(Themed, QWidget):
    """Grey is the plan as far as it was used, colour what was over it, a frame what was left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: TimeRow | None = None
        self._longest, self._last = 1, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.wear(theme)

    def show_row(self, row: TimeRow, longest: int, last: float) -> None:
        """`longest`: minutes of a whole bar; `last`: px that the widest deviation takes."""
        self._row, self._longest, self._last = row, max(1, longest), last
        self.setAccessibleName(row.spoken)
        self.setToolTip(row.title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self._height())

    def _height(self) -> int:
        return max(self.theme.px(27), round(line_height(self.theme.font("body"))) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        row = self._row
        if row is None:
            return
        painter = QPainter(self)
        smooth(painter)
        theme, rect, gap = self.theme, QRectF(self.rect()), self.theme.px(_GAP)
        body = theme.font("body")
        digits = theme.font("body_medium", digits=True)
        right = Qt.AlignmentFlag.AlignRight
        title = QRectF(0, 0, rect.width() * 0.44, rect.height())
        font = theme.font("body_medium") if row.is_on else body
        text_line(
            painter, title, elided(font, row.title, title.width()), font, theme.colour("text")
        )
        last = QRectF(rect.right() - self._last, 0, self._last, rect.height())
        ink = theme.colour("warn5_text" if row.late else "text2")
        role = "secondary_strong" if row.late else "secondary"
        text_line(painter, last, row.deviation, theme.font(role, digits=True), ink, right)
        minutes = QRectF(last.left() - gap - theme.px(26), 0, theme.px(26), rect.height())
        quiet = row.actual is None
        ink = theme.colour("text3" if quiet else "text")
        text_line(painter, minutes, row.minutes, digits, ink, right)
        left = title.right() + gap
        self._paint_bar(painter, QRectF(left, 0, minutes.left() - gap - left, rect.height()), row)

    def _paint_bar(self, painter: QPainter, room: QRectF, row: TimeRow) -> None:
        theme, height = self.theme, float(self.theme.px(11))
        top = room.center().y() - height / 2
        unit = room.width() / self._longest
        actual = row.actual or 0
        planned = QRectF(room.left(), top, row.planned * unit, height)
        radius = theme.px(2)
        rounded_box(painter, planned, radius, None, theme.colour("plan"))
        used = min(actual, row.planned) * unit
        if used > 0:
            box = QRectF(room.left(), top, max(used, 2.0), height)
            rounded_box(painter, box, radius, theme.colour("plan"))
        if actual > row.planned:
            over = QRectF(planned.right() + 1, top, (actual - row.planned) * unit, height)
            rounded_box(painter, over, radius, theme.colour("warn5"))


class TimesContent(Themed, QWidget):
    """All items of the run sheet, and below what the colours mean."""

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[TimeLine] = []
        self._scroll = ScrollColumn(theme, words("results.times"))
        self._hint = Paragraph(theme, words("results.times_hint"), "meta", "text3")
        self._empty = EmptyState(theme, "clock", words("results.times_empty"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._scroll, self._hint, self._empty):
            self._column.addWidget(widget)
        self._column.setStretch(0, 1)
        self.wear(theme)

    @property
    def lines(self) -> list[TimeLine]:
        return self._lines

    @property
    def stop(self) -> QWidget:
        """What the keyboard scrolls, while there is something to scroll."""
        return self._scroll

    def show_times(self, rows: Sequence[TimeRow]) -> None:
        while len(self._lines) > len(rows):
            gone = self._lines.pop()
            self._scroll.column.removeWidget(gone)
            gone.deleteLater()
        if not self._scroll.column.count():
            self._scroll.column.addStretch(1)
        while len(self._lines) < len(rows):
            self._lines.append(TimeLine(self.theme))
            self._scroll.column.insertWidget(len(self._lines) - 1, self._lines[-1])
        longest = max((max(row.planned, row.actual or 0) for row in rows), default=1)
        font = self.theme.font("secondary_strong", digits=True)
        last = max((text_width(font, row.deviation) for row in rows), default=0.0)
        for line, row in zip(self._lines, rows, strict=True):
            line.show_row(row, longest, last)
        for part in (self._scroll, self._hint):
            part.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._scroll.measure_again()

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(4))
        self._scroll.column.setSpacing(0)
        self._scroll.column.setContentsMargins(0, 0, self.theme.px(4), 0)
        super().restyle()
