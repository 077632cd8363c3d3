"""Following the run sheet by oneself, from the menu, while the others cannot be reached."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.app.role_menu import RoleMenu
from console.app.session import Session
from console.viewmodels.following import FollowingViewModel


class Following(QObject):
    """Lives as long as its session; its entry is in the menu only while there is a use for it."""

    def __init__(self, session: Session, menu: RoleMenu) -> None:
        super().__init__(session)
        self._menu = menu
        self.model = FollowingViewModel(session.desk, session.sync, self)
        self.model.changed.connect(self._look)
        session.ended.connect(self._end)
        menu.follow_wanted.connect(self._follow)
        self._look()

    def _follow(self, item: str) -> None:
        if item:
            self.model.follow(item)
        else:
            self.model.end()

    def _look(self) -> None:
        self._menu.offer_following(self.model.items, is_on=self.model.is_on)

    def _end(self) -> None:
        self._menu.follow_wanted.disconnect(self._follow)
        self._menu.offer_following((), is_on=False)
