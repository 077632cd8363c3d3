"""One press is one step: presses in quick succession count once, for what was on screen."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

#: A press within this time of the press before it is ignored, and begins the time anew.
DEAD_MS = 1_000
#: What a hand does was decided before: a press counts for what was on screen this long ago.
REACTION_MS = 300


class Step(Struct, frozen=True):
    """What "Weiter" on screen means: from a visit (None: not begun) to an item or "end"."""

    from_visit: str | None
    to: str


class PressGuard:
    """Holds what was on screen lately; `monotonic` gives milliseconds that only go forward.

    The flag for automatic repetition is not asked: some systems send a held key as many presses.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._shown: list[tuple[float, Step | None]] = []
        self._pressed_at: float | None = None

    def show(self, step: Step | None) -> None:
        """Take note of what the primary action on screen means from now on."""
        if self._shown and self._shown[-1][1] == step:
            return
        now = self._monotonic()
        self._shown = [*self._settled(now), (now, step)]

    def press(self) -> Step | None:
        """Return the step that a press now means; None when it is ignored."""
        now = self._monotonic()
        before, self._pressed_at = self._pressed_at, now
        if before is not None and now - before < DEAD_MS:
            return None
        shown = self._settled(now)
        return shown[0][1] if shown else None

    def _settled(self, now: float) -> list[tuple[float, Step | None]]:
        """Return what was on screen before the time of reaction, and all that came after it."""
        old = [entry for entry in self._shown if now - entry[0] >= REACTION_MS]
        new = [entry for entry in self._shown if now - entry[0] < REACTION_MS]
        return [*old[-1:], *new]
