"""Two versions of a measure's text, and the choice between them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from console.viewmodels.board_row import VersionRow
from console.viewmodels.results_measures import ResultMeasures
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.sheet import Sheet


class VersionsSheet(Sheet):
    """`together_wanted`: a person wants to write one text of both (measure, column)."""

    together_wanted = Signal(str, int)

    def __init__(
        self, theme: Theme, host: QWidget, measures: ResultMeasures, measure: str, column: int
    ) -> None:
        words = measures.words
        super().__init__(theme, host, words("results.versions_title"), words("shell.close"))
        self._measures, self._measure, self._column = measures, measure, column
        what = measures.rows[measures.table.row_of(measure)].what
        told = words("results.versions_text", column=measures.title(column), what=what)
        self.body.addWidget(Paragraph(theme, told, "body", "text2"))
        self.keep_buttons: list[Button] = []
        may_choose = measures.may_change(measure)
        self._add_versions(measures.versions(measure, column), may_choose=may_choose)
        self.together = Button(theme, words("notes.conflict_edit"), icon="pencil-simple")
        self.together.clicked.connect(self._write_together)
        self.body.addWidget(self.together, 0, Qt.AlignmentFlag.AlignLeft)
        self.together.setVisible(may_choose)
        self.body.addStretch(1)

    def _add_versions(self, versions: Sequence[VersionRow], *, may_choose: bool) -> None:
        words = self._measures.words
        for version in versions:
            text = version.text or words("results.versions_empty")
            self.body.addWidget(Label(self.theme, version.who, "secondary_strong", "over_text"))
            self.body.addWidget(Paragraph(self.theme, text, "card", "text"))
            if may_choose:
                keep = Button(self.theme, words("notes.conflict_keep"), size="small")
                keep.setAccessibleName(f"{keep.text()}, {version.who}: {text}")
                keep.clicked.connect(lambda _=False, op=version.id: self._keep(op))
                self.keep_buttons.append(keep)
                self.body.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
            self.body.addWidget(Hairline(self.theme))

    def _keep(self, version: str) -> None:
        if self._measures.keep(self._measure, self._column, version):
            self.close_sheet()

    def _write_together(self) -> None:
        self.close_sheet()
        self.together_wanted.emit(self._measure, self._column)
