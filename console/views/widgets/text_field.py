"""A one-line field with label, optional icon and an error in words under it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.key_cap import KeyCap
from console.views.widgets.label import Label, Paragraph


class TextField(Themed, QWidget):
    """Tells what a person typed by `edited`, Enter by `submitted`, Esc by `cancelled`."""

    edited = Signal(str)
    submitted = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        theme: Theme,
        label: str = "",
        placeholder: str = "",
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = Label(theme, label, "secondary_medium", "text2")
        self._box = _Box(theme, icon, key)
        self.edit = self._box.edit
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(label or placeholder)
        self._error = Paragraph(theme, "", "secondary_medium", "over_text")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._label, self._box, self._error):
            self._column.addWidget(widget)
        self._label.setVisible(bool(label))
        self._label.setBuddy(self.edit)
        self._error.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self.edited)
        self.edit.returnPressed.connect(lambda: self.submitted.emit(self.edit.text()))
        self._box.cancelled.connect(self.cancelled)
        self.wear(theme)

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        if text != self.edit.text():
            self.edit.setText(text)

    def set_label(self, text: str) -> None:
        self._label.set_text(text)
        self._label.setVisible(bool(text))
        self.edit.setAccessibleName(text)

    def set_placeholder(self, text: str) -> None:
        self.edit.setPlaceholderText(text)

    def set_key(self, key: str) -> None:
        """Name the key that leads here, while the field is empty."""
        self._box.set_key(key)

    def set_error(self, text: str) -> None:
        """What is wrong and how to mend it; empty when all is well."""
        self._error.set_text(text)
        self._error.setVisible(bool(text))
        self.edit.setAccessibleDescription(text)
        self._box.set_wrong(bool(text))

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(5))
        super().restyle()


class _Box(Themed, QWidget):
    """The framed part: icon, line edit, key cap while the field is empty."""

    cancelled = Signal()

    def __init__(self, theme: Theme, icon: str, key: str) -> None:
        super().__init__()
        self._wrong = False
        self._icon = IconLabel(theme, icon, size=17, parent=self)
        self._icon.setVisible(bool(icon))
        self.edit = QLineEdit()
        self.edit.setFrame(False)
        self._key = KeyCap(theme, key, self)
        self._key.setVisible(bool(key))
        self._row = QHBoxLayout(self)
        for widget in (self._icon, self.edit, self._key):
            self._row.addWidget(widget)
        self._has_key = bool(key)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._show_key)
        self.wear(theme)

    def set_key(self, key: str) -> None:
        self._has_key = bool(key)
        self._key.set_key(key)
        self._show_key(self.edit.text())

    def set_wrong(self, wrong: bool) -> None:
        self._wrong = wrong
        self.update()

    def ring_widget(self) -> QWidget:
        return self

    def focus_radius(self) -> float:
        return self.theme.px(8)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(12), 0, px(10), 0)
        self._row.setSpacing(px(9))
        self.setFixedHeight(max(px(40), self.edit.sizeHint().height() + px(8)))
        self.edit.setFont(self.theme.font("body"))
        palette = self.edit.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, self.theme.colour("text"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, self.theme.colour("text3"))
        self.edit.setPalette(palette)
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        line = theme.colour("over" if self._wrong else "line_control")
        width = float(theme.px(2)) if self._wrong else 1.0
        rect = QRectF(self.rect())
        rounded_box(painter, rect, theme.px(8), theme.colour("bg_panel"), line, width)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        super().keyPressEvent(event)

    def _show_key(self, text: str) -> None:
        self._key.setVisible(self._has_key and not text)
