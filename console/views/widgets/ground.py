"""The page under the panels: paints the background and the soft shadows of its panels."""

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.views.painting import smooth, soft_shadow
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.panel import PANEL_RADIUS, Panel


class Ground(Themed, QWidget):
    """Shadows lie outside the panels' own bounds, so the page below has to draw them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wear(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.colour("bg_app"))
        if self.theme.is_dark:
            return
        smooth(painter)
        radius = self.theme.px(PANEL_RADIUS)
        for panel in self.findChildren(Panel):
            if panel.isVisibleTo(self) and panel.casts_shadow:
                corner = panel.mapTo(self, QPoint(0, 0))
                soft_shadow(painter, QRectF(corner, panel.size()), radius, self.theme)
