"""The soft shadow of boxes of one kind: painted once, then put together from its parts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from console.views.painting import smooth, soft_shadow
from console.views.theme import Theme


class BoxShadow:
    """Corners and edges of a small box's shadow; between the corners an edge is the same all along.

    A picture of the whole page would cost as much memory as the window itself.
    """

    def __init__(self, theme: Theme, radius: float, ratio: float) -> None:
        self._theme, self._radius, self._ratio = theme, radius, ratio
        self._halo = theme.px(8)
        self._corner = self._halo + round(radius) + theme.px(2)
        side = 2 * self._corner + 1
        self._picture = QPixmap(round(side * ratio), round(side * ratio))
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._picture)
        smooth(painter)
        inner = side - 2 * self._halo
        soft_shadow(painter, QRectF(self._halo, self._halo, inner, inner), radius, theme)
        painter.end()

    def paint(self, painter: QPainter, box: QRect, part: QRect) -> None:
        """Paint the shadow of a box, as far as it lies in `part`; under the box it is left out."""
        around = box.adjusted(-self._halo, -self._halo, self._halo, self._halo)
        if not around.intersects(part):
            return
        if min(around.width(), around.height()) <= 2 * self._corner:
            soft_shadow(painter, QRectF(box), self._radius, self._theme)
            return
        rows = self._pieces(around.top(), around.height())
        columns = self._pieces(around.left(), around.width())
        for across, (top, height, from_y, tall) in enumerate(rows):
            for down, (left, width, from_x, wide) in enumerate(columns):
                piece = QRect(left, top, width, height)
                if (across, down) != (1, 1) and piece.intersects(part):
                    source = QRectF(from_x, from_y, wide, tall)
                    painter.drawPixmap(QRectF(piece), self._picture, source)

    def _pieces(self, start: int, length: int) -> list[tuple[int, int, float, float]]:
        """Return place, length, and the same in the picture, of corner, edge and corner."""
        corner, ratio = self._corner, self._ratio
        middle = length - 2 * corner
        return [
            (start, corner, 0.0, corner * ratio),
            (start + corner, middle, corner * ratio, ratio),
            (start + corner + middle, corner, (corner + 1) * ratio, corner * ratio),
        ]
