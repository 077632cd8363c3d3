"""What stands in a cell while it is being edited: a line of text, or the choice of a state."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.combo_box import ComboBox


class TextCell(Themed, QLineEdit):
    """Remembers which measure and column it stands for: rows may move while somebody types.

    `keeps_text`: the first key is added to what stands there instead of replacing it.
    """

    def __init__(
        self, theme: Theme, measure: str, column: int, parent: QWidget, *, keeps_text: bool = False
    ) -> None:
        super().__init__(parent)
        self.measure, self.column, self._keeps_text = measure, column, keeps_text
        self.setFrame(False)
        self.wear(theme)

    def focus_radius(self) -> float:
        return self.theme.px(7)

    def restyle(self) -> None:
        px, theme = self.theme.px, self.theme
        self.setFont(theme.font("body"))
        self.setTextMargins(px(7), 0, px(7), 0)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        self.setPalette(palette)
        super().restyle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # The table has chosen all of it, and hands the key on only after this.
        if self._keeps_text:
            self.deselect()
            self.end(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, rect = self.theme, QRectF(self.rect())
        line = theme.colour("line_control")
        rounded_box(painter, rect, theme.px(7), theme.colour("bg_panel"), line)
        painter.end()
        super().paintEvent(event)


class StatusCell(ComboBox):
    """The states of a measure; what is chosen counts when the cell is left."""

    def __init__(self, theme: Theme, name: str, measure: str, column: int, parent: QWidget) -> None:
        super().__init__(theme, name, size="small", parent=parent)
        self.measure, self.column = measure, column
        self.setAutoFillBackground(True)
