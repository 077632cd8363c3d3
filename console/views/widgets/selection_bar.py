"""The dark bar under the board while something is selected: what can be done with it, and how."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button, IconButton
from console.views.widgets.label import Label


class SelectionBar(Themed, QWidget):
    """Dock it into the layout below the board, so that it covers nothing."""

    closed = Signal()

    def __init__(self, theme: Theme, close_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = Label(theme, "", "body_strong", "on_inverse")
        self._close = IconButton(theme, "x", close_name, "inverse")
        self._actions: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._what)
        self._row.addWidget(self._close)
        self._close.clicked.connect(self.closed)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def set_what(self, text: str) -> None:
        """Such as "1 Notiz ausgewählt"."""
        self._what.set_text(text)
        self.setAccessibleName(text)

    def add_action(self, text: str, icon: str, key: str = "") -> Button:
        """Connect to the returned button's `clicked`."""
        button = Button(self.theme, text, "inverse", "small", icon, key)
        # Where room is scarce each gives up its key cap before any gives up a letter.
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row.insertWidget(self._row.count() - 1, button)
        self._actions.append(button)
        return button

    @property
    def what(self) -> Label:
        """What is selected, in words."""
        return self._what

    def needed_width(self) -> int:
        """How wide the bar is at least, without key caps, with what is shown in it now."""
        margins, parts = self._row.contentsMargins(), [self._what, *self._actions, self._close]
        shown = [part for part in parts if not part.isHidden()]
        words = sum(part.minimumSizeHint().width() for part in shown)
        return words + margins.left() + margins.right() + self._row.spacing() * len(shown)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(18), px(7), px(10), px(7))
        self._row.setSpacing(px(4))
        self._what.setContentsMargins(0, 0, px(10), 0)
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        ground = self.theme.colour("bg_inverse")
        rounded_box(painter, QRectF(self.rect()), self.theme.px(10), ground)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
