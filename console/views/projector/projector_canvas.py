"""The picture of the projector: large words, large digits, nothing else."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from console.viewmodels.live_projector import Screen
from console.views.fonts import MEDIUM, SEMIBOLD, make_font
from console.views.icons import paint_icon
from console.views.painting import elided, rounded_box, rounded_path, text_line, text_width
from console.views.text_block import TextBlock
from console.views.theme import Theme

#: Everything is measured on a screen of this size and scaled to the window.
WIDTH, HEIGHT = 1920.0, 1080.0
_SIDE, _TOP, _BOTTOM = 96.0, 64.0, 60.0
_LARGEST, _SMALLEST, _STEP, _MOST_LINES = 84, 60, 6, 3


class ProjectorCanvas:
    """Paints one screen into a rectangle; `unit` is a pixel of the measured screen."""

    def __init__(self, painter: QPainter, theme: Theme, size: QRectF) -> None:
        self._painter, self._theme, self._size = painter, theme, size
        self.unit = min(size.height() / HEIGHT, size.width() / (WIDTH * 0.75))

    # pieces

    def dimmed(self, city: str) -> None:
        """Black, with the city small at the bottom."""
        self._painter.fillRect(self._size, QColor(Qt.GlobalColor.black))
        font = self._font(28, MEDIUM)
        line = QRectF(
            self._left(), self._size.bottom() - self._px(110), self._width(), self._px(50)
        )
        text_line(self._painter, line, city, font, self._colour("text_dis"))

    def screen(self, screen: Screen) -> None:
        self._painter.fillRect(self._size, self._colour("bg_app"))
        self._head(screen)
        below = self._words(screen)
        if screen.countdown:
            self._time(screen)
        else:
            self._lines(screen, below)
        if screen.length_s:
            self._bar(screen)
        self._captions(screen)

    def _head(self, screen: Screen) -> None:
        side = self._px(52)
        top = self._px(_TOP)
        box = QRectF(self._left(), top, side, side)
        rounded_box(self._painter, box, self._px(12), self._colour("accent"))
        inset = side * 0.24
        inner = box.adjusted(inset, inset, -inset, -inset)
        paint_icon(self._painter, "chats-circle-bold", self._colour("on_accent"), inner)
        clock_font = self._font(33, MEDIUM, digits=True)
        right = QRectF(self._left(), top, self._width(), side)
        ink = self._colour("text2")
        align = Qt.AlignmentFlag.AlignRight
        clock = text_line(self._painter, right, screen.clock, clock_font, ink, align)
        left = box.right() + self._px(20)
        room = right.right() - clock - self._px(40) - left
        strong, plain = self._font(33, SEMIBOLD), self._font(33, MEDIUM)
        title = elided(strong, screen.title, room)
        line = QRectF(left, top, room, side)
        used = text_line(self._painter, line, title, strong, self._colour("text"))
        if used + self._px(24) + text_width(plain, screen.city) <= room:
            text_line(self._painter, line.adjusted(used + self._px(24), 0, 0, 0), screen.city,
                      plain, ink)  # fmt: skip

    def _words(self, screen: Screen) -> float:
        """Paint kicker and headline; returns where they end."""
        top = self._px(185)
        if screen.kicker:
            font = self._font(44, SEMIBOLD)
            line = QRectF(self._left(), top, self._width(), self._px(64))
            kicker = elided(font, screen.kicker, self._width())
            text_line(self._painter, line, kicker, font, self._colour("accent_text"))
        top += self._px(75)
        block = self._headline(screen.headline)
        block.paint(self._painter, self._left(), top, self._colour("text"))
        return top + block.height

    def _headline(self, text: str) -> TextBlock:
        """The largest size in which the words fit in three lines."""
        size = _LARGEST
        while (block := self._block(text, size)).is_cut and size > _SMALLEST:
            size -= _STEP
        return block

    def _block(self, text: str, size: int) -> TextBlock:
        font = self._font(size, SEMIBOLD, tracking=-size / 60)
        return TextBlock(text, font, self._width(), 1.15, _MOST_LINES)

    def _lines(self, screen: Screen, top: float) -> None:
        top += self._px(60)
        for text in screen.lines:
            block = TextBlock(text, self._font(44, MEDIUM), self._width(), 1.4, 2)
            block.paint(self._painter, self._left(), top, self._colour("text2"))
            top += block.height + self._px(12)

    def _time(self, screen: Screen) -> None:
        tone = "text" if screen.tone == "text" else f"{screen.tone}_text"
        room = self._width() * (0.62 if screen.card else 1.0)
        font = self._font(372, SEMIBOLD, tracking=-12, digits=True)
        needed = text_width(font, screen.countdown)
        if needed > room:
            font = self._font(372 * room / needed, SEMIBOLD, tracking=-8, digits=True)
        metrics = QFontMetricsF(font)
        baseline = self._bar_top() - self._px(82)
        self._painter.setFont(font)
        self._painter.setPen(self._colour(tone))
        left = self._left() - metrics.leftBearing("0")
        self._painter.drawText(QPointF(left, baseline), screen.countdown)
        if screen.card:
            middle = baseline - metrics.capHeight() / 2
            self._card(screen.card, self._left() + room + self._px(30), middle)

    def _card(self, text: str, left: float, middle: float) -> None:
        width = self._left() + self._width() - left
        icon = self._px(64)
        inner = width - icon - 3 * self._px(36)
        block = TextBlock(text, self._font(42, SEMIBOLD), inner, 1.25, 4)
        tall = max(block.height, icon) + 2 * self._px(44)
        box = QRectF(left, middle - tall / 2, width, tall)
        rounded_box(self._painter, box, self._px(28), self._colour("warn1"))
        ink = self._colour("on_warn1")
        place = QRectF(left + self._px(36), middle - icon / 2, icon, icon)
        paint_icon(self._painter, "hourglass-low", ink, place)
        start = place.right() + self._px(36)
        block.paint(self._painter, start, middle - block.height / 2, ink)

    def _bar(self, screen: Screen) -> None:
        box = QRectF(self._left(), self._bar_top(), self._width(), self._px(18))
        painter = self._painter
        painter.save()
        painter.setClipPath(rounded_path(box, box.height() / 2))
        painter.fillRect(box, self._colour("bg_hover"))
        for before_end, token in ((screen.warning_s, "warn5"), (screen.last_s, "warn1")):
            if before_end is not None and before_end < screen.length_s:
                start = box.left() + box.width() * (1 - before_end / screen.length_s)
                zone = QRectF(start, box.top(), box.right() - start, box.height())
                painter.fillRect(zone, self._colour(f"{token}_tint"))
                painter.fillRect(QRectF(start, box.top(), self._px(3), box.height()),
                                 self._colour(token))  # fmt: skip
        share = min(1.0, screen.elapsed_s / screen.length_s)
        done = QRectF(box.left(), box.top(), box.width() * share, box.height())
        token = "accent" if screen.tone == "text" else screen.tone
        painter.fillRect(done, self._colour(token))
        painter.restore()

    def _captions(self, screen: Screen) -> None:
        line = QRectF(self._left(), self._bar_top() + self._px(34), self._width(), self._px(60))
        left_font, right_font = self._font(36, MEDIUM, digits=True), self._font(36, MEDIUM)
        used = text_line(self._painter, line, screen.left, left_font, self._colour("text"))
        room = line.width() - used - self._px(40)
        right = elided(right_font, screen.right, room)
        align = Qt.AlignmentFlag.AlignRight if screen.left else Qt.AlignmentFlag.AlignLeft
        text_line(self._painter, line, right, right_font, self._colour("text2"), align)

    # measures

    def _px(self, length: float) -> float:
        return length * self.unit

    def _left(self) -> float:
        return self._size.left() + max(self._px(_SIDE), self._size.width() * 0.05)

    def _width(self) -> float:
        return self._size.width() - 2 * (self._left() - self._size.left())

    def _bar_top(self) -> float:
        return self._size.bottom() - self._px(_BOTTOM + 103)

    def _font(
        self, px: float, weight: int, tracking: float = 0.0, *, digits: bool = False
    ) -> QFont:
        return make_font(px * self.unit, weight, tracking * self.unit, digits=digits)

    def _colour(self, token: str) -> QColor:
        return self._theme.colour(token)
