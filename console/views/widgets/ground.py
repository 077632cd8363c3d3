"""The page under the panels: paints the background and the soft shadows of its panels."""

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from console.views.painting import smooth, soft_shadow
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.panel import PANEL_RADIUS, Page, Panel


class Ground(Themed, Page):
    """Shadows lie outside the panels' own bounds, so the page below has to draw them.

    They are painted once into a picture: a page is repainted under every widget that changes.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = QPixmap()
        self._shadows: tuple[object, ...] = ()
        self.wear(theme)

    def restyle(self) -> None:
        self._shadows = ()
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.theme.is_dark:
            painter.fillRect(event.rect(), self.theme.colour("bg_app"))
            return
        boxes = self._boxes()
        shadows = (self.size().toTuple(), self.devicePixelRatioF(), *map(QRect.getRect, boxes))
        if shadows != self._shadows:
            self._shadows = shadows
            self._paint_page(boxes)
        ratio = self._page.devicePixelRatioF()
        part = event.rect()
        source = QRectF(
            part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio
        )
        painter.drawPixmap(QRectF(part), self._page, source)

    def _boxes(self) -> list[QRect]:
        """Where the panels lie that cast a shadow now, as far as they are seen."""
        panels = (panel for panel in self.panels if panel.casts_shadow and panel.isVisibleTo(self))
        boxes = (box for panel in panels if not (box := self._seen(panel)).isEmpty())
        return sorted(boxes, key=lambda box: (box.x(), box.y(), box.width(), box.height()))

    def _seen(self, panel: Panel) -> QRect:
        """Return the panel's box, cut where something scrolls between it and this page."""
        box = QRect(panel.mapTo(self, QPoint(0, 0)), panel.size())
        parent = panel.parentWidget()
        while parent is not None and parent is not self:
            area = parent.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
                box &= QRect(parent.mapTo(self, QPoint(0, 0)), parent.size())
            parent = area
        return box

    def _paint_page(self, boxes: list[QRect]) -> None:
        ratio = self.devicePixelRatioF()
        self._page = QPixmap(self.size() * ratio)
        self._page.setDevicePixelRatio(ratio)
        self._page.fill(self.theme.colour("bg_app"))
        painter = QPainter(self._page)
        smooth(painter)
        radius = self.theme.px(PANEL_RADIUS)
        for box in boxes:
            soft_shadow(painter, QRectF(box), radius, self.theme)
        painter.end()
