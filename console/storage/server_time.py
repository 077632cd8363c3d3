"""The evening's one time: server time as a console knows it."""

from __future__ import annotations

from typing import Final

from console.domain.clock import Clock

#: A smaller difference is made up for slowly, so that no shown second is skipped or repeated.
STEP_MS: Final = 500.0
SLEW: Final = 0.010


class ServerTime:
    """UTC milliseconds that every console shares as soon as it has heard the backend.

    Until then, or without a backend, it is this device's wall clock, moved by the last offset
    known of the device. `stored_offset_ms` is server minus wall clock, None when never known.
    A later measurement is approached at 10 ms per second; above 500 ms time steps.
    """

    def __init__(self, clock: Clock, stored_offset_ms: int | None = None) -> None:
        self.clock = clock
        self.stored_offset_ms = stored_offset_ms
        self._target: float | None = None
        self._begin = 0.0
        self._since = 0.0

    @property
    def is_known(self) -> bool:
        """Whether an offset to the server is known, measured now or remembered."""
        return self._target is not None or self.stored_offset_ms is not None

    @property
    def is_measured(self) -> bool:
        """Whether the offset was measured since this program started."""
        return self._target is not None

    def measured(self, monotonic_offset_ms: float) -> None:
        """Take over a measurement: server time minus this machine's monotonic time."""
        now = self.clock.monotonic_ms()
        shown = self._offset(now)
        far = shown is None or abs(monotonic_offset_ms - shown) > STEP_MS
        self._begin = monotonic_offset_ms if far or shown is None else shown
        self._since, self._target = now, monotonic_offset_ms
        self.stored_offset_ms = round(now + monotonic_offset_ms - self.clock.wall_ms())

    def _offset(self, monotonic_ms: float) -> float | None:
        """Return server time minus monotonic time at an instant, on its way to the target."""
        if self._target is None:
            return None
        reach = max(0.0, monotonic_ms - self._since) * SLEW
        return self._begin + max(-reach, min(reach, self._target - self._begin))

    def offset_of(self, at: int, monotonic_ms: float, boot: str) -> int | None:
        """Return server time minus wall clock for something made at `at` on the wall clock.

        Of this boot, its own monotonic instant says when it was made, whatever was done to the
        wall clock since; earlier boots take today's offset. None while nothing was measured.
        """
        if self._target is None:
            return None
        if boot == self.clock.boot_id():
            return round(monotonic_ms + self._target - at)
        return self.stored_offset_ms

    def _exact(self) -> float:
        now = self.clock.monotonic_ms()
        offset = self._offset(now)
        if offset is not None:
            return now + offset
        return self.clock.wall_ms() + (self.stored_offset_ms or 0)

    def now_ms(self) -> int:
        """Return the present instant (UTC ms)."""
        return int(self._exact())
