"""Who answered at the address: what it calls itself, its key to compare, and the way on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.joining import Server
from console.views.invite.code_label import CodeLabel
from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.words import Words


class ServerCard(Themed, QWidget):
    """Nothing was sent yet. `confirmed`: it is the right one; `left`: back to what was typed."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self._is_waiting = False
        self._name = Paragraph(theme, "", "item_title_l", "text")
        self._address = Paragraph(theme, "", "body", "text2")
        self._key = _KeyBox(theme, words)
        self._trust = Paragraph(theme, "", "body_medium", "text")
        self._note = Paragraph(theme, words("start.server.note"), "secondary", "text2")
        self.go = Button(theme, words("start.server.go"), "primary", "large")
        self.back = Button(theme, words("start.server.back"), "quiet", "large")
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.go, 1)
        self._buttons.addWidget(self.back)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._name, self._address, self._key, self._trust, self._note):
            self._column.addWidget(part)
        self._column.addLayout(self._buttons)
        self._column.addStretch(1)
        self.go.clicked.connect(self._confirm)
        self.back.clicked.connect(self.left)
        self.wear(theme)

    def show_server(self, server: Server) -> None:
        self._name.set_text(server.name)
        self._address.set_text(server.address)
        self._key.show_key(server.key, server.key_spoken)
        self._trust.set_text(server.trust)
        # Whoever does not see the card hears it all where the focus is.
        parts = (server.name, server.address, self._key.spoken, server.trust)
        self.go.setAccessibleDescription(". ".join(part for part in parts if part))

    def focus_first(self) -> None:
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_waiting(self, sentence: str) -> None:
        """Say on the button what takes a moment; until then Enter means nothing more."""
        self._is_waiting = bool(sentence)
        self.go.set_text(sentence or self._words("start.server.go"))

    def _confirm(self) -> None:
        if not self._is_waiting:
            self.confirmed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(12))
        self._buttons.setSpacing(self.theme.px(8))
        super().restyle()


class _KeyBox(Themed, QWidget):
    """The print in large letters on a ground of its own; hidden where nothing is encrypted."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self.spoken = ""
        self._print = CodeLabel(theme)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Label(theme, words("start.server.key"), "secondary_medium", "text2"))
        self._column.addWidget(self._print)
        self.wear(theme)

    def show_key(self, shown: str, letters: str) -> None:
        self.spoken = self._words("start.server.key_name", letters=letters) if shown else ""
        self._print.set_code(shown, self.spoken)
        self.setVisible(bool(shown))

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(16), px(12), px(16), px(14))
        self._column.setSpacing(px(4))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        ground, line = theme.colour("bg_sunken"), theme.colour("line")
        rounded_box(painter, QRectF(self.rect()), theme.px(10), ground, line)
