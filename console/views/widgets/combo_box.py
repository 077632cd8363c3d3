"""A choice from a short list, drawn like our buttons with a caret at the right."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import elided, rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed


class ComboBox(Themed, QComboBox):
    """Wide enough for its longest entry of ours; connect to `activated` (a person chose)."""

    def __init__(
        self, theme: Theme, name: str, icon: str = "", size: str = "medium",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._icon_name, self._height = icon, {"small": 32, "medium": 40}[size]
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.wear(theme)

    def set_choices(self, texts: list[str], current: int = 0) -> None:
        self.clear()
        self.addItems(texts)
        self.setCurrentIndex(current)
        self.restyle()

    def focus_radius(self) -> float:
        return self.theme.px(8)

    def restyle(self) -> None:
        self.setFont(self.theme.font("body_medium"))
        super().restyle()

    def sizeHint(self) -> QSize:
        px = self.theme.px
        widest = max((self._text_width(n) for n in range(self.count())), default=px(60))
        icon = px(16) + px(8) if self._icon_name else 0
        return QSize(round(widest + icon + px(12) + px(8) + px(14) + px(12)), px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self.theme.px(140)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, rect = self.theme, QRectF(self.rect())
        rest = "bg_raised" if theme.is_dark else "bg_panel"
        ground = theme.colour("bg_hover" if self.underMouse() and self.isEnabled() else rest)
        line = theme.colour("line_control" if self.isEnabled() else "line")
        rounded_box(painter, rect, theme.px(8), ground, line)
        ink = theme.colour("text" if self.isEnabled() else "text_dis")
        left = float(theme.px(12))
        if self._icon_name:
            size = theme.px(16)
            box = QRectF(left, rect.center().y() - size / 2, size, size)
            paint_icon(painter, self._icon_name, theme.colour("text2"), box)
            left += size + theme.px(8)
        caret = theme.px(14)
        right = rect.right() - theme.px(12) - caret
        place = QRectF(left, 0, right - left - theme.px(6), rect.height())
        text_line(painter, place, elided(self.font(), self.currentText(), place.width()),
                  self.font(), ink)  # fmt: skip
        box = QRectF(right, rect.center().y() - caret / 2, caret, caret)
        paint_icon(painter, "caret-down", theme.colour("text2"), box)

    def _text_width(self, number: int) -> float:
        return text_width(self.theme.font("body_medium"), self.itemText(number))
