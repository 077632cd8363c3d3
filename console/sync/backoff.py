"""How long to wait before the next try."""

from __future__ import annotations

from collections.abc import Callable

BASE_MS = 250
CAP_MS = 15_000
#: A page for maintenance that asks for a day must not cost the evening.
LONGEST_MS = 300_000


class Backoff:
    """Full jitter: a random part of a bound that doubles up to a cap.

    Retry-After is honoured, for five minutes at most.
    `chance` returns a number from 0 to 1. Source: M. Brooker, Exponential Backoff And Jitter,
    2015.
    """

    def __init__(
        self, chance: Callable[[], float], *, base_ms: int = BASE_MS, cap_ms: int = CAP_MS
    ) -> None:
        self._chance = chance
        self._base_ms = base_ms
        self._cap_ms = cap_ms
        self.failures = 0

    def succeeded(self) -> None:
        """Begin anew."""
        self.failures = 0

    def failed(self, retry_after_ms: int | None = None) -> float:
        """Count a failure and return how many milliseconds to wait."""
        bound = min(self._cap_ms, self._base_ms << min(self.failures, 16))
        self.failures += 1
        return max(self._chance() * bound, float(min(retry_after_ms or 0, LONGEST_MS)))
