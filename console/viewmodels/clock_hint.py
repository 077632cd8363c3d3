"""The hint for a device whose clock is wrong: said once, the dialogue's times stay right."""

from __future__ import annotations

from console.viewmodels.desk import Desk
from console.viewmodels.live_hint import Hint, Rank
from console.words import formats

CLOCK = "clock"
#: A clock that is off by less than this is nobody's business.
TOLERATED_MS = 30_000


def clock_hint(desk: Desk) -> Hint | None:
    """Return what to say when the device's clock differs from the backend's, else None."""
    time = desk.store.time
    offset = time.stored_offset_ms
    if not time.is_measured or offset is None or abs(offset) <= TOLERATED_MS:
        return None
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
