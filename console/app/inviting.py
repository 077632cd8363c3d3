"""Inviting devices into the open dialogue, while its lead is connected to a city backend."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from console.app.role_menu import RoleMenu
from console.app.session import Session
from console.viewmodels.invitations import InvitationsViewModel
from console.viewmodels.places import Places, Spawn
from console.viewmodels.team import TeamViewModel

if TYPE_CHECKING:
    from console.views.invite.invite_sheet import InviteSheet

#: States of the exchange in which the backend answers.
_ANSWERING: Final = frozenset({"syncing", "synced", "waiting", "refused", "merging"})


class Inviting(QObject):
    """Lives as long as its session; its entry is in the menu only while there is a use for it."""

    def __init__(self, session: Session, places: Places, spawn: Spawn, menu: RoleMenu) -> None:
        super().__init__(session)
        self._session = session
        self._menu = menu
        self.invitations = InvitationsViewModel(session.desk, places, spawn, self)
        self.team = TeamViewModel(session.desk, session.sync, places, spawn, self)
        session.sync.changed.connect(self._look)
        session.ended.connect(self._end)
        menu.invite_wanted.connect(self._open_soon)
        self._look()

    @property
    def leads(self) -> bool:
        """Whether who works here may hand out places."""
        return self._session.store.identity.role == "lead"

    @property
    def is_available(self) -> bool:
        return self.leads and self._session.sync.status.state in _ANSWERING

    @cached_property
    def sheet(self) -> InviteSheet:
        # Loaded when it is asked for: the first frame needs none of it.
        from console.views.invite.invite_sheet import InviteSheet

        window = self._session.window
        return InviteSheet(window.theme, window.frame.sheet_host, self.invitations, self.team)

    def open(self) -> None:
        self.sheet.show_sheet()

    def _open_soon(self) -> None:
        """When the menu is gone, the focus is where it came from and can go back to."""
        QTimer.singleShot(0, self, self.open)

    def _look(self) -> None:
        self._menu.offer_invitation(offered=self.is_available)
        if not self.leads and "sheet" in vars(self):
            self.sheet.close_sheet()

    def _end(self) -> None:
        """Let go of the menu; what is still being asked changes nothing here any more."""
        self._session.sync.changed.disconnect(self._look)
        self.invitations.end()
        self.team.end()
        if "sheet" in vars(self):
            self.sheet.hide()
            self.sheet.deleteLater()
        self._menu.offer_invitation(offered=False)
        self._menu.invite_wanted.disconnect(self._open_soon)
