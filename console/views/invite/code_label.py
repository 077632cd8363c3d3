"""A code in large, well-spaced letters, to be read aloud across a room."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.painting import line_height, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed

#: From the usual size down to what a narrow window has room for.
_ROLES = ("key_figure", "key_figure_l", "item_title_l")
_SPACING = 4


class CodeLabel(Themed, QWidget):
    """Never cut: as large as the room allows. A reader hears it letter by letter."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def text(self) -> str:
        return self._code

    def set_code(self, code: str, spoken: str) -> None:
        self._code = code
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._size(_ROLES[0])

    def minimumSizeHint(self) -> QSize:
        return QSize(self._size(_ROLES[-1]).width(), self._size(_ROLES[0]).height())

    def _size(self, role: str) -> QSize:
        font = self._font(role)
        return QSize(round(text_width(font, self._code) + 1), round(line_height(font)))

    def _font(self, role: str) -> QFont:
        font = QFont(self.theme.font(role))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, self.theme.px(_SPACING))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        fonts = [self._font(role) for role in _ROLES]
        fitting = (font for font in fonts if text_width(font, self._code) <= self.width())
        painter = QPainter(self)
        rect = QRectF(self.rect())
        text_line(painter, rect, self._code, next(fitting, fonts[-1]), self.theme.colour("text"))
