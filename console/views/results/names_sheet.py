"""The names in the texts one by one: what stands there, and what the public edition says."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from console.viewmodels.results_checks import NameRow
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.sheet import Sheet
from console.words import Words


class NamesSheet(Sheet):
    """Not to be ticked off: it shows what will happen. `target_wanted` leads to the text."""

    target_wanted = Signal(str)

    def __init__(self, theme: Theme, host: QWidget, rows: Sequence[NameRow], words: Words) -> None:
        super().__init__(theme, host, words("results.names_title"), words("shell.close"))
        self._words = words
        intro = "results.names_intro" if rows else "results.names_none"
        self.body.addWidget(Paragraph(theme, words(intro), "body", "text2"))
        self.entries: list[NameEntry] = []
        for heading, shown in (
            ("results.names_replaced", [row for row in rows if row.kind == "name"]),
            ("results.names_looks", [row for row in rows if row.kind != "name"]),
        ):
            if shown:
                self._add(heading, shown)
        self.body.addStretch(1)

    def _add(self, heading: str, rows: Sequence[NameRow]) -> None:
        self.body.addWidget(Label(self.theme, self._words(heading), "card_strong"))
        for place, row in enumerate(rows):
            if place:
                self.body.addWidget(Hairline(self.theme))
            entry = NameEntry(self.theme, row, self._words)
            entry.wanted.connect(self._on_wanted)
            self.body.addWidget(entry)
            self.entries.append(entry)

    def _on_wanted(self, target: str) -> None:
        self.close_sheet()
        self.target_wanted.emit(target)


class NameEntry(Themed, QWidget):
    """A name with what stands around it, and the words that take its place."""

    wanted = Signal(str)

    def __init__(
        self, theme: Theme, row: NameRow, words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        self._place = Label(theme, row.place, "secondary_medium", "text2")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setAccessibleName(f"{row.before}{row.found}{row.after}")
        told = words("results.names_public", text=row.public)
        self._public = Paragraph(theme, told if row.kind == "name" else "", "body", "accent_text")
        self.show_button = Button(theme, words("results.show"), size="mini")
        name = words("results.check_action", action=self.show_button.text(), what=row.place)
        self.show_button.setAccessibleName(name)
        self.show_button.clicked.connect(lambda: self.wanted.emit(row.target))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._place, self._text, self._public):
            self._column.addWidget(part)
        self._column.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._public.setVisible(row.kind == "name")
        self.show_button.setVisible(bool(row.target))
        self.wear(theme)

    def restyle(self) -> None:
        theme, row = self.theme, self.row
        self._column.setSpacing(theme.px(4))
        self._text.setFont(theme.font("body"))
        ink, mark = theme.colour("text").name(), theme.colour("warn5_text").name()
        before, found, after = (escape(part) for part in (row.before, row.found, row.after))
        self._text.setText(
            f'<span style="color:{ink}">{before}<b style="color:{mark}">{found}</b>{after}</span>'
        )
        super().restyle()
