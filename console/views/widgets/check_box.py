"""A tick with words, drawn from the tokens."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import line_height, rounded_box, smooth
from console.views.text_block import TextBlock
from console.views.theme import Theme
from console.views.themed import Themed

_LINE = 1.35


class CheckBox(Themed, QCheckBox):
    """Words wrap; a ticked entry steps back, an open one stands out when `todo` is set."""

    def __init__(
        self, theme: Theme, text: str = "", todo: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._todo = todo
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self.updateGeometry)
        self.wear(theme)

    def set_text(self, text: str) -> None:
        self.setText(text)
        self.restyle()

    def focus_radius(self) -> float:
        return self.theme.px(6)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self.theme.px(28), round(self._words(width).height + self.theme.px(6)))

    def sizeHint(self) -> QSize:
        words = self._words(100_000)
        width = round(self._indent() + words.width + self.theme.px(4))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        least = line_height(self._text_font()) + self.theme.px(6)
        return QSize(self._indent() + self.theme.px(80), max(self.theme.px(28), round(least)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, side = self.theme, self.theme.px(18)
        words = self._words(self.width())
        top = (self.height() - words.height) / 2
        first = top + words.line_height / 2
        box = QRectF(theme.px(1), first - side / 2, side, side)
        if self.isChecked():
            rounded_box(painter, box, theme.px(4), theme.colour("accent"))
            inner = box.adjusted(theme.px(3), theme.px(3), -theme.px(3), -theme.px(3))
            paint_icon(painter, "check-bold", theme.colour("on_accent"), inner)
        else:
            ground = theme.colour("bg_hover" if self.underMouse() else "bg_panel")
            line = theme.colour("line_control")
            rounded_box(painter, box, theme.px(4), ground, line, 1.5 * theme.scale)
        words.paint(painter, self._indent(), top, theme.colour(self._ink()))

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text_dis"
        return "text2" if self._todo and self.isChecked() else "text"

    def _text_font(self) -> QFont:
        open_task = self._todo and not self.isChecked()
        return self.theme.font("body_strong" if open_task else "body")

    def _indent(self) -> int:
        return self.theme.px(18 + 10)

    def _words(self, width: int) -> TextBlock:
        room = width - self._indent()
        return TextBlock(self.text(), self._text_font(), room, _LINE)
