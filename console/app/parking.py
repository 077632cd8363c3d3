"""Parked text in the sync sheet, for whoever leads while the city backend answers."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.app.session import Session
from console.viewmodels.parked import ParkedOffice, ParkedViewModel
from console.viewmodels.places import Spawn


class Parking(QObject):
    """Lives as long as its session; the list is made when the sync sheet is first opened."""

    def __init__(self, session: Session, office: ParkedOffice, spawn: Spawn) -> None:
        super().__init__(session)
        self._session = session
        self._has_list = False
        self.model = ParkedViewModel(session.desk, session.sync, office, spawn, self)
        self.model.changed.connect(self._tell)
        self.model.note_wanted.connect(session.sync_details.draft_wanted)
        session.sync_opened.connect(self._on_open)
        session.ended.connect(self.model.end)

    def _on_open(self) -> None:
        from console.views.shell.parked_list import ParkedList

        sheet = self._session.sync_sheet
        if not self._has_list:
            self._has_list = True
            shown = ParkedList(self._session.window.theme, self.model)
            sheet.add_part(shown)
            shown.show_parked()
            shown.emptied.connect(sheet.hold_focus)
            sheet.closed.connect(lambda: self.model.watch(watched=False))
        self.model.watch(watched=True)

    def _tell(self) -> None:
        """The chip says quietly that something waits."""
        self._session.tell_parked(self.model.waiting)
