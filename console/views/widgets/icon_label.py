"""An icon of its own beside words that say the same; not spoken, not focusable."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed


class IconLabel(Themed, QWidget):
    """Plain, or on a tinted tile as in the list of alerts."""

    def __init__(
        self,
        theme: Theme,
        name: str = "",
        colour: str = "text2",
        size: int = 16,
        tile: str = "",
        tile_size: int = 34,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self._tile, self._tile_size, self._round = tile, tile_size, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.wear(theme)

    def set_icon(self, name: str, colour: str | None = None, tile: str | None = None) -> None:
        self._name = name
        self._colour = self._colour if colour is None else colour
        self._tile = self._tile if tile is None else tile
        self.restyle()

    def set_round(self) -> None:
        """A circle instead of a rounded tile."""
        self._round = True
        self.update()

    def sizeHint(self) -> QSize:
        side = self.theme.px(self._tile_size if self._tile else self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        painter = QPainter(self)
        smooth(painter)
        rect = QRectF(self.rect())
        if self._tile:
            radius = rect.height() / 2 if self._round else self.theme.px(8)
            rounded_box(painter, rect, radius, self.theme.colour(self._tile))
        size = self.theme.px(self._size)
        box = QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size)
        paint_icon(painter, self._name, self.theme.colour(self._colour), box)
