"""One line of "Vor dem Export": what it is, and the way there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.results_checks import CheckRow
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import Paragraph
from console.words import Words


class CheckLine(Themed, QWidget):
    """`pressed`: a person wants to see it."""

    pressed = Signal()

    def __init__(
        self, theme: Theme, row: CheckRow, words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        ink = "text2" if row.tone == "neutral" else row.tone
        self._icon = IconLabel(theme, row.icon, ink, size=18)
        self._text = Paragraph(theme, row.title, "body", "text", line_factor=1.3)
        self.button = Button(theme, row.action, size="small")
        self.button.setAccessibleName(
            words("results.check_action", action=row.action, what=row.title)
        )
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._layout.addWidget(self.button)
        self.button.setVisible(bool(row.action))
        self.setAccessibleName(row.title)
        self.button.clicked.connect(self.pressed)
        self.wear(theme)

    def set_short(self, short: bool) -> None:
        """Fewer words and a smaller button; the whole sentence stays in name and tip."""
        self._text.set_text(self.row.short if short and self.row.short else self.row.title)
        self.setToolTip(self.row.title if short else "")
        self.button.set_size("mini" if short else "small")

    def restyle(self) -> None:
        px = self.theme.px
        self._layout.setContentsMargins(0, px(4), 0, px(4))
        self._layout.setSpacing(px(12))
        super().restyle()
