"""The words of a measure while they are being edited: what, responsible, due; Enter goes on."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.growing_edit import GrowingEdit
from console.views.widgets.label import Label


class MeasureField(Themed, QWidget):
    """A label with a field below; told by name, so that one list serves all three."""

    typed = Signal(str)
    submitted = Signal()
    cancelled = Signal()
    left = Signal()

    def __init__(self, theme: Theme, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(theme, label, "secondary_medium", "text2")
        self._box = _FieldBox(theme, label)
        self.edit = self._box.edit
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._label)
        self._column.addWidget(self._box)
        self._label.setBuddy(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.text_edited.connect(self.typed)
        self.edit.submitted.connect(lambda _: self.submitted.emit())
        self.edit.cancelled.connect(self.cancelled)
        self.edit.focus_left.connect(self.left)
        self.wear(theme)

    def focus_end(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.theme.px(4))
        super().restyle()


class _FieldBox(Themed, QWidget):
    """The frame round a growing field."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.edit = GrowingEdit(theme, "body", 6)
        self.edit.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def ring_widget(self) -> QWidget:
        return self

    def focus_radius(self) -> float:
        return self.theme.px(8)

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(10), px(7), px(10), px(7))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, rect = self.theme, QRectF(self.rect())
        line = theme.colour("line_control")
        rounded_box(painter, rect, theme.px(8), theme.colour("bg_panel"), line)
