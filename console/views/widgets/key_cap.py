"""The small box that names the key of an action, such as F5 or Strg+Z."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.painting import rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed

_HEIGHT, _PADDING, _RADIUS = 20, 6, 4


def key_cap_width(theme: Theme, key: str) -> float:
    width = text_width(theme.font("meta", 500), key) + 2 * theme.px(_PADDING)
    return max(width, float(theme.px(_HEIGHT)))


def key_cap_height(theme: Theme) -> int:
    return theme.px(_HEIGHT)


def paint_key_cap(
    painter: QPainter, theme: Theme, left: float, middle: float, key: str, tone: str = "plain"
) -> None:
    """Draw a cap from `left`, centred on `middle`; tones: plain, solid (on accent), inverse."""
    height = key_cap_height(theme)
    rect = QRectF(left, middle - height / 2, key_cap_width(theme, key), height)
    fill, line, ink = _colours(theme, tone)
    rounded_box(painter, rect, theme.px(_RADIUS), fill, line)
    text_line(painter, rect, key, theme.font("meta", 500), ink, align=Qt.AlignmentFlag.AlignHCenter)


def _colours(theme: Theme, tone: str) -> tuple[QColor, QColor | None, QColor]:
    if tone == "solid":
        return theme.veil("on_accent", 0.18), None, theme.colour("on_accent")
    if tone == "inverse":
        return theme.veil("on_inverse", 0.16), None, theme.colour("on_inverse")
    if tone == "disabled":
        return theme.colour("bg_sunken"), theme.colour("line"), theme.colour("text_dis")
    return theme.colour("bg_sunken"), theme.colour("line_strong"), theme.colour("text2")


class KeyCap(Themed, QWidget):
    """A key hint of its own, beside a word in the bottom bar or a sentence."""

    def __init__(self, theme: Theme, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)
        self.wear(theme)

    def set_key(self, key: str) -> None:
        self._key = key
        self.setAccessibleName(key)
        self.setVisible(bool(key))
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(round(key_cap_width(self.theme, self._key) + 0.5), key_cap_height(self.theme))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        paint_key_cap(painter, self.theme, 0.0, self.height() / 2, self._key)
