"""What a screen reader is told by itself: one sentence at a time, the most important first."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Literal, get_args

from PySide6.QtCore import QObject, Signal

from console.viewmodels.live_hint import Hint, Rank

#: What is told: everything, what matters to go on, nothing.
Spoken = Literal["all", "important", "off"]
SPOKEN: tuple[Spoken, ...] = get_args(Spoken)
#: Between two sentences a person has to hear something else, too.
PAUSE_MS = 3_000


class Weight(IntEnum):
    """What goes first, and may interrupt: the first two."""

    NOT_SAVED = 0
    TIME_IS_UP = 1
    IMPORTANT = 2
    POLITE = 3


_OF_HINTS = {
    Rank.NOT_SAVED: Weight.NOT_SAVED,
    Rank.OVER: Weight.TIME_IS_UP,
    Rank.CONFLICT: Weight.POLITE,
    Rank.OFFLINE: Weight.POLITE,
    Rank.THRESHOLD: Weight.POLITE,
}


def weight_of(hint: Hint) -> Weight:
    """Return how a hint is told."""
    return _OF_HINTS.get(hint.rank, Weight.IMPORTANT)


class Speaker(QObject):
    """`spoken` with a sentence and whether it interrupts. Of what waits, one is told: the most
    important, and of equals the newest; the others are on screen.
    """

    spoken = Signal(str, bool)

    def __init__(self, monotonic_ms: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = monotonic_ms
        self._last: float | None = None
        self._waiting: tuple[Weight, str] | None = None
        self.level: Spoken = "all"

    def say(self, sentence: str, weight: Weight = Weight.POLITE) -> None:
        """Tell a sentence now, or when its turn comes, unless something else matters more."""
        if not sentence or not self._is_wanted(weight):
            return
        if self._waiting is None or weight <= self._waiting[0]:
            self._waiting = (weight, sentence)
        self.look()

    def look(self) -> None:
        """Tell what waits, if it is time for it."""
        if self._waiting is None:
            return
        now = self._now()
        if self._last is not None and now - self._last < PAUSE_MS:
            return
        weight, sentence = self._waiting
        self._waiting, self._last = None, now
        self.spoken.emit(sentence, weight <= Weight.TIME_IS_UP)

    def _is_wanted(self, weight: Weight) -> bool:
        if self.level == "important":
            return weight <= Weight.IMPORTANT
        return self.level == "all"
