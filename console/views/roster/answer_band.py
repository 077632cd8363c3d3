"""What Enter will do with the typed name, in place of the column titles while it is typed."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.roster_check_in import ALREADY, CHOOSE, DONE, EXCLUDED, GUEST, MARK, Answer
from console.views.painting import hairline
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import ElidedLabel

#: what Enter does: icon, ground, ink
_LOOKS = {
    MARK: ("check-circle", "accent_tint", "text"),
    GUEST: ("user-plus", "warn5_tint", "text"),
    CHOOSE: ("list-bullets", "accent_tint", "text"),
    ALREADY: ("check-circle-fill", "bg_sunken", "text"),
    EXCLUDED: ("prohibit", "over_tint", "text"),
    DONE: ("check-circle-fill", "ok_tint", "ok_text"),
}
_PLAIN = ("magnifying-glass", "bg_sunken", "text")


class AnswerBand(Themed, QWidget):
    """Covers the header of the table, so that nothing moves when it comes or goes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = "bg_sunken"
        self._icon = IconLabel(theme, "", size=16)
        self._text = ElidedLabel(theme, "", "body_medium")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self.hide()
        self.wear(theme)

    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    def show_answer(self, answer: Answer) -> None:
        icon, self._ground, ink = _LOOKS.get(answer.does, _PLAIN)
        self._icon.set_icon(icon, ink)
        self._text.set_text(answer.text)
        self._text.set_colour(ink)
        self.setVisible(bool(answer.text))
        self.raise_()
        self.update()

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(16), 0, px(12), 0)
        self._row.setSpacing(px(8))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        painter.fillRect(self.rect(), theme.colour(self._ground))
        bottom = QRectF(self.rect()).bottom() - 1
        hairline(painter, 0.0, float(self.width()), bottom, theme.colour("line"))
