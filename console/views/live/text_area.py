"""A framed field of several lines with its label."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.growing_edit import GrowingEdit
from console.views.widgets.label import Label


class TextArea(Themed, QWidget):
    """Enter submits, Shift+Enter begins a new line."""

    edited = Signal(str)
    submitted = Signal(str)

    def __init__(
        self, theme: Theme, label: str, most_lines: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label = Label(theme, label, "secondary_medium", "text2")
        self._box = _Frame(theme, most_lines)
        self.edit = self._box.edit
        self.edit.setAccessibleName(label)
        self._label.setBuddy(self.edit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._label)
        self._column.addWidget(self._box)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.text_edited.connect(self.edited)
        self.edit.submitted.connect(self.submitted)
        self.wear(theme)

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put text in; a long one is seen from its beginning."""
        if text != self.edit.text():
            self.edit.set_text(text)
            self.edit.moveCursor(QTextCursor.MoveOperation.Start)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(5))
        super().restyle()


class _Frame(Themed, QWidget):
    """The frame round the text; the focus ring goes round it."""

    def __init__(self, theme: Theme, most_lines: int) -> None:
        super().__init__()
        self.edit = GrowingEdit(theme, "body", most_lines, self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.wear(theme)

    def ring_widget(self) -> QWidget:
        return self

    def focus_radius(self) -> float:
        return self.theme.px(8)

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(12), px(9), px(10), px(9))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        rect, line = QRectF(self.rect()), theme.colour("line_control")
        rounded_box(painter, rect, theme.px(8), theme.colour("bg_panel"), line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)
