"""The program while it runs: start page or one open dialogue, and the ways between them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from console.app.beginning import begin
from console.app.collecting import Collector
from console.app.deletion import Deletion, Departure
from console.app.filling import Filling
from console.app.greeting import Greeter
from console.app.habits import Habits
from console.app.inviting import Inviting
from console.app.joining import Joiner
from console.app.launch import Wish
from console.app.opening import Opened, Opener
from console.app.session import Session
from console.app.single import ring
from console.app.surroundings import Surroundings
from console.app.sync_link import SyncLink
from console.app.tasks import Tasks
from console.app.trust import Trust
from console.app.workplace import Join, Workplace
from console.domain.errors import DialogpultError
from console.sync.credentials import Credentials, LateKeyring
from console.sync.line import Pace
from console.sync.status import SyncStatus
from console.viewmodels.joining import JoinWish
from console.viewmodels.start import NewDialogue, StartViewModel
from console.viewmodels.ticker import Ticker
from console.views.main_window import MainWindow
from console.views.start.start_view import StartView
from console.words import formats

#: Where days begin and end before any dialogue says otherwise.
HOME_ZONE = "Europe/Berlin"


class ConsoleApp(QObject):
    """Owns what outlives a dialogue; `closed` is set when the window may go.

    `status_heard` carries every new status of the exchange.
    """

    status_heard = Signal(object)

    def __init__(self, window: MainWindow, around: Surroundings, pace: Pace | None = None) -> None:
        super().__init__(window)
        self.window = window
        self.around = around
        self.words = around.words
        self.opener = Opener(around.paths, around.clock, partial(ring, around.paths.config))
        self.credentials = Credentials(around.paths.config, LateKeyring())
        self.trust = Trust(around)
        self.joiner = Joiner(self.opener, self.credentials, self.trust, around.clock)
        self.pace = pace
        self.ticker = Ticker(self)
        Collector(self.ticker, self)
        self.place: Workplace | None = None
        self.closed = asyncio.Event()
        self.started = asyncio.Event()
        self._heard = asyncio.Event()
        self._is_going = False
        self.tasks = Tasks(self._tell_unexpected)
        self.habits = Habits(window, around, self._role, self._say)
        self.preferences = self.habits.preferences
        self.deletion = Deletion(around, self.credentials, self.preferences)
        today = formats.short_date(self.words, self.today())
        kept = self.preferences.read()
        self.start = StartViewModel(
            self.words, today, kept.member_name, self, address=kept.backend_address
        )
        Greeter(self.start, self.credentials, self.trust, self.tasks.spawn)
        Filling(self)
        self._connect()
        self.ticker.start()

    @property
    def session(self) -> Session | None:
        """What is on screen of the open dialogue; None on the start page."""
        return self.place.seat if self.place is not None else None

    @property
    def inviting(self) -> Inviting | None:
        """Inviting devices into the open dialogue; None on the start page."""
        return self.place.inviting if self.place is not None else None

    @cached_property
    def start_view(self) -> StartView:
        """The start page; whoever opens a dialogue right away never waits for it."""
        return StartView(self.around.theme, self.start, self.around.paths.data)

    def _connect(self) -> None:
        start, menu = self.start, self.habits.menu
        start.sample_wanted.connect(self.open_sample)
        start.new_wanted.connect(self.create)
        start.open_wanted.connect(self.open_path)
        start.join_wanted.connect(self.join)
        start.recent_forgotten.connect(self._forget)
        menu.start_wanted.connect(self.to_start)
        menu.quit_wanted.connect(self.quit)
        self.window.closing.connect(self.quit)

    def today(self) -> date:
        """Return the day it is here."""
        return formats.wall_time(self.around.clock.wall_ms(), HOME_ZONE).date()

    def _tell_unexpected(self) -> None:
        self.tasks.spawn(self._fall_back())

    async def _fall_back(self) -> None:
        """Say what nobody thought of; a dialogue that cannot be shown is closed first."""
        if self.session is None:
            await self.leave()
            self.show_start()
        self._say(self.words("errors.unexpected", path=str(self.around.paths.logs)))

    # beginning

    def begin(self, wish: Wish) -> None:
        """Do what the command line asked for, after what is due."""
        begin(self, wish)
        self.tasks.spawn(self._greet())

    async def _greet(self) -> None:
        await self.started.wait()
        self.habits.tell_reset()

    def open_sample(self) -> None:
        self.change(partial(self.opener.sample, self.today()))

    def create(self, new: NewDialogue) -> None:
        self.change(partial(self.opener.create, new))

    def open_path(self, path: Path) -> None:
        asked = self.joiner.asks_first(path)
        self.tasks.spawn(self.go_to(partial(self.joiner.open, path), asked=asked))

    def join(self, wish: JoinWish) -> None:
        opening = partial(self.joiner.go, wish)
        self.tasks.spawn(self.go_to(opening, wish.name, wish.address))

    def change(self, opening: Callable[[], Opened]) -> None:
        """Close what is open, then open something on this device."""

        async def opened() -> Opened:
            return opening()

        self.tasks.spawn(self.go_to(opened))

    async def go_to(
        self,
        opening: Callable[[], Coroutine[Any, Any, Opened]],
        name: str = "",
        address: str = "",
        asked: str = "",
    ) -> None:
        """Close what is open, then open; what does not go is said on the start page.

        One after the other: a code is good for one time, and Enter is soon pressed twice. `asked`
        is who is waited for, if not `address`.
        """
        if self._is_going:
            return
        self._is_going = True
        try:
            opened = await self._opened(opening, asked or address)
        finally:
            self._is_going = False
        if opened is None:
            return
        if address:
            self.preferences.keep_member(name, address)
        self.show(opened)
        if address and opened.store.identity.role == "lead" and await self._stays_empty(opened):
            self.window.show_start(self.start_view)
            self.start_view.ask_for_filling()

    async def _opened(
        self, opening: Callable[[], Coroutine[Any, Any, Opened]], address: str
    ) -> Opened | None:
        await self.leave()
        if address:
            self.start.wait_for(self.words("start.joining", address=address))
        try:
            return await opening()
        except DialogpultError as error:
            self.show_start()
            self.start.tell(error)
            return None
        finally:
            self.start.wait_for("")

    def show(self, opened: Opened) -> None:
        """Put an open dialogue on screen and begin the exchange."""
        store = opened.store
        self.joiner.know(store)
        self._heard = asyncio.Event()
        if "start_view" in vars(self):
            self.start_view.begin_anew()
        link = SyncLink(store, self.credentials, self.trust.tls, self._on_status, self.pace)
        menu, errands = self.habits.menu, Tasks(self._tell_unexpected)
        place = Workplace(
            self.window, self.around, self.ticker, menu, errands, store, link, self.deletion,
            self.habits,
        )  # fmt: skip
        self.place = place
        place.seated.connect(self._on_seated)
        place.given_away.connect(lambda gone: self.tasks.spawn(self._to_start(gone)))
        place.join_wanted.connect(lambda join: self.tasks.spawn(self._to_start(join=join)))
        # Queued: the exchange tells it on the stack of whoever has just saved something.
        self.status_heard.connect(place.hear, Qt.ConnectionType.QueuedConnection)
        place.sit()
        if opened.notice is not None:
            place.session.desk.refuse(opened.notice)
        # In a turn of its own: the dialogue is painted before the exchange takes its time.
        asyncio.get_running_loop().call_later(0, place.begin)
        self._remember(store.state.dialogue.title.text)
        self.started.set()

    def _on_seated(self, session: Session) -> None:
        session.desk.refused.connect(self.start.fail)
        session.titled.connect(self._remember)
        self.habits.settle_in(session.role)
        session.pages.mini.keep_with(self.preferences, session.role)

    def _remember(self, title: str) -> None:
        if self.session is not None:
            path = self.session.store.path
            self.preferences.remember(path, title, self.around.clock.wall_ms())

    def _on_status(self, status: SyncStatus) -> None:
        if status.state not in ("connecting", "syncing"):
            self._heard.set()
        self.status_heard.emit(status)

    async def _stays_empty(self, opened: Opened) -> bool:
        """Tell whether nobody has filled the dialogue, once the log is known or out of reach."""
        await self._heard.wait()
        is_open = self.session is not None and self.session.store is opened.store
        return is_open and not opened.store.state.agenda_items

    # leaving

    def to_start(self) -> None:
        self.tasks.spawn(self._to_start())

    async def _to_start(self, gone: Departure | None = None, join: Join | None = None) -> None:
        await self.leave()
        if gone is not None:
            self.start.inform(self.deletion.give_away(gone))
        self.show_start()
        if join is not None:
            self.start_view.fill_join(*join)

    def show_start(self) -> None:
        """Show the start page; no dialogue is open."""
        self.start.show_recent(self.preferences.recent(self.words, HOME_ZONE))
        self.window.show_start(self.start_view)
        self.started.set()

    async def leave(self) -> None:
        """Close the open dialogue: the exchange first, then the views, then the file."""
        place = self.place
        if place is not None:
            self.habits.keep_place()
            self.place = None
            self.status_heard.disconnect(place.hear)
            await place.leave()

    def quit(self) -> None:
        self.tasks.spawn(self._quit())

    async def _quit(self) -> None:
        self.habits.keep_place()
        await self.leave()
        self.ticker.stop()
        self.window.let_close()
        self.closed.set()

    def _role(self) -> str | None:
        return self.session.store.identity.role if self.session is not None else None

    def _say(self, sentence: str) -> None:
        """Tell a person something that belongs to no view."""
        if self.session is not None:
            self.session.desk.refused.emit(sentence)
        else:
            self.start.fail(sentence)

    def _forget(self, path: Path) -> None:
        self.preferences.forget(path)
        self.start.show_recent(self.preferences.recent(self.words, HOME_ZONE))
