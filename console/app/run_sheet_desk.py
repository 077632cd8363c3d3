"""The run sheet as a file: the ways to its sheet, from the agenda, the results, and by name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from console.app.session import Session
from console.viewmodels.acts import Act
from console.viewmodels.run_sheet import RunSheetFiles

if TYPE_CHECKING:
    from console.viewmodels.run_sheet_reading import RunSheetReading
    from console.views.run_sheet.run_sheet_sheet import RunSheetSheet


class RunSheetDesk(QObject):
    """Lives as long as its session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        session.desk.run_sheet_wanted.connect(self._open_soon)
        session.offer([Act("run_sheet", "", self._open_soon)])
        session.ended.connect(self._end)

    # Loaded when it is asked for: the first frame needs none of it.

    @cached_property
    def files(self) -> RunSheetFiles:
        return RunSheetFiles(self._session.desk, parent=self)

    @cached_property
    def reading(self) -> RunSheetReading:
        from console.viewmodels.run_sheet_reading import RunSheetReading

        return RunSheetReading(self._session.desk, self)

    @cached_property
    def sheet(self) -> RunSheetSheet:
        from console.views.run_sheet.run_sheet_sheet import RunSheetSheet

        window = self._session.window
        host = window.frame.sheet_host
        return RunSheetSheet(window.theme, host, self.files, self.reading)

    def open(self) -> None:
        """Show the sheet."""
        self.sheet.show_sheet()

    def _open_soon(self) -> None:
        """When the menu is gone, the focus is where it came from and can go back to."""
        QTimer.singleShot(0, self, self.open)

    def _end(self) -> None:
        if "sheet" in vars(self):
            self.sheet.hide()
            self.sheet.deleteLater()
