"""When the next group phase is, while none is on."""

from __future__ import annotations

from console.viewmodels.desk import Desk
from console.words import formats


def coming_words(desk: Desk) -> str:
    """Return when the groups meet next; that they do not any more; or nothing without any."""
    words, evening = desk.words, desk.evening
    breakouts = {item.id for item in evening.evening.items if item.kind == "breakout"}
    coming = [row for row in evening.forecast.rows if row.state in {"next", "later"}]
    first = next((row for row in coming if row.item in breakouts), None)
    if first is None:
        return words("live.groups_over") if breakouts else ""
    time = formats.clock(first.forecast_start, desk.zone)
    return words("live.groups_calm", time=time)
