"""Technikfälle: who has trouble, what kind, where, for how long, and the way to end it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.roster_cases import TechCasesViewModel
from console.views.roster.case_line import CaseLine
from console.views.theme import Theme
from console.views.widgets.label import Paragraph
from console.views.widgets.panel import Panel
from console.words import Words


class TechPanel(Panel):
    """The longest case is on top; without any it says so in a line."""

    def __init__(
        self, theme: Theme, cases: TechCasesViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        self._cases, self._words = cases, words
        self._rows: dict[str, CaseLine] = {}
        self._shown = -1
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

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        rows = self._cases.model.rows
        return [self._rows[row.id].solve for row in rows if row.id in self._rows]

    def line(self, case: str) -> CaseLine:
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
        if len(rows) != self._shown:
            self._shown = len(rows)
            self.set_badge(str(len(rows)) if rows else "", "tech")

    def _made(self, case: str) -> CaseLine:
        line = CaseLine(self.theme, self._words("roster.tech_solve"))
        line.solve.clicked.connect(lambda: self._cases.solve(case))
        self._rows[case] = line
        return line

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        self._column.setContentsMargins(px(14), px(6), px(12), px(6))
        self._column.setSpacing(0)
        self._none.setContentsMargins(0, px(8), 0, px(8))
