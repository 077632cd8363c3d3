"""The four widths of the window, in logical px: what a view shows depends on them alone."""

from enum import Enum


class Breakpoint(Enum):
    """XL and L show all panels at once, M and S one panel at a time."""

    XL = 1700
    L = 1280
    M = 900
    S = 0

    @property
    def is_compact(self) -> bool:
        """M and S, which includes every 200 % case."""
        return self in (Breakpoint.M, Breakpoint.S)

    @property
    def gutter(self) -> int:
        """Space between panels and round them, in px at 100 %."""
        return 16 if self is Breakpoint.XL else 12


def breakpoint_for(width: int, scale: float) -> Breakpoint:
    """The breakpoint of a window `width` px wide at a zoom of `scale`."""
    logical = width / scale
    return next(step for step in Breakpoint if logical >= step.value)
