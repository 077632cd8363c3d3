"""A desk on the small dialogue whose time the test moves, for the live view and the projector."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from console.viewmodels.desk import Desk
from console.viewmodels.live import LiveViewModel
from console.viewmodels.ticker import Ticker
from console.words import Words
from tests.small_dialogue import START, MovedClock, identity, small_dialogue


class LiveDesk:
    """The desk of one role at 18:00; `live` is made on first use, or again after `be`."""

    def __init__(
        self, folder: Path, role: str = "lead", wall_ms: int = START, language: str = "de"
    ) -> None:
        self.clock = MovedClock(wall_ms)
        self.store = small_dialogue(folder, role, self.clock)
        self.ticker = Ticker()
        self.desk = Desk(self.store, Words(language), self.ticker)
        self.live = LiveViewModel(self.desk)
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

    def by_lead(self, command: Callable[..., object], *arguments: object, **named: object) -> None:
        """Do what only the lead may, as if from another console, then be oneself again."""
        before = self.store.identity
        self.store.be(identity("lead"))
        command(self.store, *arguments, **named)
        self.store.be(before)
        self.settle()

    def press(self) -> bool:
        """Press the primary action with time enough since the last press."""
        self.go(seconds=2)
        done = self.live.press_primary()
        self.settle()
        return done

    def to_item(self, number: int) -> None:
        """Go on until item 1, 2 (breakout) or 3 is on."""
        for _ in range(number):
            self.press()
