"""What stands in Hinweise while there is nothing to say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import Label, Paragraph


class CalmLine(Themed, QWidget):
    """A tick, "Alles ruhig", and what the panel is for."""

    def __init__(self, theme: Theme, calm: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(theme, "check-circle", "ok", size=20)
        self._row, words = QHBoxLayout(self), QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(theme, calm, "body_strong"))
        words.addWidget(Paragraph(theme, text, "secondary", "text2"))
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)
        self.setAccessibleName(calm)
        self.wear(theme)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(4), px(14), px(4), px(14))
        self._row.setSpacing(px(14))
        super().restyle()
