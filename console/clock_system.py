"""The clocks of this machine."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@cache
def _boot_id() -> str:
    try:
        return _BOOT_ID.read_text().strip()
    except OSError:
        # Elsewhere the boot's own instant, to the minute, tells two boots apart.
        return str(round((time.time() - time.monotonic()) / 60))


class SystemClock:
    """Wall and monotonic time as the operating system has them."""

    def wall_ms(self) -> int:
        """Return UTC in milliseconds."""
        return time.time_ns() // 1_000_000

    def monotonic_ms(self) -> float:
        """Return milliseconds that also count while the machine sleeps, where it can."""
        clock = getattr(time, "CLOCK_BOOTTIME", None)
        return time.clock_gettime(clock) * 1000 if clock is not None else time.monotonic() * 1000

    def boot_id(self) -> str:
        """Return a name of the present boot."""
        return _boot_id()
