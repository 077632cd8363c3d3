"""One open dialogue: its file, its exchange, and what is on screen for who works here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.app.commanding import Commanding
from console.app.deletion import Deletion
from console.app.following import Following
from console.app.habits import Habits
from console.app.handing_over import HandingOver
from console.app.histories import Histories
from console.app.inviting import Inviting
from console.app.leading import Leading
from console.app.leaving import Leaving
from console.app.parking import Parking
from console.app.role_menu import RoleMenu
from console.app.run_sheet_desk import RunSheetDesk
from console.app.session import Session
from console.app.single import Doorbell, come_forward
from console.app.speaking import Speaking
from console.app.surroundings import Surroundings
from console.app.sync_link import SyncLink
from console.app.tasks import Tasks
from console.storage.store import Store
from console.sync.status import SyncStatus
from console.viewmodels.ticker import Ticker
from console.views.main_window import MainWindow

#: What the form for joining begins with: address, code, a file to bring.
Join = tuple[str, str, Path | None]


class Workplace(QObject):
    """`seated`: a session is on screen, the first one or one for another role. `given_away`: it
    is to be closed and deleted here; carries the departure. `join_wanted`: a person wants to
    type a code for it; carries a `Join`.

    Nobody sees a role's buttons without having the role: when it changes, everything on screen
    is made anew, as at the start; what was typed is in the file.
    """

    seated = Signal(object)
    given_away = Signal(object)
    join_wanted = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        around: Surroundings,
        ticker: Ticker,
        menu: RoleMenu,
        errands: Tasks,
        store: Store,
        link: SyncLink,
        deletion: Deletion,
        habits: Habits,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._around = around
        self._ticker = ticker
        self._menu = menu
        self._errands = errands
        self._deletion = deletion
        self._habits = habits
        self._has_left = False
        self.store = store
        self.link = link
        self.doorbell = Doorbell(around.paths.config, store.path, self)
        self.doorbell.rung.connect(lambda: come_forward(window))
        #: What is on screen; None while nobody sits here.
        self.seat: Session | None = None
        self.inviting: Inviting
        self.leading: Leading
        self.handing_over: HandingOver
        self.parking: Parking
        self.histories: Histories
        self.following: Following
        self.leaving: Leaving
        self.run_sheet: RunSheetDesk
        self.commanding: Commanding
        self.speaking: Speaking

    @property
    def session(self) -> Session:
        """What is on screen, for those who come after it is."""
        assert self.seat is not None
        return self.seat

    def sit(self) -> None:
        """Make everything that is on screen for who works here now.

        Where anything fails nobody sits here, and nothing is left of it in the window.
        """
        try:
            session = self._session()
        except Exception:
            for left in self._window.findChildren(Session):
                left.deleteLater()
            self._window.end_dialogue()
            raise
        try:
            self._furnish(session)
        except Exception:
            session.end()
            raise
        self.seat = session
        self.seated.emit(session)

    def _session(self) -> Session:
        around = self._around
        return Session(
            self._window,
            self.store,
            around.words,
            self._ticker,
            around.paths.backups,
            around.clock_watch,
            self._habits.keys,
        )

    def _furnish(self, session: Session) -> None:
        link = self.link
        session.looking.changed.connect(link.engine.look_at)
        link.engine.look_at(session.looking.view, session.looking.edited)
        session.sync_wanted.connect(link.engine.sync_now)
        self.inviting = Inviting(session, link.administration, self._errands.spawn, self._menu)
        self.leading = Leading(session, self._menu)
        self.handing_over = HandingOver(session, self._menu)
        self.following = Following(session, self._menu)
        self.histories = Histories(session, self._menu)
        self.histories.rejoin_wanted.connect(self._rejoin)
        self.histories.publish_wanted.connect(self._publish)
        self.histories.alone_wanted.connect(self._stay_alone)
        self.parking = Parking(session, link.administration, self._errands.spawn)
        self.leaving = Leaving(session, self._deletion.note, self._menu)
        self.leaving.confirmed.connect(self.given_away)
        self.run_sheet = RunSheetDesk(session)
        choosing = self._habits.choosing
        self.commanding = Commanding(session, self._menu, choosing.model)
        self.speaking = Speaking(session, self._habits.preferences.read().announcements)
        choosing.spoken_chosen.connect(self.speaking.set_level)

    def begin(self) -> None:
        """Begin the exchange, unless the dialogue was left meanwhile."""
        if not self._has_left:
            self.link.start()

    def _rejoin(self, address: str) -> None:
        self.join_wanted.emit((address, "", None))

    def _publish(self) -> None:
        self.join_wanted.emit(("", "", self.store.path))

    def _stay_alone(self) -> None:
        """Exchange nothing any more in this session; the place is kept."""
        self._errands.spawn(self._end_exchange())

    async def _end_exchange(self) -> None:
        await self.link.stop()
        pending, role = self.store.pending_count, self.store.identity.role
        self.session.sync.show(SyncStatus(state="local_only", pending=pending, role=role))

    def hear(self, status: SyncStatus) -> None:
        """Take a new status of the exchange, on a stack of its own."""
        if status.role and status.role != self.session.role:
            try:
                self._sit_anew()
            except Exception as error:  # noqa: BLE001
                self._errands.spawn(_failing(error))
                return
        self.session.sync.show(status)

    def _sit_anew(self) -> None:
        session, self.seat = self.session, None
        session.end()
        self.sit()
        self._keep_from_pressing()
        words = self._around.words
        role = words(f"shell.role.{self.session.role}")
        self.session.desk.refused.emit(words("shell.role_now", role=role))

    def _keep_from_pressing(self) -> None:
        """Move the keyboard on from the button that advances the evening.

        Whoever has just taken the lead may still press Enter for something else.
        """
        live = self.session.pages.live_view
        if self._window.focusWidget() is live.now.buttons.primary:
            live.agenda.focus_first()

    async def leave(self) -> None:
        """Close the dialogue: the exchange first, then the views, then the file."""
        self._has_left = True
        self.doorbell.end()
        await self._errands.end()
        await self.link.stop()
        if self.seat is not None:
            self.seat.end()
        self.store.close()
        self.deleteLater()


async def _failing(error: Exception) -> None:
    """Fail where it is heard."""
    raise error
