"""One agenda item as a block: done, now, over time, next, later, break, skipped or moved."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import (
    ELLIPSIS,
    elided,
    line_height,
    rounded_box,
    rounded_path,
    smooth,
    text_line,
    text_width,
)
from console.views.text_block import TextBlock
from console.views.theme import Theme
from console.views.widgets.chip import SMALL_HEIGHT, chip_size, paint_chip
from console.views.widgets.pressable import Pressable

BLOCK_RADIUS = 8
#: The two lines of a title stand a little closer than lines of a text.
_CLOSE = 0.98
#: Below this height (px at 100 %) the title is written smaller.
_LOW = 20


@dataclass(frozen=True, slots=True)
class BlockLook:
    """Tokens of one state: ground, frame, ink of the title, whether the title is strong."""

    ground: str
    frame: str
    thick: bool = False
    title: str = "text"
    strong: bool = True
    dashed: bool = False


STATES: dict[str, BlockLook] = {
    "done": BlockLook("bg_sunken", "line", title="text2"),
    "now": BlockLook("accent_tint", "accent", thick=True),
    "now_over": BlockLook("over_tint", "over", thick=True),
    "next": BlockLook("bg_panel", "line_control"),
    "later": BlockLook("bg_panel", "line_strong"),
    "break": BlockLook("bg_panel", "line_strong"),
    "moved": BlockLook("bg_panel", "line_strong"),
    "skipped": BlockLook("bg_sunken", "line_strong", title="text3", dashed=True),
}


class AgendaBlock(Pressable):
    """Fits itself to its height: one line when low, the details below when there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._icon, self._details = "later", "", ()
        self._trailing, self._check, self._chip = "", False, ("", "neutral", "", "tint")
        self._elapsed, self._upright_fill, self._inline = 0.0, False, True
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.wear(theme)

    # setters

    def set_item(self, title: str, icon: str, details: tuple[str, ...] = ()) -> None:
        """`details` are short lines, the most important first; users' title may be cut."""
        self.setText(title)
        self._icon, self._details = icon, details
        self.setAccessibleName(", ".join((title, *details)))
        self.restyle()

    def set_state(self, state: str) -> None:
        """A key of STATES."""
        self._state = state
        self.update()

    def set_trailing(self, text: str, check: bool = False) -> None:
        """Time or deviation at the right; `check` adds the tick of a done item."""
        self._trailing, self._check = text, check
        self.update()

    def set_chip(
        self, text: str, tone: str = "neutral", icon: str = "", fill: str = "tint"
    ) -> None:
        """A chip at the right instead of plain text; empty takes it away."""
        self._chip = (text, tone, icon, fill)
        self.update()

    def set_elapsed(self, share: float) -> None:
        """How much of the current item has gone, 0.0 to 1.0."""
        self._elapsed = min(1.0, max(0.0, share))
        self.update()

    def set_upright(self, upright: bool) -> None:
        """On the time axis: elapsed fills from the top, details stand below the title."""
        self._upright_fill, self._inline = upright, not upright
        self.restyle()

    # geometry

    def focus_radius(self) -> float:
        return self.theme.px(BLOCK_RADIUS)

    def sizeHint(self) -> QSize:
        rows = 1 if self._inline else 1 + len(self._details)
        height = self.theme.px(22) + rows * line_height(self.theme.font("body"))
        return QSize(self.theme.px(220), round(height))

    def hasHeightForWidth(self) -> bool:
        return self._inline

    def heightForWidth(self, width: int) -> int:
        """In a list a title that is too long for one line takes two."""
        more = len(self._title_lines(width)) - 1
        line = line_height(self.theme.font("body_strong"))
        return round(self.sizeHint().height() + more * line)

    def minimumSizeHint(self) -> QSize:
        least = round(line_height(self.theme.font("body_strong")))
        return QSize(self.theme.px(120), least)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        rect = QRectF(self.rect())
        self._paint_box(painter, rect)
        pad = self.theme.px(12)
        first = self._first_line(rect)
        left = rect.left() + pad + (self.theme.px(3) if self._look().thick else 0)
        right = self._paint_trailing(painter, first, rect.right() - pad)
        left = self._paint_icon(painter, first, left)
        bottom = self._paint_title(painter, first, left, right - self.theme.px(8))
        if not self._inline:
            self._paint_details(painter, rect, bottom, left)

    def _look(self) -> BlockLook:
        return STATES[self._state]

    def _first_line(self, rect: QRectF) -> QRectF:
        """Where the first line of the title, the icon and the time stand."""
        height = line_height(self._title_font())
        two, px = 2 * height * _CLOSE, self.theme.px
        wraps = len(self._title_lines(rect.width())) > 1
        if wraps and two + px(2) <= rect.height() and (self._inline or rect.height() < two + px(8)):
            # Both lines stand in the middle of what is hardly higher.
            return QRectF(rect.left(), rect.center().y() - two / 2, rect.width(), height * _CLOSE)
        if self._inline or rect.height() < 2 * height + px(8):
            return rect
        return QRectF(rect.left(), rect.top() + px(8), rect.width(), height * _CLOSE)

    def _title_lines(self, width: float) -> list[str]:
        """Return the title over at most two lines; the second has the room below the time."""
        font, room = self._title_font(), self._title_room(width)
        if text_width(font, self.text()) <= room:
            return [self.text()]
        first = TextBlock(self.text(), font, room).lines[0]
        rest = self.text()[len(first) :].strip()
        return [first, elided(font, rest, room + self._right_part())] if rest else [first]

    def _title_font(self) -> QFont:
        low = not self._inline and self.height() < self.theme.px(_LOW)
        font = self.theme.font("secondary_strong" if low else "body_strong")
        font.setStrikeOut(self._state == "skipped")
        return font

    def _title_room(self, width: float) -> float:
        """Return how wide the first line of the title may be in a block of a width (px)."""
        px = self.theme.px
        left = px(12) + (px(3) if self._look().thick else 0)
        left += px(16) + px(10) if self._icon else 0
        return max(1.0, width - left - self._right_part() - px(12) - px(8))

    def _right_part(self) -> float:
        """Return how wide that is what stands at the right of the first line."""
        px = self.theme.px
        if self._chip[0]:
            return chip_size(self.theme, *self._chip[:3], SMALL_HEIGHT).width()
        right = px(15) + px(8) if self._check else 0
        if self._trailing:
            right += text_width(self.theme.font("body_strong", digits=True), self._trailing)
        return right

    def _paint_box(self, painter: QPainter, rect: QRectF) -> None:
        look, theme = self._look(), self.theme
        radius = theme.px(BLOCK_RADIUS)
        ground = theme.colour("bg_hover") if self._is_hovered() else theme.colour(look.ground)
        rounded_box(painter, rect, radius, ground)
        if look.thick:
            painter.save()
            painter.setClipPath(rounded_path(rect, radius))
            self._paint_elapsed(painter, rect)
            bar = QRectF(rect.left(), rect.top(), theme.px(5), rect.height())
            painter.fillRect(bar, theme.colour(look.frame))
            painter.restore()
        width = 1.5 * theme.scale if look.thick else 1.0
        rounded_box(painter, rect, radius, None, theme.colour(look.frame), width, look.dashed)

    def _is_hovered(self) -> bool:
        return self.underMouse() and not self._look().thick

    def _paint_elapsed(self, painter: QPainter, rect: QRectF) -> None:
        if self._state != "now":
            return
        part = QRectF(rect)
        if self._upright_fill:
            part.setHeight(rect.height() * self._elapsed)
        else:
            part.setWidth(rect.width() * self._elapsed)
        painter.fillRect(part, self.theme.colour("accent_soft"))

    def _paint_icon(self, painter: QPainter, line: QRectF, left: float) -> float:
        if not self._icon:
            return left
        size = self.theme.px(16)
        box = QRectF(left, line.center().y() - size / 2, size, size)
        paint_icon(painter, self._icon, self._icon_ink(), box)
        return left + size + self.theme.px(10)

    def _icon_ink(self) -> QColor:
        token = {"now": "accent_text", "now_over": "over_text"}.get(self._state, "text2")
        return self.theme.colour(token)

    def _paint_title(self, painter: QPainter, line: QRectF, left: float, right: float) -> float:
        """Paint the title, over two lines where it needs them and they fit; returns its bottom."""
        font, ink = self._title_font(), self.theme.colour(self._look().title)
        place = QRectF(left, line.top(), right - left, line.height())
        lines = self._title_lines(self.width())
        below = place.translated(0, line.height())
        if len(lines) > 1 and below.bottom() <= self.height() - self.theme.px(2):
            text_line(painter, place, lines[0], font, ink)
            text_line(painter, below, lines[1], font, ink)
            self.setToolTip(self.text() if lines[1].endswith(ELLIPSIS) else "")
            return below.bottom()
        shown = elided(font, self.text(), place.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        width = text_line(painter, place, shown, font, ink)
        if self._inline and self._details:
            self._paint_beside(painter, place, left + width + self.theme.px(12), right)
        return line.bottom()

    def _paint_beside(self, painter: QPainter, line: QRectF, left: float, right: float) -> None:
        """The first detail in the same line, only when it fits whole: these are our words."""
        font = self.theme.font("secondary")
        for text in self._details:
            if left + text_width(font, text) > right:
                return
            place = QRectF(left, line.top(), right - left, line.height())
            left += text_line(painter, place, text, font, self.theme.colour("text2"))
            left += self.theme.px(10)

    def _paint_details(self, painter: QPainter, rect: QRectF, top: float, left: float) -> None:
        font = self.theme.font("secondary")
        height = line_height(font) + self.theme.px(2)
        top += self.theme.px(2)
        for text in self._details:
            if top + height > rect.bottom() - self.theme.px(3):
                return
            place = QRectF(left, top, rect.right() - left - self.theme.px(8), height)
            shown = elided(font, text, place.width())
            text_line(painter, place, shown, font, self.theme.colour("text2"))
            top += height

    def _paint_trailing(self, painter: QPainter, line: QRectF, right: float) -> float:
        if self._chip[0]:
            return self._paint_chip(painter, line, right)
        if self._check:
            size = self.theme.px(15)
            box = QRectF(right - size, line.center().y() - size / 2, size, size)
            paint_icon(painter, "check", self.theme.colour("ok"), box)
            right -= size + self.theme.px(8)
        if not self._trailing:
            return right
        font = self.theme.font("body_strong", digits=True)
        token = "text2" if self._state in ("done", "skipped") else "text"
        place = QRectF(line.left(), line.top(), right - line.left(), line.height())
        align = Qt.AlignmentFlag.AlignRight
        width = text_line(painter, place, self._trailing, font, self.theme.colour(token), align)
        return right - width

    def _paint_chip(self, painter: QPainter, line: QRectF, right: float) -> float:
        text, tone, icon, fill = self._chip
        size = chip_size(self.theme, text, tone, icon, SMALL_HEIGHT)
        top = line.center().y() - size.height() / 2
        place = QRectF(right - size.width(), top, size.width(), size.height())
        look = (text, tone, icon, fill)
        paint_chip(painter, self.theme, place, *look, height=SMALL_HEIGHT)
        return place.left()
