"""A key figure in the head of the results: number, what it counts, a remark over two lines."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.results_head import Figure
from console.views.shell.breakpoints import Breakpoint
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import Paragraph

_ROLES = {Breakpoint.XL: "key_figure", Breakpoint.S: "fact"}


class HeadFigure(Themed, QWidget):
    """Words are wrapped, never cut: five figures may stand in a narrow window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = CountdownLabel(theme, "key_figure")
        self._label = Paragraph(theme, "", "body_medium", "text", line_factor=1.25)
        self._detail = Paragraph(theme, "", "secondary", "text2", line_factor=1.25)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._number, self._label, self._detail):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.wear(theme)

    def show_figure(self, figure: Figure) -> None:
        self._number.set_text(figure.number)
        self._label.set_text(figure.label)
        # An empty remark keeps its line, so that all numbers stand at one height.
        self._detail.set_text(figure.detail or "\u00a0")
        self._detail.set_colour(f"{figure.tone}_text" if figure.tone else "text2")
        told = f"{figure.number} {figure.label}"
        self.setAccessibleName(", ".join(filter(None, (told, figure.detail))))

    def set_breakpoint(self, step: Breakpoint) -> None:
        self._number.set_role(_ROLES.get(step, "key_figure_l"))

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(2))
        super().restyle()
