"""The sheet for reading in: a file, a dropped one, or text from the chat; then what came."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from console.viewmodels.reading_in import Given, ReadingInViewModel, Report
from console.views.handover.refused_ground import RefusedGround
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph
from console.views.widgets.row_stack import RowStack, column_in
from console.views.widgets.sheet import Sheet


class ReadInSheet(Sheet):
    """What came stands on top, is read aloud, and says so when nothing was new."""

    def __init__(
        self, theme: Theme, host: QWidget, reading: ReadingInViewModel, folder: Path
    ) -> None:
        words = reading.words
        super().__init__(theme, host, words("handover.in.title"), words("shell.close"))
        self._reading = reading
        self._folder = folder
        self._intro = Paragraph(theme, words("handover.in.intro"), "body", "text2")
        self.choose = Button(theme, words("handover.in.choose"), "primary", icon="download-simple")
        self.paste = Button(theme, words("handover.in.paste"), "secondary", icon="clipboard-text")
        key = f"{words('shell.key.Ctrl')}+V"
        hint = words("handover.in.drop_hint", key=key)
        self._hint = Paragraph(theme, hint, "secondary", "text2")
        self._sentence = Paragraph(theme, "", "body_medium", "over_text")
        self._reports = RowStack(theme, self._report, words("handover.in.result_title"))
        self._given = RowStack(theme, self._given_row, words("handover.in.given_title"))
        for part in (
            self._sentence,
            self._reports,
            self._intro,
            self.choose,
            self.paste,
            self._hint,
            self._given,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.choose.clicked.connect(self._ask_for_file)
        self.paste.clicked.connect(self._paste)
        reading.changed.connect(self._on_change)

    def show_sheet(self) -> None:
        """Open with the focus on choosing a file."""
        self._reading.look()
        self._show()
        self.open(self.choose)

    def read_dropped(self, paths: list[Path]) -> None:
        """Read files that were dropped on the window, and show what they brought."""
        if not self.is_open():
            self.show_sheet()
        self._reading.read_files(paths)

    def _on_change(self) -> None:
        if self.is_open():
            self._show()

    def _show(self) -> None:
        reading = self._reading
        sentence = "\n".join(reading.sentences)
        self._sentence.set_text(sentence)
        self._sentence.setAccessibleName(sentence)
        self._sentence.setVisible(bool(sentence))
        self._reports.show_rows(reading.reports)
        self._given.show_rows(reading.given)
        self._intro.setVisible(not reading.reports)
        self._scroll.verticalScrollBar().setValue(0)
        lines = [line for report in reading.reports for line in (report.title, *report.lines)]
        said = " ".join((*reading.sentences, *lines))
        if said and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    # rows

    def _report(self, report: Report) -> QWidget:
        row = RefusedGround(self.theme) if report.refused else QWidget()
        column = column_in(row)
        if report.refused:
            px = self.theme.px
            column.setContentsMargins(px(12), px(10), px(12), px(12))
        column.addWidget(Paragraph(self.theme, report.title, "body_strong", "text"))
        for line in report.lines:
            column.addWidget(Paragraph(self.theme, line, "body", "text"))
        for refused in report.refused:
            column.addWidget(Paragraph(self.theme, refused.title, "secondary_medium", "over_text"))
            if refused.text:
                column.addWidget(Paragraph(self.theme, refused.text, "body", "text"))
        return row

    def _given_row(self, given: Given) -> QWidget:
        row = QWidget()
        column = column_in(row)
        column.addWidget(Paragraph(self.theme, given.title, "body", "text"))
        column.addWidget(Paragraph(self.theme, given.detail, "secondary", "text2"))
        return row

    # what a person does

    def _paste(self) -> None:
        self._reading.read_text(QGuiApplication.clipboard().text())

    def _ask_for_file(self) -> None:
        words = self._reading.words
        dialog = QFileDialog(self, words("handover.in.choose_title"), str(self._folder))
        dialog.setNameFilter(words("handover.file_filter"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._read)
        # Not exec(): a loop inside the loop would stop every coroutine.
        dialog.open()

    def _read(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        if paths:
            self._folder = paths[0].parent
            self._reading.read_files(paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)
