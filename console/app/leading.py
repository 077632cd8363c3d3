"""Taking over the lead from the menu, and giving it back: two clicks when a machine dies."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.app.role_menu import RoleMenu
from console.app.session import Session
from console.commands import lead


class Leading(QObject):
    """Lives as long as its session, which is another one as soon as the role is."""

    def __init__(self, session: Session, menu: RoleMenu) -> None:
        super().__init__(session)
        self._session = session
        self._menu = menu
        session.ended.connect(self._end)
        menu.take_lead_wanted.connect(self.take)
        menu.give_back_wanted.connect(self.give_back)
        menu.offer_lead(take=lead.may_claim(session.store), back=lead.has_claimed(session.store))

    def take(self) -> None:
        """Lead as well; what it changes here comes with the next status of the exchange."""
        self._session.desk.attempt(lead.claim_lead)

    def give_back(self) -> None:
        """Be the deputy again."""
        self._session.desk.attempt(lead.give_back_lead)

    def _end(self) -> None:
        self._menu.offer_lead(take=False, back=False)
        self._menu.take_lead_wanted.disconnect(self.take)
        self._menu.give_back_wanted.disconnect(self.give_back)
