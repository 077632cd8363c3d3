"""Where things stand on the projector: everything is measured on 1,080 lines and scaled."""

from __future__ import annotations

from PySide6.QtCore import QRectF

#: The screen on which everything was measured; a narrower picture than 4:3 makes all smaller.
HEIGHT, LEAST_WIDTH = 1080.0, 1440.0
#: A video conference may cut off what is nearer to the edge.
SAFE = 0.05
_SIDE, _TOP, _BOTTOM = 96.0, 64.0, 69.0
_HEAD, _KICKER, _WORDS = 52.0, 121.0, 196.0
_CAPTION, _BAR_ABOVE, _DIGITS_ABOVE, _DIGITS = 60.0, 94.0, 82.0, 272.0
_GAP = 36.0


class ProjectorFrame:
    """The places of one window's size; `unit` is a pixel of the measured screen."""

    def __init__(self, size: QRectF) -> None:
        self.size = size
        self.unit = min(size.height() / HEIGHT, size.width() / LEAST_WIDTH)
        self.left = size.left() + max(self.px(_SIDE), size.width() * SAFE)
        self.width = size.width() - 2 * (self.left - size.left())
        self.top = size.top() + max(self.px(_TOP), size.height() * SAFE)
        self.bottom = size.bottom() - max(self.px(_BOTTOM), size.height() * SAFE)

    def px(self, length: float) -> float:
        return length * self.unit

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def head(self) -> QRectF:
        return QRectF(self.left, self.top, self.width, self.px(_HEAD))

    @property
    def kicker(self) -> QRectF:
        return QRectF(self.left, self.top + self.px(_KICKER), self.width, self.px(64))

    @property
    def words_top(self) -> float:
        return self.top + self.px(_WORDS)

    @property
    def bar(self) -> QRectF:
        top = self.bottom - self.px(_BAR_ABOVE)
        return QRectF(self.left, top, self.width, self.px(18))

    @property
    def captions(self) -> QRectF:
        return QRectF(self.left, self.bottom - self.px(_CAPTION), self.width, self.px(_CAPTION))

    @property
    def digits_line(self) -> float:
        """The line on which the digits stand."""
        return self.bar.top() - self.px(_DIGITS_ABOVE)

    def words_end(self, *, counts: bool, has_captions: bool) -> float:
        """Return where words have to end: above the digits, the captions, or the edge."""
        if counts:
            return self.digits_line - self.px(_DIGITS + _GAP)
        return self.captions.top() - self.px(_GAP) if has_captions else self.bottom
