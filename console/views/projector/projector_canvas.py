"""The picture of the projector: large words, large digits, nothing else."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from console.viewmodels.live_projector import Screen
from console.views.fonts import MEDIUM, SEMIBOLD, make_font
from console.views.icons import paint_icon
from console.views.painting import elided, rounded_box, rounded_path, text_line, text_width
from console.views.projector.fitting import LARGEST, few_lines, fitted, fitted_together, steps
from console.views.projector.projector_frame import ProjectorFrame
from console.views.projector.theme_rows import paint_theme_rows
from console.views.theme import Theme

#: One sentence alone may be larger than a question over digits.
_LARGEST_ALONE, _LINES_ALONE, _ALONE = 108, 5, {"message", "paused", "time_up"}
#: Where lines follow, the words above them leave this part of the room.
_WORDS_PART = 0.6
_RIGHT = Qt.AlignmentFlag.AlignRight


class ProjectorCanvas:
    """Paints one screen into a rectangle, every text at a step at which it fits."""

    def __init__(self, painter: QPainter, theme: Theme, size: QRectF) -> None:
        self._painter, self._theme, self._size = painter, theme, size
        self._frame = ProjectorFrame(size)
        self._px = self._frame.px

    # pieces

    def dimmed(self, city: str) -> None:
        """Black, with the city small at the bottom."""
        self._painter.fillRect(self._size, QColor(Qt.GlobalColor.black))
        font = self._font(28, MEDIUM)
        name = elided(font, city, self._frame.width)
        text_line(self._painter, self._frame.captions, name, font, self._colour("text_dis"))

    def screen(self, screen: Screen) -> None:
        self._painter.fillRect(self._size, self._colour("bg_app"))
        self._head(screen)
        below = self._words(screen)
        if screen.countdown:
            self._time(screen)
        elif screen.bars:
            self._bars(screen, below)
        else:
            self._lines(screen, below)
        if screen.length_s:
            self._bar(screen)
        self._captions(screen)

    def _head(self, screen: Screen) -> None:
        line = self._frame.head
        side = line.height()
        box = QRectF(line.left(), line.top(), side, side)
        rounded_box(self._painter, box, self._px(12), self._colour("accent"))
        inset = side * 0.24
        inner = box.adjusted(inset, inset, -inset, -inset)
        paint_icon(self._painter, "chats-circle-bold", self._colour("on_accent"), inner)
        ink = self._colour("text2")
        clock_font = self._font(33, MEDIUM, digits=True)
        clock = text_line(self._painter, line, screen.clock, clock_font, ink, _RIGHT)
        left = box.right() + self._px(20)
        room = line.right() - clock - self._px(40) - left
        strong, plain = self._font(33, SEMIBOLD), self._font(33, MEDIUM)
        title = elided(strong, screen.title, room)
        line = QRectF(left, line.top(), room, side)
        used = text_line(self._painter, line, title, strong, self._colour("text"))
        beside = used + self._px(24)
        if beside + text_width(plain, screen.city) <= room:
            line.setLeft(left + beside)
            text_line(self._painter, line, screen.city, plain, ink)

    def _words(self, screen: Screen) -> float:
        """Paint kicker and headline; returns where they end."""
        frame = self._frame
        if screen.kicker:
            font, kicker = self._one_line(screen.kicker, 44, SEMIBOLD, frame.width)
            text_line(self._painter, frame.kicker, kicker, font, self._colour("accent_text"))
        room = self._words_end(screen) - frame.words_top
        if screen.lines or screen.bars:
            room *= _WORDS_PART
        is_alone = screen.state in _ALONE
        block = fitted(
            screen.headline,
            lambda size: self._font(size, SEMIBOLD, tracking=-size / 60),
            steps(_LARGEST_ALONE if is_alone else LARGEST),
            frame.width,
            room,
            most_lines=(lambda _size: _LINES_ALONE) if is_alone else few_lines,
        )
        block.paint(self._painter, frame.left, frame.words_top, self._colour("text"))
        return frame.words_top + block.height

    def _words_end(self, screen: Screen) -> float:
        has_captions = bool(screen.left or screen.right)
        return self._frame.words_end(counts=bool(screen.countdown), has_captions=has_captions)

    def _lines(self, screen: Screen, top: float) -> None:
        top += self._px(60)
        gap, room = self._px(12), self._words_end(screen) - top
        width = self._frame.width
        sizes = steps(52)
        blocks = fitted_together(screen.lines, self._plain, sizes, width, room, gap)
        for block in blocks:
            block.paint(self._painter, self._frame.left, top, self._colour("text2"))
            top += block.height + gap

    def _bars(self, screen: Screen, top: float) -> None:
        top += self._px(40)
        frame = self._frame
        room = QRectF(frame.left, top, frame.width, self._words_end(screen) - top)
        paint_theme_rows(self._painter, self._theme, screen.bars, room, frame.unit)

    def _time(self, screen: Screen) -> None:
        frame = self._frame
        tone = "text" if screen.tone == "text" else f"{screen.tone}_text"
        room = frame.width * (0.62 if screen.card else 1.0)
        font = self._font(372, SEMIBOLD, tracking=-12, digits=True)
        needed = text_width(font, screen.countdown)
        if needed > room:
            font = self._font(372 * room / needed, SEMIBOLD, tracking=-8, digits=True)
        metrics = QFontMetricsF(font)
        self._painter.setFont(font)
        self._painter.setPen(self._colour(tone))
        left = frame.left - metrics.leftBearing("0")
        self._painter.drawText(QPointF(left, frame.digits_line), screen.countdown)
        if screen.card:
            middle = frame.digits_line - metrics.capHeight() / 2
            self._card(screen.card, frame.left + room + self._px(30), middle)

    def _card(self, text: str, left: float, middle: float) -> None:
        width = self._frame.right - left
        icon, pad, edge = self._px(64), self._px(36), self._px(44)
        inner = width - icon - 3 * pad
        # As tall as the digits at most: words stand above it, the bar below.
        room = self._px(330) - 2 * edge
        make = self._strong
        block = fitted(text, make, steps(42), inner, room, 1.25)
        tall = max(block.height, icon) + 2 * edge
        box = QRectF(left, middle - tall / 2, width, tall)
        rounded_box(self._painter, box, self._px(28), self._colour("warn1"))
        ink = self._colour("on_warn1")
        place = QRectF(left + pad, middle - icon / 2, icon, icon)
        paint_icon(self._painter, "hourglass-low", ink, place)
        block.paint(self._painter, place.right() + pad, middle - block.height / 2, ink)

    def _bar(self, screen: Screen) -> None:
        box, painter = self._frame.bar, self._painter
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
        line = self._frame.captions
        font, left = self._one_line(screen.left, 36, MEDIUM, line.width(), digits=True)
        used = text_line(self._painter, line, left, font, self._colour("text"))
        room = line.width() - used - (self._px(40) if used else 0.0)
        font, right = self._one_line(screen.right, 36, MEDIUM, room)
        align = _RIGHT if screen.left else Qt.AlignmentFlag.AlignLeft
        text_line(self._painter, line, right, font, self._colour("text2"), align)

    # measures

    def _one_line(
        self, text: str, largest: int, weight: int, width: float, *, digits: bool = False
    ) -> tuple[QFont, str]:
        """Return one line at the largest step that fits; cut where none does."""
        font = self._font(largest, weight, digits=digits)
        for size in steps(largest):
            font = self._font(size, weight, digits=digits)
            if text_width(font, text) <= width:
                return font, text
        return font, elided(font, text, width)

    def _plain(self, size: float) -> QFont:
        return self._font(size, MEDIUM)

    def _strong(self, size: float) -> QFont:
        return self._font(size, SEMIBOLD)

    def _font(
        self, px: float, weight: int, tracking: float = 0.0, *, digits: bool = False
    ) -> QFont:
        unit = self._frame.unit
        return make_font(px * unit, weight, tracking * unit, digits=digits)

    def _colour(self, token: str) -> QColor:
        return self._theme.colour(token)
