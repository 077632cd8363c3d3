"""The side sheet of the run sheet as a file."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from console.viewmodels.run_sheet import RunSheetFiles
from console.views.run_sheet.save_part import SavePart
from console.views.theme import Theme
from console.views.widgets.sheet import Sheet


class RunSheetSheet(Sheet):
    """Saving stands on top."""

    def __init__(self, theme: Theme, host: QWidget, files: RunSheetFiles) -> None:
        words = files.words
        super().__init__(theme, host, words("run_sheet.title"), words("shell.close"))
        self._files = files
        self.save = SavePart(theme, files)
        self.body.addWidget(self.save)
        self.body.addStretch(1)

    def show_sheet(self) -> None:
        """Open with the focus on the first form."""
        self._files.forget()
        self.open(self.save.buttons[0])
