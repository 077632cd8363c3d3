"""One line of Hinweise: a tinted icon, what it is, what to know, perhaps what to do."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import ElidedLabel, Paragraph


class NoticeRow(Themed, QWidget):
    """Enter or a click opens what it is about; Entf marks it as seen."""

    activated = Signal()
    dismissed = Signal()
    action_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(theme, "bell", "text2", size=18, tile="bg_sunken")
        self._title = ElidedLabel(theme, "", "body_strong")
        self._detail = Paragraph(theme, "", "secondary", "text2", line_factor=1.35, max_lines=2)
        self._action = Button(theme, "", size="mini")
        self._action.hide()
        self._words = QVBoxLayout()
        self._words.addWidget(self._title)
        self._words.addWidget(self._detail)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        self._action.clicked.connect(self.action_pressed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.wear(theme)

    def set_notice(self, title: str, detail: str, tone: str, icon: str) -> None:
        """`tone`: neutral, accent, ok, warn5, warn1, over or tech."""
        self._title.set_text(title)
        self._detail.set_text(detail)
        self._detail.setVisible(bool(detail))
        plain = tone == "neutral"
        ink, tile = ("text2", "bg_sunken") if plain else (tone, f"{tone}_tint")
        self._icon.set_icon(icon, ink, tile)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)

    def set_action(self, text: str) -> None:
        """A button at the right for what can be done; empty takes it away."""
        self._action.set_text(text)
        self._action.setAccessibleName(f"{text}, {self._title.text()}")
        self._action.setVisible(bool(text))

    def focus_radius(self) -> float:
        return self.theme.px(8)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(4), px(8), px(4), px(8))
        self._row.setSpacing(px(12))
        self._words.setSpacing(px(1))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.underMouse():
            painter = QPainter(self)
            smooth(painter)
            ground = self.theme.colour("bg_sunken")
            rounded_box(painter, QRectF(self.rect()), self.theme.px(8), ground)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.activated.emit()
