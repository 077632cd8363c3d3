"""Push buttons in four kinds and three sizes, with optional icon, key cap and second line."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import line_height, rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.widgets.key_cap import key_cap_width, paint_key_cap
from console.views.widgets.pressable import Pressable

KINDS = ("primary", "secondary", "quiet", "danger", "inverse")
# height, radius, side padding, gap, icon size, role of the text
_SIZES = {
    "mini": (28, 7, 8, 6, 14, "secondary_medium"),
    "small": (32, 8, 12, 7, 15, "body_medium"),
    "medium": (40, 8, 14, 8, 17, "body_medium"),
    "large": (48, 9, 18, 10, 19, "card_medium"),
}


class Button(Pressable):
    """A button whose words are never cut: when room gets tight it gives up the key cap first."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        kind: str = "secondary",
        size: str = "medium",
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._size = kind, size
        self._icon_name, self._key, self._note = icon, key, ""
        self._icon_trailing = ""
        self._sizes: dict[tuple[bool, float, str, str], QSize] = {}
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    # setters

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.restyle()

    def set_note(self, note: str) -> None:
        """A smaller second line under the words; empty takes it away."""
        if note != self._note:
            self._note = note
            self.setAccessibleDescription(note)
            self.restyle()

    def set_icon(self, name: str) -> None:
        if name != self._icon_name:
            self._icon_name = name
            self.restyle()

    def set_trailing_icon(self, name: str) -> None:
        """An icon after the words, such as caret-down on a button that opens a menu."""
        self._icon_trailing = name
        self.restyle()

    def set_key(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self.restyle()

    def set_kind(self, kind: str) -> None:
        self._kind = kind
        self.update()

    def set_size(self, size: str) -> None:
        if size != self._size:
            self._size = size
            self.restyle()

    def disable(self, reason: str) -> None:
        """Take the button out of use and say why in tip and accessible description."""
        self.setEnabled(False)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def enable(self) -> None:
        self.setEnabled(True)
        self.setToolTip("")
        self.setAccessibleDescription(self._note)

    # geometry

    def focus_radius(self) -> float:
        return self.theme.px(_SIZES[self._size][1])

    def restyle(self) -> None:
        self._sizes.clear()
        self.setFont(self._text_font())
        super().restyle()

    def sizeHint(self) -> QSize:
        return self._size_for(with_key=True)

    def minimumSizeHint(self) -> QSize:
        return self._size_for(with_key=False)

    def _size_for(self, with_key: bool) -> QSize:
        """Layouts ask dozens of times before a view stands, so the answer is kept."""
        key = (with_key, self.theme.scale, self.text(), self._kind)
        found = self._sizes.get(key)
        if found is None:
            found = self._sizes[key] = self._measured(with_key)
        return found

    def _measured(self, with_key: bool) -> QSize:
        height, _, padding, _, _, _ = _SIZES[self._size]
        inner = self._content_width(with_key)
        # An icon alone makes a square; words get air at the sides.
        side = 2 * self.theme.px(padding) if self.text() or self._key else self.theme.px(12)
        tall = max(self.theme.px(height), round(self._text_height() + self.theme.px(10)))
        return QSize(max(round(inner + side + 0.5), tall if not self.text() else 0), tall)

    def _text_height(self) -> float:
        note = line_height(self.theme.font("meta")) if self._note else 0.0
        return line_height(self._text_font()) + note

    def _content_width(self, with_key: bool) -> float:
        _, _, _, gap, icon, _ = _SIZES[self._size]
        space = self.theme.px(gap)
        words = text_width(self._text_font(), self.text())
        if self._note:
            words = max(words, text_width(self.theme.font("meta", 500), self._note))
        parts = [self.theme.px(icon)] if self._icon_name else []
        parts += [words] if self.text() else []
        parts += [self.theme.px(icon)] if self._icon_trailing else []
        parts += [key_cap_width(self.theme, self._key)] if with_key and self._key else []
        return sum(parts) + space * max(0, len(parts) - 1)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        fill, line, ink = self._colours()
        radius = self.theme.px(_SIZES[self._size][1])
        rounded_box(painter, self.rect().toRectF(), radius, fill, line)
        self._paint_content(painter, ink)

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        _, _, padding, gap, icon, _ = _SIZES[self._size]
        space, icon_px = self.theme.px(gap), self.theme.px(icon)
        room = self.width() - 2 * self.theme.px(min(padding, 8))
        with_key = bool(self._key) and self._content_width(True) <= room
        left = (self.width() - self._content_width(with_key)) / 2
        middle = self.height() / 2
        if self._icon_name:
            box = QRectF(left, middle - icon_px / 2, icon_px, icon_px)
            paint_icon(painter, self._icon_name, ink, box)
            left += icon_px + space
        if self.text():
            left += self._paint_words(painter, left, ink) + space
        if self._icon_trailing:
            box = QRectF(left, middle - icon_px / 2, icon_px, icon_px)
            paint_icon(painter, self._icon_trailing, ink, box)
            left += icon_px + space
        if with_key:
            paint_key_cap(painter, self.theme, left, middle, self._key, self._key_tone())

    def _paint_words(self, painter: QPainter, left: float, ink: QColor) -> float:
        rect = QRectF(left, 0.0, self.width(), self.height())
        if not self._note:
            return text_line(painter, rect, self.text(), self._text_font(), ink)
        note_font = self.theme.font("meta", 500)
        shift = line_height(note_font) / 2
        above, below = rect.translated(0, -shift), rect.translated(0, line_height(self.font()) / 2)
        first = text_line(painter, above, self.text(), self._text_font(), ink)
        return max(first, text_line(painter, below, self._note, note_font, ink))

    def _key_tone(self) -> str:
        if not self.isEnabled():
            return "disabled"
        if self._kind in ("primary", "danger"):
            return "solid"
        return "inverse" if self._kind == "inverse" else "plain"

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        theme = self.theme
        if not self.isEnabled():
            return self._disabled_colours()
        if self.isChecked():
            return theme.colour("accent_soft"), None, theme.colour("text")
        if self._kind == "primary":
            return theme.colour(self._solid("accent")), None, theme.colour("on_accent")
        if self._kind == "danger":
            return self._danger_fill(), None, theme.colour("on_over")
        if self._kind == "inverse":
            return self._veil("on_inverse"), None, theme.colour("on_inverse")
        if self._kind == "quiet":
            rest = None
            return self._surface(rest), None, theme.colour("text")
        rest = theme.colour("bg_raised" if theme.is_dark else "bg_panel")
        return self._surface(rest), theme.colour("line_control"), theme.colour("text")

    def _disabled_colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        ink = self.theme.colour("text_dis")
        if self._kind == "quiet":
            return None, None, ink
        return self.theme.colour("bg_sunken"), self.theme.colour("line"), ink

    def _surface(self, rest: QColor | None) -> QColor | None:
        if self.isDown():
            return self.theme.colour("bg_pressed")
        return self.theme.colour("bg_hover") if self.underMouse() else rest

    def _solid(self, token: str) -> str:
        return f"{token}_hover" if self.isDown() or self.underMouse() else token

    def _danger_fill(self) -> QColor:
        fill = QColor(self.theme.colour("over"))
        if self.isDown() or self.underMouse():
            return fill.lighter(108) if self.theme.is_dark else fill.darker(112)
        return fill

    def _veil(self, token: str) -> QColor | None:
        if self.isDown():
            return self.theme.veil(token, 0.22)
        return self.theme.veil(token, 0.12) if self.underMouse() else None

    def _text_font(self) -> QFont:
        role = _SIZES[self._size][5]
        if self._kind in ("primary", "danger"):
            role = "primary" if self._size == "large" else role.replace("_medium", "_strong")
        return self.theme.font(role)


class IconButton(Button):
    """A quiet square button with only an icon; its name is spoken and shown as a tip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        kind: str = "quiet",
        size: str = "small",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", kind, size, icon, "", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)
