"""The sheet for giving a device away: what is missing, else what goes, and the receipt."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from console.viewmodels.leaving import LeavingViewModel
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph
from console.views.widgets.sheet import Sheet


class LeavingSheet(Sheet):
    """`saved` names the file of the receipt: then the device is given away, and not before.

    `export_wanted`: something is on this device alone, and a person wants it as a document.
    """

    saved = Signal(Path)
    export_wanted = Signal()

    def __init__(
        self, theme: Theme, host: QWidget, leaving: LeavingViewModel, folder: Path
    ) -> None:
        words = leaving.words
        super().__init__(theme, host, words("leaving.title"), words("shell.close"))
        self._model = leaving
        self._folder = folder
        self._intro = Paragraph(theme, words("leaving.intro"), "body", "text2")
        self._state = Paragraph(theme, "", "body_medium", "ok_text")
        self._missing = Paragraph(theme, "", "body_medium", "warn1_text")
        self._goes = Paragraph(theme, words("leaving.goes"), "body", "text")
        self._stays = Paragraph(theme, words("leaving.stays"), "secondary", "text2")
        self._notice = Paragraph(theme, "", "body_medium", "over_text")
        self.export = Button(theme, words("leaving.export"), "secondary", icon="export")
        self.give = Button(theme, words("leaving.give"), "primary", icon="floppy-disk")
        parts = (self._intro, self._state, self._missing, self._goes, self._stays, self._notice)
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.footer.addWidget(self.export)
        self.footer.addStretch(1)
        self.footer.addWidget(self.give)
        self.export.clicked.connect(self.export_wanted)
        self.give.clicked.connect(self._ask_for_place)
        leaving.changed.connect(self._on_change)

    def show_sheet(self) -> None:
        """Open with the focus on what can be done."""
        self._show()
        self.open(self.give if self._model.is_ready else self.export)

    def _on_change(self) -> None:
        if self.is_open():
            self._show()

    def _show(self) -> None:
        leaving = self._model
        ready = leaving.is_ready
        for part, text in (
            (self._state, leaving.summary if ready else ""),
            (self._missing, "\n".join(leaving.missing)),
            (self._notice, leaving.notice),
        ):
            part.set_text(text)
            part.setAccessibleName(text)
            part.setVisible(bool(text))
        self._goes.setVisible(ready)
        self._stays.setVisible(ready)
        was_inside = self.export.hasFocus() or self.give.hasFocus()
        self.give.setVisible(ready)
        self.export.setVisible(not ready)
        if was_inside:
            self._first_action().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_action(self) -> Button:
        return self.give if self._model.is_ready else self.export

    def _ask_for_place(self) -> None:
        words = self._model.words
        dialog = QFileDialog(self, words("leaving.save_title"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(words("leaving.file_filter"))
        dialog.setDefaultSuffix("txt")
        dialog.setDirectory(str(self._folder))
        dialog.selectFile(self._model.file_name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._save)
        # Not exec(): a loop inside the loop would stop every coroutine.
        dialog.open()

    def _save(self, path: str) -> None:
        if self._model.save_receipt(Path(path)):
            self.saved.emit(Path(path))
