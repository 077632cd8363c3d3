"""The button at the right end of the top bar: who works here in which role, and their menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.widgets.pressable import Pressable

if TYPE_CHECKING:
    # Qt's classes are made when they are named, and the first frame needs no menu.
    from PySide6.QtWidgets import QMenu

_AVATAR, _SMALL_AVATAR = 34, 30


class RoleButton(Pressable):
    """Avatar, name and role; only the avatar where the window is narrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials, self._name, self._role, self._compact = "", "", "", False
        self._menu: QMenu | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open_menu)
        self.wear(theme)

    def set_person(self, initials: str, name: str, role: str) -> None:
        self._initials, self._name, self._role = initials, name, role
        self.setAccessibleName(f"{name}, {role}" if name else role)
        self._tell()
        self.restyle()

    def set_compact(self, compact: bool) -> None:
        if compact != self._compact:
            self._compact = compact
            self._tell()
            self.restyle()

    def set_menu(self, menu: QMenu) -> None:
        """Shown under the button; opened without a loop of its own."""
        self._menu = menu

    def focus_radius(self) -> float:
        return self.theme.px(8)

    def sizeHint(self) -> QSize:
        px = self.theme.px
        width = px(4 + self._avatar() + 8 + 14 + 4)
        if not self._compact:
            width += round(self._words_width()) + px(12)
        return QSize(width, px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, px, rect = self.theme, self.theme.px, QRectF(self.rect())
        if self.underMouse() or self.isDown():
            rounded_box(painter, rect, px(8), theme.colour("bg_hover"))
        middle, size = rect.center().y(), px(self._avatar())
        circle = QRectF(px(4), middle - size / 2, size, size)
        rounded_box(painter, circle, size / 2, theme.colour("accent_soft"))
        align = Qt.AlignmentFlag.AlignHCenter
        initials_font = theme.font("secondary_strong")
        text_line(painter, circle, self._initials, initials_font, theme.colour("text"), align)
        if not self._compact:
            self._paint_words(painter, circle.right() + px(10), middle)
        caret = QRectF(rect.right() - px(18), middle - px(7), px(14), px(14))
        paint_icon(painter, "caret-down", theme.colour("text2"), caret)

    def _paint_words(self, painter: QPainter, left: float, middle: float) -> None:
        theme, px = self.theme, self.theme.px
        above = QRectF(left, middle - px(20), self.width(), px(22))
        below = QRectF(left, middle - px(1), self.width(), px(20))
        text_line(painter, above, self._name, theme.font("body_strong"), theme.colour("text"))
        text_line(painter, below, self._role, theme.font("secondary"), theme.colour("text2"))

    def _avatar(self) -> int:
        return _SMALL_AVATAR if self._compact else _AVATAR

    def _words_width(self) -> float:
        name = text_width(self.theme.font("body_strong"), self._name)
        return max(name, text_width(self.theme.font("secondary"), self._role))

    def _tell(self) -> None:
        self.setToolTip(self.accessibleName() if self._compact else "")

    def _open_menu(self) -> None:
        if self._menu is not None:
            # A menu that lives longer than a zoom keeps the font it was made with.
            self._menu.setFont(self.theme.font("body"))
            width = self._menu.sizeHint().width()
            corner = QPoint(self.width() - width, self.height() + self.theme.px(4))
            self._menu.popup(self.mapToGlobal(corner))
