"""Giving the device away from the menu, once the dialogue has ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from console.app.deletion import Departure
from console.app.role_menu import RoleMenu
from console.app.session import Session
from console.storage.change import Change
from console.storage.store import Store
from console.viewmodels.leaving import LeavingViewModel
from console.viewmodels.results_export import documents_folder
from console.views.main_window import RESULTS
from console.words import formats

if TYPE_CHECKING:
    from console.views.shell.leaving_sheet import LeavingSheet


class Leaving(QObject):
    """Lives as long as its session. `confirmed` carries what is to go; its receipt is saved.

    It also keeps in step when the dialogue is to be deleted by itself.
    """

    confirmed = Signal(object)

    def __init__(self, session: Session, note: Callable[[Store], bool], menu: RoleMenu) -> None:
        """`note` remembers when the dialogue is to be deleted, and tells whether that is past."""
        super().__init__(session)
        self._session = session
        self._note = note
        self._menu = menu
        self.model = LeavingViewModel(session.desk, session.sync, self)
        self.model.changed.connect(self._look)
        session.desk.bridge.changed.connect(self._on_change)
        session.ended.connect(self._end)
        menu.leave_wanted.connect(self._open_soon)
        if self._note(session.store):
            self._tell_due()
        self._look()

    def _tell_due(self) -> None:
        """Whoever opens a dialogue after its date can still export what is needed."""
        desk = self._session.desk
        at = desk.store.state.dialogue.delete_after
        day = formats.wall_time(at, desk.zone).date()
        desk.refused.emit(desk.words("leaving.due_next", date=formats.long_date(desk.words, day)))

    @cached_property
    def sheet(self) -> LeavingSheet:
        # Loaded when it is asked for: the first frame needs none of it.
        from console.views.shell.leaving_sheet import LeavingSheet

        window, folder = self._session.window, documents_folder(self._session.store.path)
        sheet = LeavingSheet(window.theme, window.frame.sheet_host, self.model, folder)
        sheet.saved.connect(self._confirm)
        sheet.export_wanted.connect(self._export)
        return sheet

    def open(self) -> None:
        self.sheet.show_sheet()

    def _open_soon(self) -> None:
        """When the menu is gone, the focus is where it came from and can go back to."""
        QTimer.singleShot(0, self, self.open)

    def _look(self) -> None:
        self._menu.offer_leaving(offered=self.model.is_offered)

    def _on_change(self, change: Change) -> None:
        if change.touches("dialogue"):
            self._note(self._session.store)

    def _export(self) -> None:
        self.sheet.close_sheet()
        self._session.window.open_view(RESULTS)

    def _confirm(self, saved_at: Path) -> None:
        store = self._session.store
        self.confirmed.emit(
            Departure(
                dialogue=store.replica.position.dialogue,
                path=store.path,
                title=store.state.dialogue.title.text,
                receipt=self.model.saved,
                saved_at=saved_at,
            )
        )

    def _end(self) -> None:
        """The clock's difference may have been measured since: the date is kept with it."""
        self._note(self._session.store)
        if "sheet" in vars(self):
            self.sheet.hide()
            self.sheet.deleteLater()
        self._menu.offer_leaving(offered=False)
        self._menu.leave_wanted.disconnect(self._open_soon)
