"""The page under the panels: paints the background and the soft shadows of its panels."""

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

from console.views.painting import smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.box_shadow import BoxShadow
from console.views.widgets.panel import PANEL_RADIUS, Page, Panel


class Ground(Themed, Page):
    """Shadows lie outside the panels' own bounds, so the page below has to draw them.

    `covered` tells how much of it (px, from the right) lies behind open sheets.
    """

    covered = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shadow: BoxShadow | None = None
        self._ratio = 0.0
        self._sheets: list[tuple[QWidget, int]] = []
        self.wear(theme)

    def cover(self, sheet: QWidget, width: int) -> None:
        """Take note of a sheet that lies over the page, or with 0 of one that is gone."""
        before = self.covered_width
        self._sheets = [one for one in self._sheets if one[0] is not sheet and isValid(one[0])]
        self._sheets.append((sheet, width))
        if self.covered_width != before:
            self.covered.emit(self.covered_width)

    @property
    def covered_width(self) -> int:
        """How much of the page (px, from the right) lies behind sheets."""
        # A sheet may have gone with its dialogue, without having been closed.
        return max((wide for sheet, wide in self._sheets if isValid(sheet)), default=0)

    def restyle(self) -> None:
        self._shadow = None
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, part = QPainter(self), event.rect()
        painter.fillRect(part, self.theme.colour("bg_app"))
        if self.theme.is_dark:
            return
        smooth(painter)
        ratio = self.devicePixelRatioF()
        if self._shadow is None or ratio != self._ratio:
            self._ratio = ratio
            self._shadow = BoxShadow(self.theme, self.theme.px(PANEL_RADIUS), ratio)
        for box in self._boxes():
            self._shadow.paint(painter, box, part)

    def _boxes(self) -> list[QRect]:
        """Where the panels lie that cast a shadow now, as far as they are seen."""
        panels = (panel for panel in self.panels if panel.casts_shadow and panel.isVisibleTo(self))
        return [box for panel in panels if not (box := self._seen(panel)).isEmpty()]

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
