"""A card of the page with a header line: icon, title, count, widgets at the right, a body."""

from __future__ import annotations

from weakref import WeakSet

from PySide6.QtCore import QMargins, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from console.views.painting import hairline, rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.count_badge import CountBadge
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import Label

PANEL_RADIUS = 12

#: What Qt takes for no limit.
_UNLIMITED = 16_777_215


class Page(QWidget):
    """What panels lie on. It is told of them: looking for them would cost more than painting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels: WeakSet[Panel] = WeakSet()

    def take_note_of(self, panel: Panel) -> None:
        """A panel is seen somewhere on this page."""
        self._panels.add(panel)

    @property
    def panels(self) -> list[Panel]:
        """The panels that were shown on this page and are still there."""
        return [panel for panel in self._panels if isValid(panel) and self.isAncestorOf(panel)]


class Panel(Themed, QWidget):
    """Give it a title and it gets a header; put widgets into `body` (a vertical layout)."""

    casts_shadow = True

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        icon: str = "",
        parent: QWidget | None = None,
        header_line: bool = False,
    ) -> None:
        super().__init__(parent)
        self._frame_tone, self._compact, self._header_line = "", False, header_line
        self._margins = QMargins(16, 12 if header_line or not title else 2, 16, 16)
        self._icon = IconLabel(theme, icon, size=18)
        self._title = Label(theme, title, "panel_title")
        self._count = Label(theme, "", "secondary", "text2", digits=True)
        self._badge = CountBadge(theme)
        self.header = QWidget()
        self._trailing = QHBoxLayout()
        self.body = QVBoxLayout()
        self._arrange()
        self.set_title(title)
        self._icon.setVisible(bool(icon))
        self._count.hide()
        self.wear(theme)

    def _arrange(self) -> None:
        line = QHBoxLayout(self.header)
        line.addWidget(self._icon)
        line.addWidget(self._title)
        line.addWidget(self._count)
        line.addWidget(self._badge)
        line.addStretch(1)
        line.addLayout(self._trailing)
        self._header_layout = line
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addLayout(self.body, 1)

    # setters

    def set_title(self, title: str) -> None:
        self._title.set_text(title)
        self.setAccessibleName(title)
        self.header.setVisible(bool(title))

    def set_icon(self, icon: str) -> None:
        """Another icon before the title, such as that of the page the panel shows now."""
        self._icon.set_icon(icon)

    def title_label(self) -> Label:
        return self._title

    def set_count(self, text: str) -> None:
        """Quiet text after the title, such as "5 Gruppen"; it is left out rather than cut."""
        self._count.set_text(text)
        self._fit_count()

    def _fit_count(self) -> None:
        line, count = self._header_layout, self._count
        own = count.sizeHint().width() + line.spacing()
        others = line.minimumSize().width() - (0 if count.isHidden() else own)
        count.setVisible(bool(count.text()) and others + own <= self.width())

    def set_badge(self, text: str, tone: str = "inverse") -> None:
        """A filled number after the title for things that want a look; empty hides it."""
        self._badge.set_tone(tone)
        self._badge.set_text(text)

    def add_trailing(self, widget: QWidget) -> None:
        self._trailing.addWidget(widget)

    def add_to_header(self, widget: QWidget) -> None:
        """Put a widget directly after title and count, such as a chip."""
        self._header_layout.insertWidget(4, widget)

    def set_frame(self, tone: str) -> None:
        """A 2 px frame in a colour token, "over" or "accent"; empty for the usual hairline."""
        if tone != self._frame_tone:
            self._frame_tone = tone
            self.update()

    def set_compact(self, compact: bool) -> None:
        """The lower header of windows below 1,700 px."""
        if compact != self._compact:
            self._compact = compact
            self.restyle()

    def set_body_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """In px at 100 %."""
        self._margins = QMargins(left, top, right, bottom)
        self.restyle()

    # look

    def restyle(self) -> None:
        px = self.theme.px
        side = px(14 if self._compact else 18)
        self._header_layout.setContentsMargins(side, 0, px(12 if self._compact else 14), 0)
        self._header_layout.setSpacing(px(9))
        self._trailing.setSpacing(px(8))
        # A minimum, not a fixed height: a larger button at the right makes the header grow.
        self.header.setMinimumHeight(px(42 if self._compact else 50))
        margins = self._margins
        self.body.setContentsMargins(
            px(margins.left()), px(margins.top()), px(margins.right()), px(margins.bottom())
        )
        self.body.setSpacing(px(8))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        rect, theme = QRectF(self.rect()), self.theme
        line, width = self._frame()
        rounded_box(painter, rect, theme.px(PANEL_RADIUS), theme.colour("bg_panel"), line, width)
        if self._header_line and self.header.isVisible():
            y = float(self.header.geometry().bottom())
            hairline(painter, 1.0, rect.right() - 1.0, y, theme.colour("line"))

    def _frame(self) -> tuple[QColor, float]:
        if self._frame_tone:
            return self.theme.colour(self._frame_tone), float(self.theme.px(2))
        if self.theme.is_dark:
            return self.theme.colour("line"), 1.0
        return self.theme.veil("ink", 0.07), 1.0

    # The shadow lies on the ground around the panel, which does not know that the panel moved.

    def _refresh_ground(self) -> None:
        if parent := self.parentWidget():
            halo = self.theme.px(14)
            parent.update(self.geometry().adjusted(-halo, -halo, halo, halo))

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._refresh_ground()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_count()
        self._refresh_ground()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page = self.parentWidget()
        while page is not None:
            if isinstance(page, Page):
                page.take_note_of(self)
            page = page.parentWidget()
        self._refresh_ground()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refresh_ground()


class Hairline(Themed, QWidget):
    """A quiet line between rows of a panel, or between parts of a row."""

    def __init__(self, theme: Theme, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        self.wear(theme)

    def set_upright(self, *, upright: bool) -> None:
        """Stand between what is beside each other, or lie between what is below each other."""
        self.setMinimumSize(*((1, 0) if upright else (0, 1)))
        self.setMaximumSize(*((1, _UNLIMITED) if upright else (_UNLIMITED, 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.colour("line"))
