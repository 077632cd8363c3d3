"""The side sheet of the run sheet as a file."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from console.viewmodels.run_sheet import RunSheetFiles
from console.viewmodels.run_sheet_reading import RunSheetReading
from console.views.run_sheet.read_part import ReadPart
from console.views.run_sheet.save_part import SavePart
from console.views.theme import Theme
from console.views.widgets.sheet import Sheet


class RunSheetSheet(Sheet):
    """Saving stands on top; reading in is there for whom may change the run sheet."""

    def __init__(
        self, theme: Theme, host: QWidget, files: RunSheetFiles, reading: RunSheetReading
    ) -> None:
        words = files.words
        super().__init__(theme, host, words("run_sheet.title"), words("shell.close"))
        self._files, self._reading = files, reading
        self.save = SavePart(theme, files)
        self.read = ReadPart(theme, reading, files.folder)
        self.body.addWidget(self.save)
        self.body.addSpacing(theme.px(12))
        self.body.addWidget(self.read)
        self.body.addStretch(1)
        self.read.setVisible(reading.is_allowed)
        self.read.shown.connect(self._reveal)

    def show_sheet(self) -> None:
        """Open with the focus on the first form; what was looked at before is forgotten."""
        self._files.forget()
        self._reading.discard()
        self.open(self.save.buttons[0])

    def _reveal(self) -> None:
        """Bring the decision and what it is about into view, once it has its place."""

        def scroll() -> None:
            top = self.read.choose.mapTo(self._content, self.read.choose.rect().topLeft()).y()
            self._scroll.verticalScrollBar().setValue(top - self.theme.px(8))

        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, scroll))
