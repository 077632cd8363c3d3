"""A round badge with the initials of a team member."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.painting import rounded_box, smooth, text_line
from console.views.theme import Theme
from console.views.themed import Themed


class Avatar(Themed, QWidget):
    """Initials in a circle; the whole name is spoken and shown as a tip."""

    def __init__(
        self,
        theme: Theme,
        initials: str = "",
        name: str = "",
        size: int = 28,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._initials, self._size, self._quiet = initials, size, quiet
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_person(initials, name)
        self.wear(theme)

    def set_person(self, initials: str, name: str) -> None:
        self._initials = initials
        self.setAccessibleName(name or initials)
        self.setToolTip(name)
        self.update()

    def set_quiet(self, *, quiet: bool) -> None:
        """Step back: whoever it is, is not there."""
        if quiet != self._quiet:
            self._quiet = quiet
            self.update()

    def sizeHint(self) -> QSize:
        side = self.theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        rect = QRectF(self.rect())
        ground = self.theme.colour("bg_hover" if self._quiet else "accent_soft")
        rounded_box(painter, rect, rect.height() / 2, ground)
        font = self.theme.font("meta_strong")
        ink = self.theme.colour("text2" if self._quiet else "text")
        text_line(painter, rect, self._initials, font, ink, Qt.AlignmentFlag.AlignHCenter)
