"""Parked text in the sync sheet of who leads: read it, take it in, or set it aside."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.parked import ParkedViewModel
from console.viewmodels.parked_entry import ParkedEntry
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.row_stack import RowStack, column_in


class ParkedList(Themed, QWidget):
    """Hidden while there is nothing; what was set aside comes back with one press.

    `emptied`: what held the focus here is gone.
    """

    emptied = Signal()

    def __init__(self, theme: Theme, parked: ParkedViewModel) -> None:
        super().__init__()
        self._parked = parked
        words = parked.words
        self._title = Label(theme, "", "body_strong", "text")
        self._rows = RowStack(theme, self._row)
        self._hint = Paragraph(theme, words("parked.hint"), "secondary", "text2")
        self._sentence = Paragraph(theme, "", "body_medium", "over_text")
        self.toggle = Button(theme, "", "quiet", "small", icon="archive")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._hint, self._sentence, self._rows):
            self._column.addWidget(part)
        self._column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self.toggle.clicked.connect(parked.toggle_aside)
        parked.changed.connect(self.show_parked)
        self.wear(theme)

    def show_parked(self) -> None:
        """Read it anew; only where it has its place, or it would be a window of its own."""
        parked, held = self._parked, self._has_focus()
        entries, label = parked.entries, parked.aside_label
        self._sentence.set_text(parked.sentence)
        self._sentence.setAccessibleName(parked.sentence)
        self._sentence.setVisible(bool(parked.sentence))
        self._title.set_text(parked.title)
        self._rows.show_rows(entries)
        self._hint.setVisible(bool(entries))
        self.toggle.set_text(label)
        self.toggle.setVisible(bool(label))
        self.setVisible(parked.is_shown)
        if held and not self._has_focus():
            self.emptied.emit()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _row(self, entry: ParkedEntry) -> QWidget:
        row = QWidget()
        theme, words, parked = self.theme, self._parked.words, self._parked
        column = column_in(row)
        column.addWidget(Paragraph(theme, entry.title, "secondary_medium", "text2"))
        column.addWidget(Paragraph(theme, entry.text, "body", "text"))
        column.addWidget(Paragraph(theme, entry.detail, "secondary", "text2"))
        if entry.answer:
            column.addWidget(Paragraph(theme, entry.answer, "secondary_medium", "warn1_text"))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, theme.px(4), 0, 0)
        buttons.setSpacing(theme.px(6))
        for text, name, act in (
            (words("parked.adopt"), entry.adopt_name, parked.adopt),
            (words("parked.set_aside"), entry.aside_name, parked.set_aside),
            (words("parked.as_note"), entry.note_name, parked.as_note),
        ):
            if name:
                button = Button(theme, text, size="mini")
                button.setAccessibleName(name)
                button.clicked.connect(lambda _=False, do=act: do(entry.id))
                buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return row

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(8))
        super().restyle()
