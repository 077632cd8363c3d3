"""The projector's picture in small: what everybody sees, or would see."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.viewmodels.live_projector import Screen
from console.views.painting import rounded_box, rounded_path, smooth
from console.views.projector.projector_canvas import ProjectorCanvas
from console.views.theme import Theme
from console.views.themed import Themed


class PreviewPicture(Themed, QWidget):
    """16 by 9, as wide as there is room; painted from the same words as the large one.

    `picture` is the theme of the projector, which may be another than that of the console.
    """

    def __init__(self, theme: Theme, picture: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._screen: Screen | None = None
        self._dimmed = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        picture.changed.connect(self.update)
        self.wear(theme)

    def show_screen(self, screen: Screen, *, dimmed: bool) -> None:
        if (screen, dimmed) != (self._screen, self._dimmed):
            self._screen, self._dimmed = screen, dimmed
            self.update()

    # Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width * 9 // 16

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(320), self.theme.px(180))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._screen is None:
            return
        painter = QPainter(self)
        smooth(painter)
        place = QRectF(self.rect())
        radius = float(self.theme.px(8))
        painter.save()
        painter.setClipPath(rounded_path(place, radius), Qt.ClipOperation.IntersectClip)
        canvas = ProjectorCanvas(painter, self._picture, place)
        if self._dimmed:
            canvas.dimmed(self._screen.city)
        else:
            canvas.screen(self._screen)
        painter.restore()
        rounded_box(painter, place, radius, None, self.theme.colour("line_strong"))
