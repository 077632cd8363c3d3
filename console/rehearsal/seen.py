"""What acting has in common: where to look, and how to say that something was not there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from console.app.console_app import ConsoleApp
from console.app.session import Session
from console.rehearsal.journal import Journal
from console.storage.store import Store
from console.templates import group_id, item_id


class Lost(Exception):
    """The screen does not show what a person would have to see now."""


class Acting:
    """One kind of work at a console; `turn` waits until the views have heard of everything."""

    def __init__(
        self, console: ConsoleApp, journal: Journal, turn: Callable[[], Awaitable[None]]
    ) -> None:
        self.console = console
        self.journal = journal
        self.turn = turn

    @property
    def session(self) -> Session:
        """The open dialogue.  Raises: Lost."""
        if self.console.session is None:
            raise Lost("no dialogue is open")
        return self.console.session

    @property
    def store(self) -> Store:
        """Its store, only to look up ids and the time."""
        return self.session.store

    def item(self, key: str) -> str:
        """Return the id of an item of the template in this dialogue."""
        return item_id(self.store.state.dialogue_id, key)

    def group(self, key: str, number: int) -> str:
        """Return the id of a group of a breakout item."""
        return group_id(self.store.state.dialogue_id, key, number)

    def expect(self, seen: object, what: str) -> None:
        """Go on only when something is on screen.  Raises: Lost."""
        if not seen:
            raise Lost(what)

    def write(self, what: str, entity: str = "", text: str = "", field: str = "") -> None:
        """Note in the journal that the screen shows it."""
        self.journal.write(self.store.now_ms(), what, entity, text, field)
