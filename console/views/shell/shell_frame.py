"""The frame of the main window: top bar, the views in the centre, bottom bar, side sheets."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

from console.views.shell.bottom_bar import BottomBar
from console.views.shell.breakpoints import Breakpoint, breakpoint_for
from console.views.shell.top_bar import TopBar
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.ground import Ground

LEAST_WIDTH, LEAST_HEIGHT = 683, 384


@runtime_checkable
class FollowsWidth(Protocol):
    """A view that lays itself out by the width of the window."""

    def set_breakpoint(self, step: Breakpoint) -> None: ...


class ShellFrame(Themed, QWidget):
    """Central widget of the main window; tells `view_chosen` and every new breakpoint."""

    view_chosen = Signal(int)
    breakpoint_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._breakpoint = Breakpoint.XL
        self.top_bar = TopBar(theme)
        self.ground = Ground(theme)
        self.bottom_bar = BottomBar(theme)
        self._views = QStackedWidget()
        self._arrange()
        self.top_bar.tab_chosen.connect(self._on_tab_chosen)
        self.wear(theme)

    def add_view(self, view: QWidget, text: str, icon: str, tip: str = "") -> int:
        """A view with a tab of its own; returns its number. A view may have `set_breakpoint`."""
        number = self._views.addWidget(view)
        self.top_bar.add_tab(text, icon, tip)
        self._tell(view)
        return number

    def replace_view(self, number: int, view: QWidget) -> None:
        """Put another view behind a tab; the old one goes."""
        old = self._views.widget(number)
        was_current = self._views.currentIndex() == number
        self._views.insertWidget(number, view)
        if old is not None:
            self._views.removeWidget(old)
            old.deleteLater()
        if was_current:
            self._views.setCurrentIndex(number)
        self._tell(view)

    def show_view(self, number: int) -> None:
        self._views.setCurrentIndex(number)
        self.top_bar.set_current_tab(number)

    def current_view(self) -> QWidget | None:
        return self._views.currentWidget()

    def current_number(self) -> int:
        return self._views.currentIndex()

    @property
    def sheet_host(self) -> QWidget:
        """The parent for sheets: they cover the centre, never the bars."""
        return self.ground

    def minimumSizeHint(self) -> QSize:
        """Small enough for any screen; not what the widest of the views would like."""
        return QSize(LEAST_WIDTH, LEAST_HEIGHT)

    # width

    @property
    def breakpoint(self) -> Breakpoint:
        return self._breakpoint

    def restyle(self) -> None:
        self._find_breakpoint(force=True)
        super().restyle()

    def _find_breakpoint(self, force: bool = False) -> None:
        step = breakpoint_for(self.width(), self.theme.scale)
        if step is self._breakpoint and not force:
            return
        self._breakpoint = step
        self.top_bar.set_breakpoint(step)
        self.bottom_bar.set_breakpoint(step)
        gutter = self.theme.px(step.gutter)
        self._centre.setContentsMargins(gutter, gutter, gutter, gutter)
        for number in range(self._views.count()):
            if view := self._views.widget(number):
                self._tell(view)
        self.breakpoint_changed.emit(step)

    def _tell(self, view: QWidget) -> None:
        if isinstance(view, FollowsWidth):
            view.set_breakpoint(self._breakpoint)

    def _arrange(self) -> None:
        self._centre = QVBoxLayout(self.ground)
        self._centre.addWidget(self._views)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # A hidden view's wishes must not keep the window from getting small.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.top_bar)
        column.addWidget(self.ground, 1)
        column.addWidget(self.bottom_bar)

    def _on_tab_chosen(self, number: int) -> None:
        self._views.setCurrentIndex(number)
        self.view_chosen.emit(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._find_breakpoint()
