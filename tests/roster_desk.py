"""The small dialogue at the co-host's desk, for tests of Teilnehmende."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from console.commands import attendance
from console.domain.roster import Attendance
from console.storage.change import Change, Origin
from console.viewmodels.desk import Desk
from console.viewmodels.roster import RosterViewModel
from console.viewmodels.ticker import Ticker
from console.words import Words
from tests.small_dialogue import START, MovedClock, identity, small_dialogue


class RosterDesk:
    """The desk of one role at 18:00; `refusals` are the sentences that a person was told."""

    def __init__(self, folder: Path, role: str = "cohost", language: str = "de") -> None:
        self.clock = MovedClock(START)
        self.store = small_dialogue(folder, role, self.clock)
        self.ticker = Ticker()
        self.desk = Desk(self.store, Words(language), self.ticker)
        self.roster = RosterViewModel(self.desk)
        self.refusals: list[str] = []
        self.desk.refused.connect(self.refusals.append)

    def close(self) -> None:
        self.desk.end()
        self.store.close()

    def settle(self) -> None:
        """Let queued announcements arrive."""
        for _ in range(3):
            QCoreApplication.processEvents()

    def go(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time go by and the ticker beat once."""
        self.clock.advance(minutes=minutes, seconds=seconds)
        self.ticker.tick.emit()
        self.settle()

    def by_lead(
        self, command: Callable[..., object], *arguments: object, **named: object
    ) -> object:
        """Do something as the lead, then be oneself again."""
        before = self.store.identity
        self.store.be(identity("lead"))
        result = command(self.store, *arguments, **named)
        self.store.be(before)
        self.settle()
        return result

    def elsewhere(self, family: str, *ids: str) -> None:
        """Announce entities as changed by another console."""
        self.desk.bridge.changed.emit(
            Change(ids={family: frozenset(ids)}, origin=Origin.REMOTE, undoable=False)
        )

    def person(self, first: str, last: str, **named: object) -> str:
        """Put somebody on the roster; returns the id."""
        return str(self.by_lead(attendance.add_participant, first, last, **named))

    def mark(self, *people: str, state: Attendance = "present") -> None:
        """Mark people, as if it had been done before."""
        self.by_lead(attendance.mark, people, state)

    def state_of(self, person: str) -> str:
        return self.store.state.attendance_of(person).state

    @property
    def names(self) -> list[str]:
        """The names in the table from top to bottom."""
        return [row.name for row in self.roster.model.rows]

    def enter(self, text: str) -> bool:
        """Type a name and press Enter."""
        self.roster.type(text)
        done = self.roster.submit()
        self.settle()
        return done
