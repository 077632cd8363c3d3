"""Handing over by hand: the ways to its two sheets, from the menu, the sync sheet, and a drop."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from console.app.role_menu import RoleMenu
from console.app.session import Session
from console.viewmodels.handing_out import HandingOutViewModel
from console.viewmodels.reading_in import ReadingInViewModel
from console.viewmodels.results_export import documents_folder
from console.views.handover.file_drop import FileDrop

if TYPE_CHECKING:
    from console.views.handover.hand_out_sheet import HandOutSheet
    from console.views.handover.read_in_sheet import ReadInSheet


class HandingOver(QObject):
    """Lives as long as its session. Works without any backend."""

    def __init__(self, session: Session, menu: RoleMenu) -> None:
        super().__init__(session)
        self._session = session
        self._menu = menu
        self.handing_out = HandingOutViewModel(session.desk, self)
        self.reading_in = ReadingInViewModel(session.desk, self)
        self.drop = FileDrop(session.window, self)
        self.drop.dropped.connect(self._read)
        session.ended.connect(self._end)
        session.hand_out_wanted.connect(self.give)
        session.read_in_wanted.connect(self.take)
        menu.hand_out_wanted.connect(self._give_soon)
        menu.read_in_wanted.connect(self._take_soon)

    # Loaded when they are asked for: the first frame needs none of them.

    @cached_property
    def out_sheet(self) -> HandOutSheet:
        from console.views.handover.hand_out_sheet import HandOutSheet

        window, folder = self._session.window, documents_folder(self._session.store.path)
        return HandOutSheet(window.theme, window.frame.sheet_host, self.handing_out, folder)

    @cached_property
    def in_sheet(self) -> ReadInSheet:
        from console.views.handover.read_in_sheet import ReadInSheet

        window, folder = self._session.window, documents_folder(self._session.store.path)
        return ReadInSheet(window.theme, window.frame.sheet_host, self.reading_in, folder)

    def give(self) -> None:
        self._close("in_sheet")
        self.out_sheet.show_sheet()

    def take(self) -> None:
        self._close("out_sheet")
        self.in_sheet.show_sheet()

    def _give_soon(self) -> None:
        """When the menu is gone, the focus is where it came from and can go back to."""
        QTimer.singleShot(0, self, self.give)

    def _take_soon(self) -> None:
        QTimer.singleShot(0, self, self.take)

    def _read(self, paths: list[Path]) -> None:
        self._close("out_sheet")
        self.in_sheet.read_dropped(paths)

    def _close(self, name: str) -> None:
        if name in vars(self):
            getattr(self, name).close_sheet()

    def _end(self) -> None:
        self.drop.end()
        self._menu.hand_out_wanted.disconnect(self._give_soon)
        self._menu.read_in_wanted.disconnect(self._take_soon)
        for name in ("out_sheet", "in_sheet"):
            if name in vars(self):
                sheet = getattr(self, name)
                sheet.hide()
                sheet.deleteLater()
