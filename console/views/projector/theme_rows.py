"""Themes by points as rows: title, points, and a bar as long as its share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from console.viewmodels.projector_themes import ThemeBar
from console.views.fonts import MEDIUM, SEMIBOLD, make_font
from console.views.painting import elided, rounded_box, text_line, text_width
from console.views.projector.fitting import SMALLEST, steps
from console.views.theme import Theme

#: Rows of the measured screen: as tall as they like, and as low as they can be read.
_TALLEST, _LOWEST = 112.0, 62.0


def paint_theme_rows(
    painter: QPainter, theme: Theme, bars: Sequence[ThemeBar], room: QRectF, unit: float
) -> None:
    """Paint as many rows as there is room for, the first ones first."""
    shown = bars[: max(1, int(room.height() / (_LOWEST * unit)))]
    tall = min(_TALLEST * unit, room.height() / len(shown))
    for number, bar in enumerate(shown):
        row = QRectF(room.left(), room.top() + number * tall, room.width(), tall)
        _paint_row(painter, theme, bar, row, unit)


def _paint_row(painter: QPainter, theme: Theme, bar: ThemeBar, row: QRectF, unit: float) -> None:
    line = row.adjusted(0, 0, 0, -24 * unit)
    largest = min(44, int(line.height() / unit / 1.2))
    points = make_font(max(SMALLEST, largest) * unit, SEMIBOLD, digits=True)
    right = Qt.AlignmentFlag.AlignRight
    used = text_line(painter, line, bar.points, points, theme.colour("accent_text"), right)
    room = line.width() - used - 40 * unit
    font = points
    for size in steps(max(SMALLEST, largest)):
        font = make_font(size * unit, MEDIUM)
        if text_width(font, bar.title) <= room:
            break
    text_line(painter, line, elided(font, bar.title, room), font, theme.colour("text"))
    ground = QRectF(row.left(), row.bottom() - 22 * unit, row.width(), 12 * unit)
    rounded_box(painter, ground, 6 * unit, theme.colour("bg_hover"))
    done = QRectF(ground)
    done.setWidth(max(ground.height(), ground.width() * bar.share))
    rounded_box(painter, done, 6 * unit, theme.colour("accent"))
