"""The tabs of the top bar and of compact pages: icon, word, line under the current one."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from console.views.icons import paint_icon
from console.views.painting import rounded_box, smooth, soft_shadow, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed


class SegmentedTabs(Themed, QTabBar):
    """A real tab bar to the keyboard and to screen readers: arrow keys change the view."""

    ring_moved = Signal()

    def __init__(self, theme: Theme, stretch: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons: list[str] = []
        self._counts: list[str] = []
        self._compact, self._with_icons, self._stretch = False, True, stretch
        self._hovered = -1
        self.currentChanged.connect(self.ring_moved)
        self.setDrawBase(False)
        self.setExpanding(stretch)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        across = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def add_tab(self, text: str, icon: str = "", tip: str = "") -> int:
        self._icons.append(icon)
        self._counts.append("")
        number = self.addTab(text)
        self.setTabToolTip(number, tip)
        return number

    def set_count(self, number: int, text: str) -> None:
        """A number after the word, such as open alerts."""
        if self._counts[number] != text:
            self._counts[number] = text
            self.setAccessibleTabName(number, f"{self.tabText(number)} {text}".strip())
            self._measure_again()

    def set_compact(self, compact: bool) -> None:
        if compact != self._compact:
            self._compact = compact
            self.restyle()

    def set_icons_shown(self, shown: bool) -> None:
        if shown != self._with_icons:
            self._with_icons = shown
            self.restyle()

    def restyle(self) -> None:
        self.setFont(self.theme.font("body_medium"))
        self._measure_again()
        super().restyle()

    # geometry

    def ring_rect(self) -> QRect:
        """The focus ring goes round the current tab, not round the whole bar."""
        return self._pill(self.currentIndex()).toAlignedRect()

    def focus_radius(self) -> float:
        return self.theme.px(7)

    def tabSizeHint(self, index: int) -> QSize:
        px = self.theme.px
        width = self._content_width(index) + 2 * px(9 if self._compact else 14)
        return QSize(round(width + 0.5), px(35 if self._compact else 39))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _content_width(self, index: int) -> float:
        px = self.theme.px
        width = text_width(self.theme.font("body_strong"), self.tabText(index))
        if self._counts[index]:
            width += px(9) + text_width(self.theme.font("body_strong"), self._counts[index])
        if self._shows_icon(index):
            width += px(17) + px(8)
        return width

    def _shows_icon(self, index: int) -> bool:
        return self._with_icons and bool(self._icons[index])

    def _pill(self, index: int) -> QRectF:
        inset = self.theme.px(3)
        return QRectF(self.tabRect(index)).adjusted(inset, inset, -inset, -inset)

    def _measure_again(self) -> None:
        # QTabBar keeps its layout until a tab changes; naming one again is the public way.
        for number in range(self.count()):
            self.setTabText(number, self.tabText(number))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        rect = QRectF(self.rect())
        ground = theme.colour("bg_sunken" if theme.is_dark else "bg_app")
        rounded_box(painter, rect, theme.px(10), ground, theme.colour("line"))
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        theme, current = self.theme, index == self.currentIndex()
        pill = self._pill(index)
        if current:
            self._paint_current(painter, pill)
        elif index == self._hovered:
            rounded_box(painter, pill, theme.px(7), theme.colour("bg_hover"))
        ink = theme.colour("text" if current else "text2")
        font = theme.font("body_strong" if current else "body_medium")
        left = pill.center().x() - self._content_width(index) / 2
        if self._shows_icon(index):
            left = self._paint_icon(painter, index, left, pill)
        words = QRectF(left, pill.top(), pill.right() - left, pill.height())
        width = text_line(painter, words, self.tabText(index), font, ink)
        if current:
            self._paint_underline(painter, left, width, pill)
        if self._counts[index]:
            strong = theme.font("body_strong")
            place = words.translated(width + theme.px(9), 0)
            text_line(painter, place, self._counts[index], strong, ink)

    def _paint_current(self, painter: QPainter, pill: QRectF) -> None:
        theme = self.theme
        soft_shadow(painter, pill, theme.px(7), theme, 0.7)
        line = theme.colour("line_strong") if theme.is_dark else None
        ground = theme.colour("bg_raised")
        rounded_box(painter, pill, theme.px(7), ground, line)

    def _paint_icon(self, painter: QPainter, index: int, left: float, pill: QRectF) -> float:
        size = self.theme.px(17)
        box = QRectF(left, pill.center().y() - size / 2, size, size)
        current = index == self.currentIndex()
        name = f"{self._icons[index]}-fill" if current else self._icons[index]
        token = "accent_text" if current else "text2"
        paint_icon(painter, name, self.theme.colour(token), box)
        return left + size + self.theme.px(8)

    def _paint_underline(self, painter: QPainter, left: float, width: float, pill: QRectF) -> None:
        height = self.theme.px(2)
        line = QRectF(left, pill.bottom() - height - self.theme.px(3), width, height)
        rounded_box(painter, line, height / 2, self.theme.colour("accent"))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self.tabAt(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()
        super().leaveEvent(event)
