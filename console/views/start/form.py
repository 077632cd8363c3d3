"""A form of the start page: labelled fields one below the other, and one primary button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph
from console.views.widgets.text_field import TextField


class Form(Themed, QWidget):
    """Rows of fields by name; Enter in any field means the button."""

    submitted = Signal()

    def __init__(
        self, theme: Theme, note: str, rows: Sequence[Sequence[tuple[str, str, str]]], go: str
    ) -> None:
        """`rows` holds fields as (name, label, placeholder), those of one row side by side."""
        super().__init__()
        self.fields: dict[str, TextField] = {}
        self._rows: list[QHBoxLayout] = []
        self._note = Paragraph(theme, note, "secondary", "text2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._note)
        for row in rows:
            self._add_row(theme, row)
        self.failure = Paragraph(theme, "", "body_medium", "over_text")
        self.failure.hide()
        self.button = Button(theme, go, "primary", "large")
        self._column.addWidget(self.failure)
        self._column.addWidget(self.button)
        self._column.addStretch(1)
        self._go = go
        self._is_waiting = False
        self.button.clicked.connect(self._submit)
        self.wear(theme)

    def _add_row(self, theme: Theme, row: Sequence[tuple[str, str, str]]) -> None:
        line = QHBoxLayout()
        for name, label, placeholder in row:
            field = TextField(theme, label, placeholder)
            field.submitted.connect(self._submit)
            field.edited.connect(self._forgive)
            self.fields[name] = field
            line.addWidget(field, 1)
        self._rows.append(line)
        self._column.addLayout(line)

    def set_note(self, note: str) -> None:
        """Say something else above the fields."""
        self._note.set_text(note)

    def add_below(self, widget: QWidget) -> None:
        """Put something above the button that is not a field."""
        self._column.insertWidget(self._column.indexOf(self.failure), widget)

    def text(self, name: str) -> str:
        return self.fields[name].text()

    def fill(self, **texts: str) -> None:
        for name, text in texts.items():
            self.fields[name].set_text(text)

    def focus_first(self) -> None:
        """Where typing begins: the first empty field."""
        shown = [field for field in self.fields.values() if not field.isHidden()]
        empty = [field for field in shown if not field.text()]
        (empty or shown)[0].edit.setFocus()

    def set_error(self, name: str, sentence: str) -> None:
        """Say at the field what is wrong, and go there."""
        self.fields[name].set_error(sentence)
        self.fields[name].edit.setFocus()

    def set_waiting(self, sentence: str) -> None:
        """Say on the button what takes a moment; until then Enter means nothing more."""
        self._is_waiting = bool(sentence)
        self.button.set_text(sentence or self._go)

    def _submit(self) -> None:
        if not self._is_waiting:
            self.submitted.emit()

    def set_failure(self, sentence: str) -> None:
        """Say what did not go; empty takes it away."""
        self.failure.set_text(sentence)
        self.failure.setVisible(bool(sentence))

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(12))
        for row in self._rows:
            row.setSpacing(self.theme.px(12))
        super().restyle()

    def _forgive(self) -> None:
        for field in self.fields.values():
            field.set_error("")
        self.set_failure("")
