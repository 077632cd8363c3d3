"""The second window: shown to everybody, opened without taking the keyboard."""

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from console.viewmodels.live_projector import Screen
from console.viewmodels.projector import ProjectorViewModel
from console.views.painting import smooth
from console.views.projector.projector_canvas import ProjectorCanvas
from console.views.theme import Theme

OPENS_AT, LEAST = QSize(960, 540), QSize(480, 270)
#: Above this share of the height there are only words.
DIGITS_FROM = 0.4
#: As long as a window takes to come up and be activated by the platform.
COMING_UP_MS = 300


class ProjectorWindow(QWidget):
    """Follows the view model: comes, goes, fills its screen, is dimmed.

    It has a theme of its own, dark unless another is given, because a light picture dazzles in
    a video conference. A second screen is filled at once; on one screen it is a window.
    """

    def __init__(self, projector: ProjectorViewModel, theme: Theme | None = None) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.theme = theme or Theme("dark")
        self._projector = projector
        self._keyboard_at: QWidget | None = None
        self._painted: tuple[Screen, bool] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowTitle(projector.words("projector.window_title"))
        self.setAccessibleName(projector.words("projector.window_name"))
        self.setMinimumSize(LEAST)
        self.resize(OPENS_AT)
        self.theme.changed.connect(self.update)
        projector.changed.connect(self._follow)
        self._follow()

    # following

    def _follow(self) -> None:
        self._show_or_hide()
        screen, dimmed = self._projector.screen, self._projector.is_dimmed
        before, self._painted = self._painted, (screen, dimmed)
        if before == self._painted:
            return
        if before is not None and before == (self._one_second_before(before[0]), dimmed):
            # Most seconds only digits and bar move, and they stand in the lower part.
            top = round(self.height() * DIGITS_FROM)
            self.update(0, top, self.width(), self.height() - top)
            return
        spoken = self._projector.spoken
        if spoken != self.accessibleDescription():
            self.setAccessibleDescription(spoken)
        self.update()

    def _one_second_before(self, before: Screen) -> Screen:
        """Return the present screen with the time of the one before."""
        screen = self._projector.screen
        return replace(screen, countdown=before.countdown, elapsed_s=before.elapsed_s)

    def _show_or_hide(self) -> None:
        projector = self._projector
        if not projector.is_shown:
            self.hide()
            return
        if self.isHidden():
            self._open()
        elif projector.is_full_screen != self.isFullScreen():
            if projector.is_full_screen:
                self.showFullScreen()
            else:
                self.showNormal()

    def _open(self) -> None:
        """Come up on the other screen where there is one, else as a window."""
        self._keyboard_at = QApplication.activeWindow()
        # Later it is a person who comes here, and stays.
        QTimer.singleShot(COMING_UP_MS, self, self._forget_keyboard)
        others = [s for s in QGuiApplication.screens() if s is not QGuiApplication.primaryScreen()]
        if others and not self._projector.is_full_screen:
            self.setGeometry(others[0].geometry())
            self._projector.set_full_screen(True)
        if self._projector.is_full_screen:
            self.showFullScreen()
        else:
            self.resize(OPENS_AT)
            self.show()

    def _forget_keyboard(self) -> None:
        self._keyboard_at = None

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        before = self._keyboard_at
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            # Some platforms activate every window that comes up, asked not to or not.
            self._keyboard_at = None
            if before is not None:
                before.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        canvas = ProjectorCanvas(painter, self.theme, QRectF(self.rect()))
        if self._projector.is_dimmed:
            canvas.dimmed(self._projector.screen.city)
        else:
            canvas.screen(self._projector.screen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self._projector.set_full_screen(False)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._projector.set_full_screen(not self._projector.is_full_screen)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Hidden, not gone: F11 brings it back.
        event.ignore()
        self._projector.hide()
