"""The run sheet as a file: saving it for the team, for a spreadsheet, or for another console."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.domain.errors import DialogpultError, KnownFailure
from console.results.run_sheet_export import (
    SHEET_FORMS,
    SheetForm,
    run_sheet_name,
    write_run_sheet,
)
from console.results.run_sheet_model import run_sheet_of
from console.viewmodels.desk import Desk
from console.viewmodels.results_export import documents_folder, unused
from console.viewmodels.writing_aside import write_aside


class RunSheetFiles(QObject):
    """`changed`: a file is being made, is there, or could not be made. One at a time."""

    changed = Signal()

    def __init__(
        self, desk: Desk, folder: Path | None = None, parent: QObject | None = None
    ) -> None:
        """Write to `folder`; None: where documents belong."""
        super().__init__(parent)
        self._desk = desk
        self.words = desk.words
        self.folder = folder or documents_folder(desk.store.path)
        self.is_running = False
        self.failed = False
        self.sentence = ""
        self.file: Path | None = None

    @property
    def forms(self) -> list[tuple[SheetForm, str]]:
        """Each form with its words."""
        return [(form, self.words(f"run_sheet.form.{form}")) for form in SHEET_FORMS]

    def save(self, form: SheetForm) -> None:
        """Write the run sheet as it is now beside what is there already."""
        if self.is_running:
            return
        store, words = self._desk.store, self.words
        sheet = run_sheet_of(store.state, store.now_ms())
        place = self.folder / run_sheet_name(form, sheet, words)

        def work() -> Path:
            free = unused(place)
            write_run_sheet(form, sheet, words, free)
            return free

        self.is_running, self.file = True, None
        self._say(words("run_sheet.saving", name=place.name))
        write_aside(self.folder, work, self._on_arrived)

    def say_folder_failed(self) -> None:
        """Tell that the system could not show the folder."""
        self._say(self.words("errors.export_folder_failed", path=str(self.folder)), failed=True)

    def forget(self) -> None:
        """Begin anew: what was saved the last time is no news any more."""
        if not self.is_running:
            self.file = None
            self._say("")

    def _on_arrived(self, result: object) -> None:
        self.is_running = False
        if isinstance(result, KnownFailure):
            self._fail(result)
            return
        assert isinstance(result, Path)
        self.file = result
        self._say(self.words("run_sheet.saved", path=str(result)))

    def _fail(self, error: DialogpultError) -> None:
        self._say(self.words.error(error.code, error.parameters), failed=True)

    def _say(self, sentence: str, *, failed: bool = False) -> None:
        self.sentence, self.failed = sentence, failed
        self.changed.emit()
