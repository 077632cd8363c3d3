"""A view in narrow windows: what matters most on top, and below it one panel at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.segmented_tabs import SegmentedTabs


class _OneAtATime(QStackedWidget):
    """As high as the panel that is shown, not as the highest of them."""

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()


class CompactPage(Themed, QScrollArea):
    """Scrolls as a whole when the window is low; the narrowest has a list instead of tabs."""

    def __init__(self, theme: Theme, tabs_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._tabs = SegmentedTabs(theme, stretch=True, parent=self._content)
        self._tabs.setAccessibleName(tabs_name)
        self._tabs.set_compact(True)
        self._combo = ComboBox(theme, tabs_name, parent=self._content)
        self._stack = _OneAtATime()
        self._names: list[str] = []
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self._tabs.currentChanged.connect(self._choose)
        self._combo.activated.connect(self._choose)
        self._combo.hide()
        self.wear(theme)

    @property
    def stops(self) -> tuple[QWidget, QWidget]:
        """What a panel is chosen with: the tabs, and the list that the narrowest windows have."""
        return self._tabs, self._combo

    def add_tab(self, text: str, icon: str) -> int:
        self._names.append(text)
        self._combo.addItem(text)
        return self._tabs.add_tab(text, icon)

    def set_count(self, number: int, text: str) -> None:
        """A number after the word of a tab."""
        self._tabs.set_count(number, text)
        self._combo.setItemText(number, f"{self._names[number]} {text}".strip())

    def set_tab_text(self, number: int, text: str) -> None:
        if self._names[number] != text:
            self._names[number] = text
            self._tabs.setTabText(number, text)
            self._combo.setItemText(number, text)
            self._tabs.restyle()

    def take(self, top: QWidget, panels: Sequence[QWidget]) -> None:
        """Put the card and the panels in, in the order of the tabs."""
        self._column.addWidget(top)
        for part in (self._tabs, self._combo):
            self._column.addWidget(part)
        for panel in panels:
            self._stack.addWidget(panel)
        self._column.addWidget(self._stack, 1)
        self._choose(self._tabs.currentIndex())

    def show_panel(self, number: int) -> None:
        self._choose(number)

    def set_narrowest(self, narrowest: bool) -> None:
        self._tabs.setVisible(not narrowest)
        self._combo.setVisible(narrowest)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(12))
        self._stack.setMinimumHeight(self.theme.px(210))
        super().restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # One panel that would like to be wider must not push the others out of sight.
        self._content.setMaximumWidth(self.viewport().width())
        super().resizeEvent(event)

    def _choose(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._stack.updateGeometry()
        self._combo.setCurrentIndex(number)
        if self._tabs.currentIndex() != number:
            self._tabs.setCurrentIndex(number)
