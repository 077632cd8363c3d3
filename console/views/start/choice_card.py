"""One of the beginnings on the start page: icon, what, and one line about it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import rounded_box, smooth, text_line
from console.views.text_block import TextBlock
from console.views.theme import Theme
from console.views.widgets.pressable import Pressable

_TILE, _PAD, _GAP = 44, 16, 14
_NARROWEST = 340


class ChoiceCard(Pressable):
    """A large button; `set_chosen` marks the one whose form is open beside it."""

    def __init__(
        self, theme: Theme, icon: str, title: str, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._title, self._note = icon, title, text
        self._chosen = False
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.wear(theme)

    def set_chosen(self, chosen: bool) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def focus_radius(self) -> float:
        return self.theme.px(10)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = self.theme.px
        title = self.theme.px(24)
        note = self._block(width).height
        return max(px(_TILE), round(title + note)) + 2 * px(_PAD)

    def sizeHint(self) -> QSize:
        width = self.theme.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self.theme.px(_NARROWEST)
        return QSize(width, self.heightForWidth(width))

    def _block(self, width: int) -> TextBlock:
        px = self.theme.px
        room = width - px(2 * _PAD + _TILE + _GAP)
        return TextBlock(self._note, self.theme.font("secondary"), room, 1.4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        theme, px, rect = self.theme, self.theme.px, QRectF(self.rect())
        lifted = self.underMouse() or self.isDown()
        fill = theme.colour("bg_hover" if lifted else "bg_panel")
        line = theme.colour("accent" if self._chosen else "line_strong")
        rounded_box(painter, rect, px(10), fill, line, 2.0 if self._chosen else 1.0)
        tile = QRectF(px(_PAD), px(_PAD), px(_TILE), px(_TILE))
        rounded_box(painter, tile, px(10), theme.colour("accent_tint"))
        inset = px(11)
        inner = tile.adjusted(inset, inset, -inset, -inset)
        paint_icon(painter, self._icon, theme.colour("accent_text"), inner)
        left = tile.right() + px(_GAP)
        line_box = QRectF(left, px(_PAD), rect.width() - left - px(_PAD), px(24))
        text_line(painter, line_box, self._title, theme.font("card_strong"), theme.colour("text"))
        self._block(self.width()).paint(painter, left, px(_PAD) + px(24), theme.colour("text2"))
