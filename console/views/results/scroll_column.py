"""A column of widgets that scrolls when it has to, with the keyboard too."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed


class ScrollColumn(Themed, QScrollArea):
    """A tab stop only while there is something to scroll to and nothing inside to stop at."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        least: int = 54,
        stops: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Scroll below `least` px at 100 %, unless the content is lower than that."""
        super().__init__(parent)
        self._stops, self._least = stops, least
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.wear(theme)

    def _on_range(self, _least: int, most: int) -> None:
        policy = Qt.FocusPolicy.StrongFocus if most and self._stops else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(self.theme.px(28))
        super().restyle()

    def sizeHint(self) -> QSize:
        """As high as what stands in it at the present width."""
        return QSize(self.theme.px(240), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), min(self._height(), self.theme.px(self._least)))

    def measure_again(self) -> None:
        """Give the content the height that it needs at the present width."""
        self._content.setMinimumHeight(self._height())
        self.updateGeometry()

    def _height(self) -> int:
        # Wrapped words need the height of this width, not of the one they would like.
        wrapped = self.column.heightForWidth(max(1, self.viewport().width()))
        return max(0, wrapped if wrapped >= 0 else self.column.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.measure_again()
