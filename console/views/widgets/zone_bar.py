"""The time bar: elapsed part filled, the last five minutes and the last minute tinted."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.painting import line_height, rounded_path, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed

_THICK, _SLIM, _TICK_OVERHANG = 10, 6, 3


class ZoneBar(Themed, QWidget):
    """Captions beside the bar carry the values in words; the bar alone is never the message."""

    def __init__(
        self,
        theme: Theme,
        slim: bool = False,
        captions: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._slim, self._captions = slim, captions
        self._done, self._warn5_from, self._warn1_from = 0.0, 1.0, 1.0
        self._tone, self._track = "accent", "bg_hover"
        self._left, self._right = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def set_progress(self, elapsed_ms: int, length_ms: int) -> None:
        """How much of the length has gone; more than the length fills the bar."""
        share = elapsed_ms / length_ms if length_ms > 0 else 1.0
        self.set_share(share)

    def set_share(self, share: float) -> None:
        """The elapsed share, 0.0 to 1.0."""
        share = min(1.0, max(0.0, share))
        # Repaint only when a pixel changes: the bar is asked four times a second.
        if round(share * self.width()) != round(self._done * self.width()):
            self.update()
        self._done = share

    def set_zones(self, length_ms: int, warning_ms: int | None, last_ms: int | None) -> None:
        """Where the zones begin, as time before the end; None leaves a zone out."""
        self._warn5_from = _zone_start(length_ms, warning_ms)
        self._warn1_from = _zone_start(length_ms, last_ms)
        self.update()

    def set_tone(self, tone: str, track: str = "bg_hover") -> None:
        """Token of the filled part (accent, warn5, warn1, over, ok, line_control) and the rest."""
        if (tone, track) != (self._tone, self._track):
            self._tone, self._track = tone, track
            self.update()

    def set_captions(self, left: str, right: str) -> None:
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.setAccessibleName(", ".join(filter(None, (left, right))))
            self.update()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        thickness = self.theme.px(_SLIM if self._slim else _THICK)
        overhang = 0 if self._slim else 2 * self.theme.px(_TICK_OVERHANG)
        caption = self._caption_height() if self._captions else 0
        return QSize(max(self.theme.px(120), self._least_width()), thickness + overhang + caption)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self.theme.px(40), self._least_width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        thickness = self.theme.px(_SLIM if self._slim else _THICK)
        overhang = 0 if self._slim else self.theme.px(_TICK_OVERHANG)
        bar = QRectF(0, overhang, self.width(), thickness)
        self._paint_bar(painter, bar)
        if not self._slim:
            self._paint_ticks(painter, bar, overhang)
        if self._captions:
            self._paint_captions(painter, bar.bottom() + overhang)

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        theme = self.theme
        painter.save()
        painter.setClipPath(rounded_path(bar, bar.height() / 2))
        painter.fillRect(bar, theme.colour(self._track))
        if self._warn5_from < 1.0:
            painter.fillRect(_part(bar, self._warn5_from, 1.0), theme.colour("warn5_tint"))
        if self._warn1_from < 1.0:
            painter.fillRect(_part(bar, self._warn1_from, 1.0), theme.colour("warn1_tint"))
        done = _part(bar, 0.0, self._done)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._tone))
        # On the slim bar the end is round as well; on the thick one it marks a moment, so square.
        radius = bar.height() / 2 if self._slim else 0.0
        painter.drawRoundedRect(done, radius, radius)
        painter.restore()

    def _paint_ticks(self, painter: QPainter, bar: QRectF, overhang: int) -> None:
        width = self.theme.px(2)
        for start, token in ((self._warn5_from, "warn5"), (self._warn1_from, "warn1")):
            # A bar that is full says everything; marks on it would look like gaps.
            if 0.0 < start < 1.0 and self._done < 1.0:
                left = round(bar.left() + bar.width() * start - width / 2)
                tick = QRectF(left, bar.top() - overhang, width, bar.height() + 2 * overhang)
                passed = self._done >= start
                painter.fillRect(tick, self.theme.colour("bg_panel" if passed else token))

    def _paint_captions(self, painter: QPainter, top: float) -> None:
        font = self.theme.font("secondary", digits=True)
        rect = QRectF(0, top, self.width(), self.height() - top)
        colour = self.theme.colour("text2")
        # The bar itself shows what has gone; words over words would show neither.
        if self._least_width() <= self.width() + self.theme.px(8):
            text_line(painter, rect, self._left, font, colour)
        text_line(painter, rect, self._right, font, colour, Qt.AlignmentFlag.AlignRight)

    def _caption_height(self) -> int:
        return round(line_height(self.theme.font("secondary")) + self.theme.px(4))

    def _least_width(self) -> int:
        if not self._captions:
            return 0
        font = self.theme.font("secondary", digits=True)
        words = text_width(font, self._left) + text_width(font, self._right)
        return round(words + self.theme.px(16))


def _zone_start(length_ms: int, before_end_ms: int | None) -> float:
    if before_end_ms is None or length_ms <= 0 or before_end_ms >= length_ms:
        return 1.0
    return 1.0 - before_end_ms / length_ms


def _part(bar: QRectF, start: float, end: float) -> QRectF:
    return QRectF(
        bar.left() + bar.width() * start, bar.top(), bar.width() * (end - start), bar.height()
    )
