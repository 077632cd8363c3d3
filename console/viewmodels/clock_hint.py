"""The hint for a device whose clock is wrong: said once, the dialogue's times stay right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.viewmodels.live_hint import Hint, Rank
from console.words import formats

if TYPE_CHECKING:
    # The watch is made at the start, before there is a dialogue to watch.
    from console.viewmodels.desk import Desk
    from console.viewmodels.hints import HintsViewModel

CLOCK = "clock"
#: A clock that is off by less than this is nobody's business.
TOLERATED_MS = 30_000


class ClockWatch:
    """One for as long as the program runs: whoever was told once knows it.

    It may be asked as often as time is measured; nothing is made where nothing changed.
    """

    def __init__(self) -> None:
        self._is_told = False

    def look(self, desk: Desk, hints: HintsViewModel) -> None:
        """Put the hint among the others, once, and take it away when the clock is right."""
        if not is_wrong(desk):
            hints.take(CLOCK)
        elif not self._is_told:
            self._is_told = True
            hints.put(clock_hint(desk))


def is_wrong(desk: Desk) -> bool:
    """Whether the device's clock was measured and is off by more than anybody would overlook."""
    time = desk.store.time
    offset = time.stored_offset_ms
    return time.is_measured and offset is not None and abs(offset) > TOLERATED_MS


def clock_hint(desk: Desk) -> Hint:
    """Return what to say: the time on the device, and the one in the dialogue."""
    time = desk.store.time
    device = formats.clock(time.clock.wall_ms(), desk.zone)
    dialogue = formats.clock(time.now_ms(), desk.zone)
    return Hint(
        id=CLOCK,
        rank=Rank.OFFLINE,
        since=desk.evening.now,
        title=desk.words("shell.hint.clock_changed"),
        detail=desk.words("shell.hint.clock_changed_text", device=device, dialogue=dialogue),
        tone="warn5",
        icon="clock",
    )
