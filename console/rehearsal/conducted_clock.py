"""A clock that a conductor moves: the console runs, its time is somebody else's."""

from __future__ import annotations


class ConductedClock:
    """Stands still between two cues."""

    def __init__(self) -> None:
        self._wall = 0
        self._monotonic = 0.0

    def set(self, wall_ms: int, monotonic_ms: float) -> None:
        """Take over the conductor's time."""
        self._wall, self._monotonic = wall_ms, monotonic_ms

    def wall_ms(self) -> int:
        """Return UTC in milliseconds."""
        return self._wall

    def monotonic_ms(self) -> float:
        """Return the conductor's monotonic milliseconds."""
        return self._monotonic

    def boot_id(self) -> str:
        """Return one name for the whole rehearsal."""
        return "rehearsal"
