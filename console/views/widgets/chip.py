"""Chips: a short state in words with an icon, tinted or solid, at rest or to be clicked."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import line_height, rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.pressable import Pressable

TONES = ("neutral", "accent", "ok", "warn5", "warn1", "over", "tech")
# tint: pale fill; solid: full colour; panel: the state's ink on the panel's ground
FILLS = ("tint", "solid", "panel")
_HEIGHT, SMALL_HEIGHT, _PADDING, _GAP, _ICON = 26, 24, 10, 6, 14


def chip_font(theme: Theme, tone: str, height: int = _HEIGHT) -> QFont:
    role = "meta" if height < _HEIGHT else "secondary"
    return theme.font(role, 500 if tone == "neutral" else 600, digits=True)


def chip_size(theme: Theme, text: str, tone: str, icon: str, height: int = _HEIGHT) -> QSize:
    """The room a chip needs; it grows with its words in both directions."""
    font = chip_font(theme, tone, height)
    width = text_width(font, text) + 2 * theme.px(_PADDING) if text else theme.px(height)
    if icon and text:
        width += theme.px(_ICON) + theme.px(_GAP) - theme.px(1)
    tall = max(theme.px(height), round(line_height(font) + theme.px(4)))
    return QSize(round(width + 0.5), tall)


def paint_chip(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    text: str,
    tone: str = "neutral",
    icon: str = "",
    fill: str = "tint",
    hover: bool = False,
    height: int = _HEIGHT,
) -> None:
    """Draw a chip that fills `rect`; `height` is the one its size was asked for with."""
    ground, line, ink = _colours(theme, tone, fill, hover)
    rounded_box(painter, rect, rect.height() / 2, ground, line)
    icon_px = theme.px(_ICON)
    font = chip_font(theme, tone, height)
    width = text_width(font, text)
    both = width + (icon_px + theme.px(_GAP) if icon and text else icon_px if icon else 0)
    left = rect.left() + (rect.width() - both) / 2
    if icon:
        box = QRectF(left, rect.center().y() - icon_px / 2, icon_px, icon_px)
        paint_icon(painter, icon, ink, box)
        left += icon_px + theme.px(_GAP)
    place = QRectF(left, rect.top(), width, rect.height())
    text_line(painter, place, text, font, ink)


def _colours(
    theme: Theme, tone: str, fill: str, hover: bool
) -> tuple[QColor | None, QColor | None, QColor]:
    if tone == "neutral":
        ground = theme.colour("bg_hover" if hover else "bg_sunken")
        return ground, theme.colour("line_control" if hover else "line_strong"), _ink(theme, tone)
    if fill == "solid":
        return theme.colour(tone), None, theme.colour(f"on_{tone}")
    if fill == "panel":
        return theme.colour("bg_panel"), None, _ink(theme, tone)
    line = theme.colour(tone) if hover else None
    return theme.colour(f"{tone}_tint"), line, _ink(theme, tone)


def _ink(theme: Theme, tone: str) -> QColor:
    return theme.colour("text2" if tone == "neutral" else f"{tone}_text")


class Chip(Themed, QWidget):
    """A chip that only tells."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        tone: str = "neutral",
        icon: str = "",
        fill: str = "tint",
        parent: QWidget | None = None,
        *,
        small: bool = False,
    ) -> None:
        super().__init__(parent)
        self._height = SMALL_HEIGHT if small else _HEIGHT
        self._text, self._tone, self._icon, self._fill = text, tone, icon, fill
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.wear(theme)

    def text(self) -> str:
        return self._text

    def show_state(
        self, text: str, tone: str = "neutral", icon: str = "", fill: str = "tint"
    ) -> None:
        state = (text, tone, icon, fill)
        if state != (self._text, self._tone, self._icon, self._fill):
            self._text, self._tone, self._icon, self._fill = state
            self.setAccessibleName(text)
            self.restyle()

    def sizeHint(self) -> QSize:
        return chip_size(self.theme, self._text, self._tone, self._icon, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        rect = self.rect().toRectF()
        look = (self._text, self._tone, self._icon, self._fill)
        paint_chip(painter, self.theme, rect, *look, height=self._height)


class ChipButton(Pressable):
    """A chip to click, such as the sync or projector chip; may show a short form of its words."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        tone: str = "neutral",
        icon: str = "",
        fill: str = "tint",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._short, self._compact, self._icon_only = text, False, False
        self._tone, self._icon, self._fill = tone, icon, fill
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.wear(theme)

    def show_state(
        self,
        text: str,
        tone: str = "neutral",
        icon: str = "",
        fill: str = "tint",
        short: str | None = None,
    ) -> None:
        """`short` is shown in compact mode, empty for the icon alone; the name stays whole."""
        self._short = text if short is None else short
        self._tone, self._icon, self._fill = tone, icon, fill
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text if self._shown() != text else "")
        self.restyle()

    def set_compact(self, compact: bool) -> None:
        if compact != self._compact:
            self._compact = compact
            self.setToolTip(self.text() if self._shown() != self.text() else "")
            self.restyle()

    def set_icon_only(self, alone: bool) -> None:
        """Only the icon remains; the words move into the tip."""
        if alone != self._icon_only:
            self._icon_only = alone
            self.setToolTip(self.text() if self._shown() != self.text() else "")
            self.restyle()

    def focus_radius(self) -> float:
        return self.height() / 2

    def sizeHint(self) -> QSize:
        return chip_size(self.theme, self._shown(), self._tone, self._icon, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        hover = self.underMouse() or self.isDown()
        rect = self.rect().toRectF()
        words = self._shown()
        paint_chip(painter, self.theme, rect, words, self._tone, self._icon, self._fill, hover)

    def _shown(self) -> str:
        if self._icon_only:
            return ""
        return self._short if self._compact else self.text()
