"""The machine's own clocks behind the Clock port."""

from __future__ import annotations

import time
from pathlib import Path

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """UTC and monotonic time of this machine, in milliseconds."""

    def wall_ms(self) -> int:
        """Return UTC in milliseconds."""
        return time.time_ns() // 1_000_000

    def monotonic_ms(self) -> float:
        """Return milliseconds that only go forward."""
        return time.monotonic_ns() / 1_000_000

    def boot_id(self) -> str:
        """Return a name of the present boot; where the system has none, its approximate instant."""
        if BOOT_ID.exists():
            return BOOT_ID.read_text("ascii").strip()
        return f"since-{round((self.wall_ms() - self.monotonic_ms()) / 60_000)}"
