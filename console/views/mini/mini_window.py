"""The Mini-Pult: a strip without a frame that stays above the video conference."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.mini_desk import MiniDeskViewModel
from console.views.focus_ring import FocusRing
from console.views.mini.grip import Grip
from console.views.mini.mini_content import MiniContent
from console.views.mini.mini_place import clamped, first_place
from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed

WIDTH, HEIGHT = 460, 96
#: So long after the last movement somebody has put it down.
_PUT_DOWN_MS = 300
_FLAGS = (
    Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
)


def usable_screens() -> list[QRect]:
    """Return the parts of all screens that windows may use."""
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]


class MiniWindow(Themed, QWidget):
    """Follows the view model; moved by the pointer anywhere, or by the arrow keys on its grip."""

    def __init__(
        self,
        theme: Theme,
        mini: MiniDeskViewModel,
        screens: Callable[[], Sequence[QRect]] = usable_screens,
    ) -> None:
        super().__init__(None, _FLAGS)
        self._mini = mini
        self._screens = screens
        self._dragged_from: QPoint | None = None
        words = mini.words
        theme.dress(self)
        self.setAccessibleName(words("mini.window_name"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.grip = Grip(theme, words("mini.move"), words("mini.move_help"))
        self.content = MiniContent(theme, mini)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addWidget(self.grip)
        self._row.addWidget(self.content, 1)
        # Reading begins with the time, the keyboard with what goes on.
        order = (self.content.go, self.content.plus, self.content.whole, self.grip)
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        self._put_down = QTimer(self, singleShot=True, interval=_PUT_DOWN_MS)
        self._put_down.timeout.connect(self.stay_on_screen)
        self.grip.moved.connect(self._move_by)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._put_down_later)
            application.screenAdded.connect(self._put_down_later)
        mini.changed.connect(self._follow)
        self.wear(theme)
        self._ring = FocusRing(theme, self)

    # place

    def place(self, corner: QPoint | None) -> None:
        """Put it where it stood last, as far as that is on a screen; None: where it begins."""
        size, screens = self.size(), self._screens()
        place = first_place(size, screens[0]) if corner is None else QRect(corner, size)
        self.move(clamped(place, screens).topLeft())

    def stay_on_screen(self) -> None:
        """Come back wholly into sight, after a screen went or somebody let go at the edge."""
        corner = clamped(self.geometry(), self._screens()).topLeft()
        if corner != self.pos():
            self.move(corner)

    def _move_by(self, way: QPoint) -> None:
        moved = self.geometry().translated(way)
        self.move(clamped(moved, self._screens()).topLeft())

    def _put_down_later(self) -> None:
        self._put_down.start()

    # following

    def _follow(self) -> None:
        mini = self._mini
        self.content.show_facts()
        self.setWindowTitle(mini.title)
        self.update()
        if mini.is_shown and self.isHidden():
            self.stay_on_screen()
            self.show()
            self.raise_()
            self.activateWindow()
            self.content.focus_first()
        elif not mini.is_shown:
            self.hide()

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(2), 0, 0, 0)
        # Larger letters may need more than the strip has at first; it is never less.
        needed = self._row.minimumSize()
        self.setFixedSize(QSize(px(WIDTH), px(HEIGHT)).expandedTo(needed))
        super().restyle()
        if self.isVisible():
            self.stay_on_screen()

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, over = self.theme, self._mini.facts.tone == "over"
        line = theme.colour("over" if over else "line_control")
        width = float(theme.px(2 if over else 1))
        radius = theme.px(12)
        rounded_box(painter, QRectF(self.rect()), radius, theme.colour("bg_panel"), line, width)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        handle = self.windowHandle()
        # Some systems only move a window themselves; where they do not, it is moved by hand.
        if handle is None or not handle.startSystemMove():
            self._dragged_from = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self.move(event.globalPosition().toPoint() - self._dragged_from)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._put_down.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        # Closed by the system's own keys it gives the whole console back.
        event.ignore()
        self._mini.leave()
