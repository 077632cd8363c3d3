"""Taking a place away in two steps, side by side in the row that it is about."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph
from console.words import Words


class SecondStep(Themed, QWidget):
    """What it means, and the choice; the focus begins on the harmless one."""

    confirmed = Signal()
    kept = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._question = Paragraph(theme, "", "body_medium", "over_text")
        self.confirm = Button(theme, words("invite.team.confirm"), size="small")
        self.keep = Button(theme, words("invite.team.keep"), "quiet", "small")
        self._row = QHBoxLayout()
        self._row.addWidget(self.confirm)
        self._row.addWidget(self.keep)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._question)
        self._column.addLayout(self._row)
        self.confirm.clicked.connect(self.confirmed)
        self.keep.clicked.connect(self.kept)
        self.hide()
        self.wear(theme)

    def show_question(self, question: str, *, busy: bool) -> None:
        """Empty: this is not what is asked about."""
        self._question.set_text(question)
        self.confirm.setAccessibleDescription(question)
        self.confirm.set_text(self._words(f"invite.team.{'asking' if busy else 'confirm'}"))
        appears = bool(question) and self.isHidden()
        self.setVisible(bool(question))
        if appears:
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, px(4), 0, px(4))
        self._column.setSpacing(px(8))
        self._row.setSpacing(px(8))
        super().restyle()
