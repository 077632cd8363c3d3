"""One open technical case: name and running time, what and where, and the way to end it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.roster_cases import CaseRow
from console.views.roster.running_time import RunningTime
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import ElidedLabel
from console.views.widgets.panel import Hairline


class CaseLine(Themed, QWidget):
    """The button stands at the right, where this role may end it."""

    def __init__(self, theme: Theme, solve: str) -> None:
        super().__init__()
        self._name = ElidedLabel(theme, "", "body_strong")
        self._time = RunningTime(theme, "body_strong", "tech_text", Qt.AlignmentFlag.AlignRight)
        self._where = ElidedLabel(theme, "", "secondary", "text2")
        self.solve = Button(theme, solve, size="small", icon="check")
        self._line = Hairline(theme)
        self._above, self._words, self._row = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self._above.addWidget(self._name, 1)
        self._above.addWidget(self._time)
        self._words.addLayout(self._above)
        self._words.addWidget(self._where)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self.solve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(self._line)
        self.wear(theme)

    def show_case(self, row: CaseRow, *, last: bool) -> None:
        self._name.set_text(row.name)
        self._time.set_text(row.time)
        self._where.set_text(row.where)
        self.solve.setVisible(row.solvable)
        self.solve.setAccessibleName(row.solve_name)
        self.setAccessibleName(row.description)
        self._line.setVisible(not last)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(0, px(8), 0, px(8))
        self._row.setSpacing(px(10))
        self._above.setSpacing(px(8))
        self._words.setSpacing(px(2))
        super().restyle()
