"""A side sheet at the right: not modal, Esc closes it, the focus goes back where it was."""

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from console.views.painting import hairline, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import IconButton
from console.views.widgets.ground import Ground
from console.views.widgets.label import ElidedLabel

SHEET_WIDTH = 420
SLIDE_MS = 160


class Sheet(Themed, QWidget):
    """Put widgets into `body` (scrolls) and buttons into `footer`; then `open`."""

    closed = Signal()

    def __init__(self, theme: Theme, host: QWidget, title: str, close_name: str) -> None:
        super().__init__(host)
        self._host = host
        self._came_from: QWidget | None = None
        self._title = ElidedLabel(theme, title, "next_item")
        self._close = IconButton(theme, "x", close_name)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self._scroll = QScrollArea()
        self.footer = QHBoxLayout()
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.finished.connect(self._after_slide)
        self._arrange()
        self._close.clicked.connect(self.close_sheet)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        host.installEventFilter(self)
        self.hide()
        self.wear(theme)

    def set_title(self, title: str) -> None:
        self._title.set_text(title)
        self.setAccessibleName(title)

    def is_open(self) -> bool:
        return self.isVisible() and not self._leaving()

    # coming and going

    def open(self, first: QWidget | None = None) -> None:
        """Slide in; `first` gets the focus, else the first field of the sheet."""
        if not self.is_open():
            self._came_from = QApplication.focusWidget()
        self._fit()
        self._cover(self.width())
        self.raise_()
        starts_at = self.pos() if self.isVisible() else QPoint(self._host.width(), 0)
        self.show()
        self.move(starts_at)
        self._slide_to(self._resting_place())
        (first or self._first_field() or self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        if not self.is_open():
            return
        self._give_focus_back()
        self._cover(0)
        self._slide_to(QPoint(self._host.width(), self.y()))
        self.closed.emit()

    def _cover(self, width: int) -> None:
        """Let the page make room for what must stay in sight, or take it back."""
        if isinstance(self._host, Ground):
            self._host.cover(self, width)

    def _slide_to(self, place: QPoint) -> None:
        self._slide.stop()
        self._slide.setDuration(self.theme.duration(SLIDE_MS))
        self._slide.setStartValue(self.pos())
        self._slide.setEndValue(place)
        self._slide.start()

    def _after_slide(self) -> None:
        if self._leaving():
            self.hide()

    def _leaving(self) -> bool:
        return self._slide.endValue() is not None and (
            self._slide.endValue().x() >= self._host.width()
        )

    def _give_focus_back(self) -> None:
        inside, back = QApplication.focusWidget(), self._came_from
        # The row that led here may have been withdrawn meanwhile.
        if back is not None and isValid(back) and (inside is None or self.isAncestorOf(inside)):
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_field(self) -> QWidget | None:
        for widget in self._content.findChildren(QWidget):
            can = widget.isEnabled() and widget.isVisibleTo(self)
            if can and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                return widget
        return None

    # geometry

    def restyle(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(20), px(12), px(12), px(8))
        self._head.setSpacing(px(8))
        self.body.setContentsMargins(px(20), px(8), px(20), px(16))
        self.body.setSpacing(px(16))
        self.footer.setContentsMargins(px(20), px(12), px(20), px(14))
        self.footer.setSpacing(px(8))
        super().restyle()
        if self.isVisible():
            self._fit()
            self._cover(self.width() if self.is_open() else 0)
            self.move(self._resting_place())

    def _fit(self) -> None:
        width = min(self.theme.px(SHEET_WIDTH), self._host.width())
        self.resize(width, self._host.height())

    def _resting_place(self) -> QPoint:
        return QPoint(self._host.width() - self.width(), 0)

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._close)
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.footer)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        painter.fillRect(self.rect(), theme.colour("bg_panel"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), theme.colour("line_strong"))
        if self.footer.count():
            y = float(self._scroll.geometry().bottom() + 1)
            hairline(painter, 1.0, float(self.width()), y, theme.colour("line"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.is_open():
            self._slide.stop()
            self._fit()
            self.move(self._resting_place())
        return super().eventFilter(watched, event)
