"""A large number with its label and a line of context."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import Label


class KeyFigure(Themed, QWidget):
    """Every figure says what it counts; `tone` marks a context that wants a look."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = CountdownLabel(theme, "key_figure")
        self._label = Label(theme, "", "body_medium", "text")
        self._detail = Label(theme, "", "secondary", "text2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._number, self._label, self._detail):
            self._column.addWidget(widget)
        self.wear(theme)

    def set_figure(self, number: str, label: str, detail: str = "", tone: str = "") -> None:
        self._number.set_text(number)
        self._label.set_text(label)
        self._detail.set_text(detail)
        self._detail.setVisible(bool(detail))
        self._detail.set_colour(f"{tone}_text" if tone else "text2")
        self.setAccessibleName(" ".join(filter(None, (number, label, detail))))

    def set_compact(self, compact: bool) -> None:
        self._number.set_role("key_figure_l" if compact else "key_figure")

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(3))
        super().restyle()
