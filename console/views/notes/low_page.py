"""A page that scrolls as a whole where the window is too low for all of it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid


class LowPage(QScrollArea):
    """At 200 % on a small screen strip and capture line would leave no room for the board."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._part: QWidget | None = None
        holder = _Holder(inner)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def show_part(self, part: QWidget) -> None:
        """Scroll so far that a part of the page is seen, also when others grow round it."""
        self._part = part
        self.ensureWidgetVisible(part, 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize:
            self._keep_in_view()
        return done

    def _keep_in_view(self) -> None:
        if self._part is not None and isValid(self._part):
            self.ensureWidgetVisible(self._part, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_in_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class _Holder(QWidget):
    """As high as the window, or as the least of its content; never as its widest wishes."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_Fixed(inner))


class _Fixed(QWidget):
    """Never wider than the window: what lies in it gives way."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inner)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def hasHeightForWidth(self) -> bool:
        return False
