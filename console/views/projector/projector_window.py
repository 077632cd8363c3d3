"""The second window: shown to everybody, opened without taking the keyboard."""

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from console.viewmodels.live_projector import Screen
from console.viewmodels.projector import ProjectorViewModel
from console.views.painting import smooth
from console.views.projector.projector_canvas import ProjectorCanvas
from console.views.projector.screens import Screens
from console.views.theme import Theme

OPENS_AT, LEAST = QSize(960, 540), QSize(640, 360)
#: Above this share of the height there are only words.
DIGITS_FROM = 0.4
#: As long as a window takes to come up and be activated by the platform.
COMING_UP_MS = 300


class ProjectorWindow(QWidget):
    """Follows the view model: comes, goes, fills its screen, is dimmed.

    It has a theme of its own, dark unless another is given, because a light picture dazzles in
    a video conference. A second screen is filled at once; on one screen it is a window. When its
    screen goes, it is a window behind the console; when the same one comes back, it fills it.
    """

    def __init__(
        self,
        projector: ProjectorViewModel,
        theme: Theme | None = None,
        console: QWidget | None = None,
        screens: Screens | None = None,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.theme = theme or Theme("dark")
        self._projector = projector
        self._screens = screens or Screens(console, parent=self)
        #: The screen that is filled, and the one that was while it is unplugged.
        self._filled = self._lost = ""
        self._is_light = projector.is_light
        self._keyboard_at: QWidget | None = None
        self._painted: tuple[Screen, bool] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowTitle(projector.words("projector.window_title"))
        self.setAccessibleName(projector.words("projector.window_name"))
        # The one window that is meant to be seen where a screen is shared.
        self.setProperty("shared", True)
        self.setMinimumSize(LEAST)
        self.resize(OPENS_AT)
        self.theme.changed.connect(self.update)
        projector.changed.connect(self._follow)
        projector.screen_wanted.connect(self._go_to)
        self._screens.gone.connect(self._on_screen_gone)
        self._screens.came.connect(self._on_screen_came)
        self._tell_screens()
        self._follow()

    # following

    def _follow(self) -> None:
        if self._is_light != self._projector.is_light:
            self._is_light = self._projector.is_light
            self.theme.set_scheme("light" if self._is_light else "dark")
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
                self._filled = ""
                self.showNormal()

    def _open(self) -> None:
        """Come up on the other screen where there is one, else as a window."""
        self._keyboard_at = QApplication.activeWindow()
        # Later it is a person who comes here, and stays.
        QTimer.singleShot(COMING_UP_MS, self, self._forget_keyboard)
        self._tell_screens()
        if self._screens.others and not self._projector.is_full_screen:
            self._fill(self._screens.others[0])
        elif self._projector.is_full_screen:
            self.showFullScreen()
        else:
            self.resize(OPENS_AT)
            self.show()

    # screens

    def _tell_screens(self) -> None:
        self._projector.screens = tuple(screen.name() for screen in self._screens.others)

    def _go_to(self, name: str) -> None:
        screen = self._screens.named(name)
        if screen is not None:
            self._fill(screen)

    def _fill(self, screen: QScreen) -> None:
        self._filled, self._lost = screen.name(), ""
        if self.isFullScreen():
            self.showNormal()
        self._screens.put_on(self, screen)
        self._projector.set_full_screen(True)
        self.showFullScreen()

    def _on_screen_gone(self, name: str) -> None:
        self._tell_screens()
        if name != self._filled:
            return
        self._lost = name
        self._projector.set_full_screen(False)
        # The platform moves it once more when the screen is really gone.
        QTimer.singleShot(0, self, self._step_behind)

    def _step_behind(self) -> None:
        """Everybody still sees it in the conference; whoever works here sees the console."""
        if self._lost and self._projector.is_shown:
            self.setGeometry(self._screens.corner(OPENS_AT))
            self.lower()

    def _on_screen_came(self, name: str) -> None:
        self._tell_screens()
        screen = self._screens.named(name)
        if screen is not None and name == self._lost and self._projector.is_shown:
            self._fill(screen)

    def _forget_keyboard(self) -> None:
        self._keyboard_at = None

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        before = self._keyboard_at
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            # Some platforms activate every window that comes up, asked not to or not.
            self._keyboard_at = None
            if before is not None and isValid(before):
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
