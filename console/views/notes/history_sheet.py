"""All versions of a note in a side sheet; any of them can be brought back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.notes_history import NoteHistory, PastVersion
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.sheet import Sheet
from console.words import Words


class HistorySheet(Sheet):
    """Filled anew each time it is opened; the note itself stays where it is."""

    def __init__(self, theme: Theme, host: QWidget, words: Words) -> None:
        super().__init__(theme, host, words("notes.history_title"), words("shell.close"))
        self._words = words
        self._history: NoteHistory | None = None
        self._list = QWidget()
        self.body.addWidget(self._list)
        self.body.addStretch(1)

    def show_history(self, history: NoteHistory) -> None:
        self._history = history
        self._fill()
        self.open()

    def refresh(self) -> None:
        """The note changed while the sheet is open."""
        if self._history is not None and self.is_open():
            self._fill()

    def _fill(self) -> None:
        assert self._history is not None
        old, self._list = self._list, QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(10))
        may = self._history.may_bring_back
        for version in self._history.versions:
            self._add(column, version, may_bring_back=may and not version.is_shown)
        self.body.replaceWidget(old, self._list)
        old.hide()
        old.deleteLater()

    def _add(self, column: QVBoxLayout, version: PastVersion, *, may_bring_back: bool) -> None:
        theme, words = self.theme, self._words
        who = version.who
        if version.is_shown:
            who = words("notes.history_now", version=who)
        column.addWidget(Label(theme, who, "secondary_strong", "text2"))
        column.addWidget(Paragraph(theme, version.text, "card", "text", line_factor=1.32))
        if may_bring_back:
            button = Button(theme, words("notes.history_back"), size="mini", icon="arrow-u-up-left")
            button.setAccessibleName(f"{button.text()}, {version.who}: {version.text}")
            button.clicked.connect(lambda _=False, op=version.id: self._bring_back(op))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Hairline(theme))

    def _bring_back(self, version: str) -> None:
        if self._history is not None and self._history.bring_back(version):
            self.close_sheet()
