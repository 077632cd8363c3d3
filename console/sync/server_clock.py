"""Server time from samples: the shortest round trip of the last ones counts."""

from __future__ import annotations

from collections import deque
from typing import Final

from console.domain.clock import Clock

#: At connect, and how many are remembered.
SAMPLES_AT_CONNECT: Final = 8
WINDOW: Final = 16
#: Wall and monotonic time drifting apart by more means sleep, or somebody set the clock.
_GAP_MS: Final = 1000.0


class ServerClock:
    """Estimates server time minus the evening clock's monotonic time.

    Source: RFC 5905, section 8 (offset from four instants) and the clock filter in section 10.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._samples: deque[tuple[float, float]] = deque(maxlen=WINDOW)
        self._anchor = self._apart()

    def _apart(self) -> float:
        return self._clock.wall_ms() - self._clock.monotonic_ms()

    @property
    def offset_ms(self) -> float | None:
        """Server time minus monotonic time; None before the first sample."""
        return min(self._samples)[1] if self._samples else None

    @property
    def round_trip_ms(self) -> float | None:
        """The round trip of the sample that counts."""
        return min(self._samples)[0] if self._samples else None

    def sample(self, asked: float, received_at: int, sent_at: int, answered: float) -> None:
        """Take one exchange: monotonic ms here when asked and answered, UTC ms there."""
        round_trip = max(0.0, (answered - asked) - (sent_at - received_at))
        offset = ((received_at - asked) + (sent_at - answered)) / 2
        self._samples.append((round_trip, offset))

    def slept(self) -> bool:
        """Tell, once, whether wall and monotonic time went apart; the samples are void then."""
        apart = self._apart()
        if abs(apart - self._anchor) <= _GAP_MS:
            return False
        self._anchor = apart
        self._samples.clear()
        return True
