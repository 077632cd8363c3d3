"""The head of a note column: number in its colour, the guiding question, how many notes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.column_badge import ColumnBadge
from console.views.widgets.label import Label, Paragraph


class ColumnHeader(Themed, QWidget):
    """The question wraps over two lines and is cut only after that, with the whole as a tip."""

    def __init__(self, theme: Theme, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = small
        self._badge = ColumnBadge(theme, size=22 if small else 28)
        role = "secondary_strong" if small else "body_strong"
        self._question = Paragraph(theme, "", role, "text", line_factor=1.3, max_lines=2)
        self._count = Label(theme, "", "secondary" if small else "card", "text2", digits=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._question, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        self.wear(theme)

    def set_column(self, number: str, question: str, tone: str) -> None:
        """`tone` is one of tokens.COLUMN_TONES."""
        self._badge.set_column(number, tone)
        self._question.set_text(question)
        self.setAccessibleName(f"{number} {question}".strip())

    def set_count(self, text: str, spoken: str = "") -> None:
        self._count.set_text(text)
        self._count.setAccessibleName(spoken or text)

    def set_active(self, active: bool) -> None:
        """The column the capture line writes to."""
        self._question.set_colour("text" if active or not self._small else "text2")

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setSpacing(px(8 if self._small else 10))
        side, top = (0, 0) if self._small else (px(12), px(10))
        self._row.setContentsMargins(side, top, side, top)
        self.setMinimumHeight(px(28 if self._small else 52))
        super().restyle()
