"""In the sync sheet: the report of merging two histories, or the question how to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.histories import HistoriesViewModel, HistoryReport
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.row_stack import RowStack, column_in


class HistoryPart(Themed, QWidget):
    """Hidden while there is neither; two choices, each with what it means."""

    def __init__(self, theme: Theme, histories: HistoriesViewModel) -> None:
        super().__init__()
        self._histories = histories
        words = histories.words
        self._title = Label(theme, words("handover.history.other_title"), "body_strong", "text")
        self._question = Paragraph(theme, "", "body", "text")
        self.rejoin = Button(theme, words("handover.history.rejoin"), "secondary")
        hint = words("handover.history.rejoin_hint")
        self._rejoin_hint = Paragraph(theme, hint, "secondary", "text2")
        self.alone = Button(theme, words("handover.history.alone"), "secondary")
        hint = words("handover.history.alone_hint")
        self._alone_hint = Paragraph(theme, hint, "secondary", "text2")
        self.publish = Button(
            theme, words("handover.publish.button"), "secondary", icon="upload-simple"
        )
        hint = words("handover.publish.hint")
        self._publish_hint = Paragraph(theme, hint, "secondary", "text2")
        self._report = RowStack(theme, self._told)
        self.toggle = Button(theme, "", "quiet", "small", icon="git-merge")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (
            self._title,
            self._question,
            self.rejoin,
            self._rejoin_hint,
            self.alone,
            self._alone_hint,
            self.publish,
            self._publish_hint,
            self._report,
        ):
            self._column.addWidget(part)
        self._column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self.rejoin.clicked.connect(histories.rejoin)
        self.alone.clicked.connect(histories.stay_alone)
        self.publish.clicked.connect(histories.publish)
        self.toggle.clicked.connect(histories.toggle)
        histories.changed.connect(self.show_histories)
        self.wear(theme)

    def show_histories(self) -> None:
        """Read it anew; only where it has its place, or it would be a window of its own."""
        histories = self._histories
        question, report, label = histories.question, histories.report, histories.toggle_label
        self._question.set_text(question)
        for part in (self._title, self._question, self.rejoin):
            part.setVisible(bool(question))
        for part in (self._rejoin_hint, self.alone, self._alone_hint):
            part.setVisible(histories.may_stay_alone)
        for part in (self.publish, self._publish_hint):
            part.setVisible(histories.may_publish)
        self._report.show_rows([report] if report is not None and histories.is_open else [])
        self.toggle.set_text(label)
        self.toggle.setVisible(bool(label))
        self.setVisible(bool(question or label or histories.may_publish))

    def _told(self, report: HistoryReport) -> QWidget:
        row = QWidget()
        column = column_in(row)
        column.addWidget(Paragraph(self.theme, report.title, "body_strong", "text"))
        for line in report.lines:
            column.addWidget(Paragraph(self.theme, line, "body", "text"))
        return row

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(8))
        super().restyle()
