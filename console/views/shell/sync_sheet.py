"""The sheet behind the sync chip: how it stands, who is there, and what was not accepted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.sync_details import Fact, PersonRow, RefusedRow, SyncDetailsViewModel
from console.views.theme import Theme
from console.views.widgets.avatar import Avatar
from console.views.widgets.button import Button
from console.views.widgets.label import ElidedLabel, Label, Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.row_stack import RowStack, column_in
from console.views.widgets.sheet import Sheet


class SyncSheet(Sheet):
    """`sync_wanted`: "Jetzt sichern und abgleichen". `export_wanted`: what was refused, as a file.
    `give_wanted`, `take_wanted`: handing over by hand.

    Rows that read as before stay as they are: whoever reads or holds the focus there is not
    disturbed by an evening that goes on.
    """

    sync_wanted = Signal()
    export_wanted = Signal()
    give_wanted = Signal()
    take_wanted = Signal()

    def __init__(self, theme: Theme, host: QWidget, details: SyncDetailsViewModel) -> None:
        words = details.words
        super().__init__(theme, host, words("shell.sync_sheet.title"), words("shell.close"))
        self._details = details
        self._sentence = Paragraph(theme, "", "body_medium", "text")
        self._facts = RowStack(theme, self._fact)
        self._people = RowStack(theme, self._person, words("shell.sync_sheet.people_title"))
        self._refused = RowStack(theme, self._refusal, words("shell.sync_sheet.rejected_title"))
        self._notice = Paragraph(theme, "", "secondary", "text2")
        self._export = Button(theme, words("shell.sync_sheet.export"), "quiet")
        self._sync = Button(theme, words("shell.sync_sheet.sync_now"), "primary")
        self._put_together()
        self._sync.clicked.connect(self.sync_wanted)
        self._export.clicked.connect(self.export_wanted)
        details.changed.connect(self._on_change)

    def _put_together(self) -> None:
        for part in (self._sentence, self._refused, self._notice):
            self.body.addWidget(part)
        self._added = QVBoxLayout()
        self._added.setSpacing(self.theme.px(16))
        self.body.addLayout(self._added)
        for part in (self._facts, self._people):
            self.body.addWidget(part)
        self._add_hand_over()
        self.body.addStretch(1)
        self.footer.addWidget(self._export)
        self.footer.addStretch(1)
        self.footer.addWidget(self._sync)

    def _add_hand_over(self) -> None:
        theme, words = self.theme, self._details.words
        self.give = Button(theme, words("handover.give"), size="small", icon="export")
        self.take = Button(theme, words("handover.take"), size="small", icon="download-simple")
        self.give.clicked.connect(self.give_wanted)
        self.take.clicked.connect(self.take_wanted)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.give)
        row.addWidget(self.take)
        row.addStretch(1)
        self.body.addWidget(Hairline(theme))
        self.body.addWidget(Label(theme, words("handover.section"), "body_strong", "text"))
        hint = Paragraph(theme, words("handover.section_hint"), "secondary", "text2")
        self.body.addWidget(hint)
        self.body.addLayout(row)

    def add_part(self, part: QWidget) -> None:
        """Put something below what was refused; it shows and hides itself."""
        self._added.addWidget(part)

    def show_details(self) -> None:
        """Open with the focus on what can be done."""
        self._show()
        self.open(self._sync if self._details.is_paired else self.give)

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
            self.hold_focus()

    def hold_focus(self) -> None:
        """Keep the keyboard in the sheet when what had it is gone."""
        (self._sync if self._details.is_paired else self.give).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    # rows

    def _fact(self, fact: Fact) -> QWidget:
        row = QWidget()
        column = column_in(row)
        column.addWidget(Label(self.theme, fact.label, "secondary_medium", "text2"))
        if fact.is_path:
            column.addLayout(self._path(fact.value))
        else:
            column.addWidget(Paragraph(self.theme, fact.value, "body", "text"))
        return row

    def _path(self, path: str) -> QHBoxLayout:
        """A path on one line: where it begins and ends is seen, and all of it can be copied."""
        words = self._details.words
        copy = Button(self.theme, words("handover.copy_path"), size="mini", icon="copy")
        copy.setAccessibleName(words("handover.copy_path_name", path=path))
        copy.clicked.connect(lambda: self._copy(path))
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(8))
        line.addWidget(ElidedLabel(self.theme, path, "body", "text", middle=True), 1)
        line.addWidget(copy)
        return line

    def _copy(self, path: str) -> None:
        QGuiApplication.clipboard().setText(path)
        self._details.tell_copied()

    def _person(self, person: PersonRow) -> QWidget:
        row = QWidget()
        name = Paragraph(self.theme, person.name, "body", "text")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        if person.detail:
            words.addWidget(Paragraph(self.theme, person.detail, "secondary", "text2"))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.theme.px(10))
        face = Avatar(self.theme, person.initials, person.name, quiet=not person.online)
        line.addWidget(face, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return row

    def _refusal(self, refused: RefusedRow) -> QWidget:
        row = QWidget()
        column = column_in(row)
        column.addWidget(Paragraph(self.theme, refused.title, "secondary_medium", "over_text"))
        if refused.text:
            column.addWidget(Paragraph(self.theme, refused.text, "body", "text"))
        if refused.adopt_name:
            adopt = Button(self.theme, self._details.words("shell.sync_sheet.adopt"), size="small")
            adopt.setAccessibleName(refused.adopt_name)
            adopt.clicked.connect(lambda: self._details.adopt(refused.id))
            column.addWidget(adopt, 0, Qt.AlignmentFlag.AlignLeft)
        return row
