"""Phosphor icons drawn as text of the icon font, so they are sharp at any device pixel ratio."""

import importlib.util
import json
import logging
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QIcon,
    QPainter,
    QPixmap,
)

FONT_FILE = "phosphor-1.3.0.ttf"
CHARMAP_FILE = "phosphor-charmap-1.3.0.json"
# Below this size the regular strokes turn grey; the bold cut keeps its contrast.
BOLD_UP_TO_PX = 16
_RATIOS = (1.0, 2.0, 3.0)
_NEUTRAL = "circle-dashed"
log = logging.getLogger(__name__)


@cache
def _fonts_folder() -> Path:
    # The package only carries the font: importing it would cost more than the whole first paint.
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("qtawesome")
    return Path(next(iter(spec.submodule_search_locations))) / "fonts"


@cache
def _charmap() -> dict[str, str]:
    return json.loads((_fonts_folder() / CHARMAP_FILE).read_text(encoding="utf-8"))


@cache
def _family() -> str:
    identifier = QFontDatabase.addApplicationFont(str(_fonts_folder() / FONT_FILE))
    return QFontDatabase.applicationFontFamilies(identifier)[0]


def glyph(name: str) -> str:
    """The character of an icon such as "coffee", "coffee-bold" or "coffee-fill".

    Raises: KeyError for a name the font does not hold.
    """
    return chr(int(_charmap()[name], 16))


def optical_name(name: str, size: float) -> str:
    """The cut that stays clear at this size: bold for small icons unless a cut was asked for."""
    if size <= BOLD_UP_TO_PX and not name.endswith(("-bold", "-fill")):
        return f"{name}-bold"
    return name


@cache
def _drawn(name: str) -> str:
    """The character to draw: an error while painting would end the program, so none is raised."""
    try:
        return glyph(name)
    except KeyError:
        log.exception("there is no icon called %s", name)
        return glyph(_NEUTRAL)


@cache
def _font(size: float) -> QFont:
    font = QFont(_family())
    font.setPixelSize(max(1, round(size)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def paint_icon(painter: QPainter, name: str, colour: QColor, rect: QRectF) -> None:
    """Draw an icon in the middle of `rect`; the shorter side is its size."""
    size = min(rect.width(), rect.height())
    font = _font(size)
    text = _drawn(optical_name(name, size))
    metrics = QFontMetricsF(font)
    left = rect.center().x() - metrics.horizontalAdvance(text) / 2
    baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(left, baseline), text)
    painter.restore()


@cache
def _icon(name: str, colour: str, size: int) -> QIcon:
    icon = QIcon()
    for ratio in _RATIOS:
        icon.addPixmap(icon_pixmap(name, QColor(colour), size, ratio))
    return icon


def icon(name: str, colour: QColor, size: int) -> QIcon:
    """An icon for menus and actions, ready for screens of one, two and three device pixels."""
    return _icon(name, colour.name(), size)


def icon_pixmap(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """One picture of an icon, `size` logical px wide at the given device pixel ratio."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, colour, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
