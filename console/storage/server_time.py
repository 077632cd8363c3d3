"""The evening's one time: server time as a console knows it."""

from __future__ import annotations

from console.domain.clock import Clock


class ServerTime:
    """UTC milliseconds that every console shares as soon as it has heard the backend.

    Until then, or without a backend, it is this device's wall clock, moved by the last offset
    known of the device. `stored_offset_ms` is server minus wall clock, None when never known.
    """

    def __init__(self, clock: Clock, stored_offset_ms: int | None = None) -> None:
        self.clock = clock
        self.stored_offset_ms = stored_offset_ms
        self._from_monotonic: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether an offset to the server is known, measured now or remembered."""
        return self._from_monotonic is not None or self.stored_offset_ms is not None

    @property
    def is_measured(self) -> bool:
        """Whether the offset was measured since this program started."""
        return self._from_monotonic is not None

    def measured(self, monotonic_offset_ms: float) -> None:
        """Take over a measurement: server time minus this machine's monotonic time."""
        self._from_monotonic = monotonic_offset_ms
        self.stored_offset_ms = round(self._exact() - self.clock.wall_ms())

    def _exact(self) -> float:
        if self._from_monotonic is not None:
            return self.clock.monotonic_ms() + self._from_monotonic
        return self.clock.wall_ms() + (self.stored_offset_ms or 0)

    def now_ms(self) -> int:
        """Return the present instant (UTC ms)."""
        return int(self._exact())
