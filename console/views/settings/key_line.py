"""One action in the sheet of keys: what it does, its keys, and how to have the first ones back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.keys import KeyRow, Keys
from console.views.settings.key_button import KeyButton
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import IconButton
from console.views.widgets.key_cap import KeyCap
from console.views.widgets.label import Paragraph
from console.words import Words


class KeyLine(Themed, QWidget):
    """What cannot be given away stands as a cap without a button."""

    def __init__(self, theme: Theme, words: Words, keys: Keys, row: KeyRow) -> None:
        super().__init__()
        self._keys, self._row = keys, row
        self._text = Paragraph(theme, row.text, "body", "text")
        self._error = Paragraph(theme, "", "secondary_medium", "over_text")
        back = words("settings.key_back", what=row.text)
        self.back = IconButton(theme, "arrow-u-up-left", back)
        self.button: KeyButton | None = None
        self._line, column = QHBoxLayout(), QVBoxLayout(self)
        self._line.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.back)
        if row.is_fixed:
            self._line.addWidget(KeyCap(theme, row.label), 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self.button = KeyButton(theme, words, row)
            self.button.pressed_other.connect(self._change)
            self._line.addWidget(self.button)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._line)
        column.addWidget(self._error)
        self._error.hide()
        self.back.clicked.connect(self._reset)
        self.show_row(row)
        self.wear(theme)

    def show_row(self, row: KeyRow) -> None:
        """Show other keys; what was refused before is no longer said."""
        self._row = row
        self._say("")
        self.back.setVisible(row.is_changed)
        if self.button is not None:
            self.button.show_row(row)

    def restyle(self) -> None:
        self._line.setSpacing(self.theme.px(8))
        super().restyle()

    def _change(self, keys: str) -> None:
        self._say(self._keys.change(self._row.id, keys))

    def _reset(self) -> None:
        sentence = self._keys.reset(self._row.id)
        self._say(sentence)
        if not sentence and self.button is not None:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self._error.set_text(sentence)
        self._error.setVisible(bool(sentence))
        if self.button is not None:
            self.button.setAccessibleDescription(sentence)
