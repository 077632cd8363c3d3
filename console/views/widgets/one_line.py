"""One line to send: Enter sends it, Esc lets it be, and the letters left are counted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button, IconButton
from console.views.widgets.label import Label
from console.views.widgets.text_field import TextField

#: From so many letters before the end on they are counted.
_COUNTED = 40


class OneLine(Themed, QWidget):
    """`typed` on every keystroke; what is too long stays whole, and the count turns red."""

    typed = Signal(str)
    submitted = Signal(str)
    closed = Signal()

    def __init__(
        self, theme: Theme, name: str, hint: str, send: str, close: str, longest: int
    ) -> None:
        super().__init__()
        self._longest = longest
        self.field = TextField(theme, "", hint, "chat-text")
        self.field.edit.setAccessibleName(name)
        self._count = Label(theme, "", "secondary", "text2", digits=True)
        self.send = Button(theme, send, "secondary", "small", "paper-plane-tilt")
        self._close = IconButton(theme, "x", close)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.field, 1)
        for part in (self._count, self.send, self._close):
            self._row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.field)
        self.field.edited.connect(self._on_typed)
        self.field.submitted.connect(self.submitted)
        self.field.cancelled.connect(self.closed)
        self.send.clicked.connect(lambda: self.submitted.emit(self.field.text()))
        self._close.clicked.connect(self.closed)
        self.wear(theme)
        self._show_count("")

    def begin(self, text: str) -> None:
        """Show the line with what was typed before, and put the keyboard there."""
        self.field.set_text(text)
        self._show_count(text)
        self.show()
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_typed(self, text: str) -> None:
        self._show_count(text)
        self.typed.emit(text)

    def _show_count(self, text: str) -> None:
        length = len(" ".join(text.split()))
        self._count.set_text(f"{length} / {self._longest}")
        self._count.set_colour("over_text" if length > self._longest else "text2")
        self._count.setVisible(length > self._longest - _COUNTED)

    def restyle(self) -> None:
        self._row.setSpacing(self.theme.px(8))
        super().restyle()
