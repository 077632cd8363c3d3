"""One of the wordings of a note: who and when, the words, and the way to take them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.board_row import VersionRow
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph
from console.words import Words


class VersionPart(Themed, QWidget):
    """`keep_requested` names the operation that wrote these words."""

    keep_requested = Signal(str)

    def __init__(
        self, theme: Theme, words: Words, version: VersionRow, *, may_choose: bool
    ) -> None:
        super().__init__()
        self.keep = Button(theme, words("notes.conflict_keep"), size="mini")
        self.keep.setAccessibleName(f"{self.keep.text()}, {version.who}: {version.text}")
        self.keep.clicked.connect(lambda: self.keep_requested.emit(version.id))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        # Beside another one there is no room for who and when on one line.
        self._column.addWidget(Paragraph(theme, version.who, "secondary_strong", "over_text"))
        self._column.addWidget(Paragraph(theme, version.text, "card", "text", line_factor=1.32))
        self._column.addStretch(1)
        self._column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.keep.setVisible(may_choose)
        self.wear(theme)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(8))
        super().restyle()
