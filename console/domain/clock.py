"""The port through which the rest of the program asks for the time."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """Two clocks of one machine; the adapter lives outside the domain."""

    def wall_ms(self) -> int:
        """Return UTC in milliseconds; a person may set it, so nothing measures with it."""
        ...

    def monotonic_ms(self) -> float:
        """Return milliseconds that only go forward, with an arbitrary beginning."""
        ...

    def boot_id(self) -> str:
        """Return a name of the present boot: monotonic times compare only within one."""
        ...
