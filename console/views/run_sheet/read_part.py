"""The part of the sheet that reads a table in: first what was understood, then the decision."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.run_sheet_reading import RunSheetReading
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph


class ReadPart(Themed, QWidget):
    """Nothing changes before "Übernehmen". `shown`: a preview is there to be looked at."""

    shown = Signal()

    def __init__(self, theme: Theme, reading: RunSheetReading, folder: Path) -> None:
        super().__init__()
        self._reading, self._folder = reading, folder
        words = reading.words
        self.choose = Button(theme, words("run_sheet_in.choose"), icon="download-simple")
        self.take = Button(theme, words("run_sheet_in.take"), "primary", icon="check")
        self.discard = Button(theme, words("run_sheet_in.discard"), "quiet")
        self._sentence = Paragraph(theme, "", "body_medium", "text")
        self._source = Paragraph(theme, "", "secondary_medium", "text2")
        self._effect = Paragraph(theme, "", "body", "text")
        self._remarks_head = Label(theme, "", "body_strong", "warn5_text")
        self._remarks = Paragraph(theme, "", "body", "text")
        self._items_head = Label(theme, "", "body_strong")
        self._items = Paragraph(theme, "", "body", "text", line_factor=1.5)
        self._columns_head = Label(theme, words("run_sheet_in.columns"), "body_strong")
        self._columns = Paragraph(theme, "", "secondary", "text2", line_factor=1.4)
        self._decision = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._arrange(theme)
        self.choose.clicked.connect(self._ask)
        self.take.clicked.connect(reading.take)
        self.discard.clicked.connect(reading.discard)
        reading.changed.connect(self._show)
        self.wear(theme)
        self._show()

    def _arrange(self, theme: Theme) -> None:
        words = self._reading.words
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Label(theme, words("run_sheet_in.heading"), "card_strong"))
        self._column.addWidget(Paragraph(theme, words("run_sheet_in.note"), "secondary", "text2"))
        self._column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._decision.addWidget(self.take)
        self._decision.addWidget(self.discard)
        self._decision.addStretch(1)
        for part in (self._sentence, self._source, self._effect):
            self._column.addWidget(part)
        self._column.addLayout(self._decision)
        self._preview = (
            self._source, self._effect, self.take, self.discard, self._items_head, self._items,
            self._columns_head, self._columns,
        )  # fmt: skip
        for part in (
            self._remarks_head, self._remarks, self._items_head, self._items, self._columns_head,
            self._columns,
        ):  # fmt: skip
            self._column.addWidget(part)

    def _show(self) -> None:
        reading, preview = self._reading, self._reading.preview
        self._sentence.set_text(reading.sentence)
        self._sentence.set_colour("over_text" if reading.failed else "text")
        self._sentence.setVisible(bool(reading.sentence))
        for part in self._preview:
            part.setVisible(preview is not None)
        has_remarks = preview is not None and bool(preview.remarks)
        self._remarks_head.setVisible(has_remarks)
        self._remarks.setVisible(has_remarks)
        said = reading.sentence
        if preview is not None:
            self._source.set_text(preview.source)
            self._effect.set_text(preview.effect)
            self._remarks_head.set_text(preview.remarks_heading)
            self._remarks.set_text("\n".join(preview.remarks))
            self._items_head.set_text(preview.heading)
            self._items.set_text("\n".join(preview.items))
            self._columns.set_text("\n".join(preview.columns))
            said = f"{preview.source} {preview.heading} {preview.remarks_heading}"
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)
            self.shown.emit()
        elif self.isVisible():
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        if said and self.isVisible() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _ask(self) -> None:
        words = self._reading.words
        dialog = QFileDialog(self, words("run_sheet_in.choose_title"), str(self._folder))
        dialog.setNameFilter(words("run_sheet_in.file_filter"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read)
        # Not exec(): a loop inside the loop would stop every coroutine.
        dialog.open()

    def read(self, name: str) -> None:
        """Look at the table of a file."""
        self._folder = Path(name).parent
        self._reading.read(Path(name))

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setSpacing(px(10))
        self._decision.setSpacing(px(8))
        super().restyle()
