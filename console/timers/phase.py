"""What a timer is doing, in one word, and which of its thresholds count."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

MINUTE_MS: Final = 60_000
#: A threshold that is a greater part of the time than this would warn nearly from the beginning.
_LARGEST_PART: Final = 3


class Phase(StrEnum):
    """The phases of a timer, named as on the wire."""

    READY = "ready"
    RUNNING = "running"
    WARNING = "warning"
    LAST_MINUTE = "last_minute"
    OVER = "over"
    PAUSED = "paused"
    RETURNING = "returning"
    RETURNED = "returned"


#: Time goes by in these.
COUNTING_DOWN: Final = frozenset({Phase.RUNNING, Phase.WARNING, Phase.LAST_MINUTE, Phase.OVER})


def counting_thresholds(minutes: Iterable[int], planned_ms: int) -> tuple[int, ...]:
    """Return the thresholds (minutes) that count for a planned length, the greatest first.

    One counts if it is at most a third of the length: 5 from 15 minutes on, 1 from 3 on. The
    length is the planned one, so that an extension does not switch a warning on or off.
    """
    counting = {m for m in minutes if 0 < _LARGEST_PART * m * MINUTE_MS <= planned_ms}
    return tuple(sorted(counting, reverse=True))


def running_phase(remaining_ms: int, thresholds: tuple[int, ...]) -> Phase:
    """Return the phase of a timer that runs; `thresholds` as `counting_thresholds` gives them."""
    if remaining_ms <= 0:
        return Phase.OVER
    if not thresholds or remaining_ms > thresholds[0] * MINUTE_MS:
        return Phase.RUNNING
    if thresholds[-1] == 1 and remaining_ms <= MINUTE_MS:
        return Phase.LAST_MINUTE
    return Phase.WARNING
