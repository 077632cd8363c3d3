"""Which moments of a timer are to be announced: its thresholds, the end, and over time."""

from __future__ import annotations

from typing import Final

from console.timers.phase import COUNTING_DOWN, MINUTE_MS
from console.timers.timer import TimerView

#: Minutes over time that are announced, before every further fifth.
_OVER_FIRST: Final = (0, 1, 2, 5)
_OVER_STEP: Final = 5


def crossed(before: TimerView, after: TimerView) -> tuple[int, ...]:
    """Return the moments between two views of the same timer: minutes left, negative when over.

    In order: thresholds, 0, -1, -2, -5, -10 … A moment belongs to the view that reaches it, so a
    tick after the other announces each once; after a long sleep the last one says enough. Time
    that was given comes round again, and so do its thresholds. Nothing for a timer that stands
    still.
    """
    if after.phase not in COUNTING_DOWN:
        return ()
    moments = (*after.thresholds, *over_moments(after.remaining_ms))
    return tuple(
        minutes
        for minutes in moments
        if before.remaining_ms > minutes * MINUTE_MS >= after.remaining_ms
    )


def over_moments(remaining_ms: int) -> tuple[int, ...]:
    """Return the moments of over time reached at a remaining time: 0, -1, -2, -5, -10 and so on."""
    over_min = -remaining_ms // MINUTE_MS
    further = range(_OVER_FIRST[-1] + _OVER_STEP, over_min + 1, _OVER_STEP)
    return tuple(-minutes for minutes in (*_OVER_FIRST, *further) if minutes <= over_min)
