"""The sheet behind the sync chip: how it stands, who is there, and what was not accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.sync_details import Fact, PersonRow, RefusedRow, SyncDetailsViewModel
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.avatar import Avatar
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.sheet import Sheet


class SyncSheet(Sheet):
    """`sync_wanted`: "Jetzt sichern und abgleichen". `export_wanted`: what was refused, as a file.

    Rows that read as before stay as they are: whoever reads or holds the focus there is not
    disturbed by an evening that goes on.
    """

    sync_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, host: QWidget, details: SyncDetailsViewModel) -> None:
        words = details.words
        super().__init__(theme, host, words("shell.sync_sheet.title"), words("shell.close"))
        self._details = details
        self._sentence = Paragraph(theme, "", "body_medium", "text")
        self._facts = _Rows(theme, self._fact)
        self._people = _Rows(theme, self._person, words("shell.sync_sheet.people_title"))
        self._refused = _Rows(theme, self._refusal, words("shell.sync_sheet.rejected_title"))
        self._notice = Paragraph(theme, "", "secondary", "text2")
        self._export = Button(theme, words("shell.sync_sheet.export"), "quiet")
        self._sync = Button(theme, words("shell.sync_sheet.sync_now"), "primary")
        self._put_together()
        self._sync.clicked.connect(self.sync_wanted)
        self._export.clicked.connect(self.export_wanted)
        details.changed.connect(self._on_change)

    def _put_together(self) -> None:
        parts = (self._sentence, self._refused, self._notice, self._facts, self._people)
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.footer.addWidget(self._export)
        self.footer.addStretch(1)
        self.footer.addWidget(self._sync)

    def show_details(self) -> None:
        """Open with the focus on what can be done."""
        self._show()
        self.open(self._sync if self._details.is_paired else None)

    def _on_change(self) -> None:
        if self.is_open():
            self._show()

    def _show(self) -> None:
        details = self._details
        self._sentence.set_text(details.sentence)
        held = QApplication.focusWidget()
        self._facts.show_rows(details.facts)
        self._people.show_rows(details.people)
        self._refused.show_rows(details.refused)
        self._export.setVisible(bool(details.refused))
        self._sync.setVisible(details.is_paired)
        self._notice.set_text(details.notice)
        self._notice.setVisible(bool(details.notice))
        if held is not None and QApplication.focusWidget() is None:
            self._sync.setFocus(Qt.FocusReason.OtherFocusReason)

    # rows

    def _fact(self, fact: Fact) -> QWidget:
        row = QWidget()
        label = Label(self.theme, fact.label, "secondary_medium", "text2")
        value = Paragraph(self.theme, fact.value, "body", "text")
        column = _column(row)
        column.addWidget(label)
        column.addWidget(value)
        return row

    def _person(self, person: PersonRow) -> QWidget:
        row = QWidget()
        name = Paragraph(self.theme, person.name, "body", "text")
        detail = Paragraph(self.theme, person.detail, "secondary", "text2")
        detail.setVisible(bool(person.detail))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(detail)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.theme.px(10))
        face = Avatar(self.theme, person.initials, person.name, quiet=not person.online)
        line.addWidget(face, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return row

    def _refusal(self, refused: RefusedRow) -> QWidget:
        row = QWidget()
        column = _column(row)
        column.addWidget(Paragraph(self.theme, refused.title, "secondary_medium", "over_text"))
        if refused.text:
            column.addWidget(Paragraph(self.theme, refused.text, "body", "text"))
        if refused.adopt_name:
            adopt = Button(self.theme, self._details.words("shell.sync_sheet.adopt"), size="small")
            adopt.setAccessibleName(refused.adopt_name)
            adopt.clicked.connect(lambda: self._details.adopt(refused.id))
            column.addWidget(adopt, 0, Qt.AlignmentFlag.AlignLeft)
        return row


class _Rows(Themed, QWidget):
    """A list that is built anew only when it reads differently; hidden while it is empty."""

    def __init__(self, theme: Theme, make: Callable[[Any], QWidget], title: str = "") -> None:
        super().__init__()
        self._make = make
        self._rows: tuple[object, ...] = ()
        self._built: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        if title:
            self._column.addWidget(Label(theme, title, "body_strong", "text"))
        self.wear(theme)

    def show_rows(self, rows: Sequence[object]) -> None:
        """Show these rows; equal ones to those before stay as they are."""
        self.setVisible(bool(rows))
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        for row in self._built:
            row.hide()
            row.deleteLater()
        self._built = [self._make(row) for row in rows]
        for row in self._built:
            self._column.addWidget(row)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(10))
        super().restyle()


def _column(row: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    return column
