"""Technikfälle: who has trouble, what kind, where, for how long, and the way to end it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.roster_cases import CaseRow, TechCasesViewModel
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import ElidedLabel, Label, Paragraph
from console.views.widgets.panel import Hairline, Panel
from console.words import Words


class TechPanel(Panel):
    """The longest case is on top; without any it says so in a line."""

    def __init__(
        self, theme: Theme, cases: TechCasesViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        self._cases, self._words = cases, words
        self._rows: dict[str, _CaseLine] = {}
        self._none = Paragraph(theme, words("roster.tech_none"), "body", "text2")
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._scroll = QScrollArea()
        super().__init__(theme, words("roster.tech_cases"), "headset", parent, True)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self._scroll.setWidget(self._list)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self._scroll.viewport(), self._list):
            part.setAutoFillBackground(False)
        self.body.addWidget(self._scroll)
        self.set_body_margins(0, 0, 0, 0)
        for change in (cases.model.dataChanged, cases.model.rowsInserted, cases.model.rowsRemoved,
                       cases.model.rowsMoved):  # fmt: skip
            change.connect(self.show_cases)
        self.show_cases()

    def line(self, case: str) -> "_CaseLine":
        """Return the line of a case."""
        return self._rows[case]

    def show_cases(self) -> None:
        rows = self._cases.model.rows
        for gone in self._rows.keys() - {row.id for row in rows}:
            line = self._rows.pop(gone)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, row in enumerate(rows):
            line = self._rows.get(row.id) or self._made(row.id)
            if self._column.indexOf(line) != place:
                self._column.insertWidget(place, line)
            line.show_case(row, last=place == len(rows) - 1)
        self._none.setVisible(not rows)
        self.set_badge(str(len(rows)) if rows else "", "tech")

    def _made(self, case: str) -> "_CaseLine":
        line = _CaseLine(self.theme, self._words("roster.tech_solve"))
        line.solve.clicked.connect(lambda: self._cases.solve(case))
        self._rows[case] = line
        return line

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        self._column.setContentsMargins(px(14), px(6), px(12), px(6))
        self._column.setSpacing(0)
        self._none.setContentsMargins(0, px(8), 0, px(8))


class _CaseLine(Themed, QWidget):
    """Name and running time above, what and where below, the button at the right."""

    def __init__(self, theme: Theme, solve: str) -> None:
        super().__init__()
        self._name = ElidedLabel(theme, "", "body_strong")
        self._time = Label(theme, "", "body_strong", "tech_text", digits=True)
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
