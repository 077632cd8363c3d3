"""One quiet line under the capture line: what happened, or what to do with pasted lines."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import ElidedLabel
from console.words import Words


class CaptureNotice(Themed, QWidget):
    """Hidden while there is nothing to say."""

    lines_wanted = Signal()
    one_wanted = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._icon = IconLabel(theme, "note", "text2", size=16)
        self._text = ElidedLabel(theme, "", "secondary", "text2")
        self.lines = Button(theme, "", "secondary", "mini", "stack")
        self.one = Button(theme, words("notes.paste_one"), "quiet", "mini")
        self._row = QHBoxLayout(self)
        for part in (self._icon, self._text, self.lines, self.one):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self.lines.clicked.connect(self.lines_wanted)
        self.one.clicked.connect(self.one_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.wear(theme)
        self.show_notice("", 0)

    def show_notice(self, text: str, lines: int) -> None:
        """`lines`: how many notes the pasted lines would be, 0 offers nothing."""
        if lines:
            text = self._words("notes.paste_question", n=lines)
            self.lines.set_text(self._words("notes.paste_lines", n=lines))
        self._text.set_text(text)
        self.setAccessibleName(text)
        self.lines.setVisible(bool(lines))
        self.one.setVisible(bool(lines))
        self.setVisible(bool(text))

    def restyle(self) -> None:
        self._row.setContentsMargins(self.theme.px(16), 0, self.theme.px(8), 0)
        self._row.setSpacing(self.theme.px(8))
        super().restyle()
