"""Times and lengths as people write them into a table."""

from __future__ import annotations

import math
import re
from typing import Final

from console.imports.table import Value

DAY_MIN: Final = 1440
_CLOCK: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2})?)?(?:[:.]\d{2})?\s*"
    r"(?:uhr(?:\s*(?P<spoken>\d{2}))?|h|(?P<half>[ap])\.?m\.?)?"
)
_BETWEEN: Final = re.compile(r"\s*(?:\u2013|\u2014|-|bis|to|until)\s*")
_ABOUT: Final = re.compile(r"^(?:ca\.?|circa|etwa|um|ab|von|about|approx\.?|from|at|~)\s*")
_HOURS: Final = re.compile(r"(\d{1,2})\s*[:]\s*(\d{2})(?:\s*:\s*\d{2})?\s*(?:h|std\.?|stunden?)?")
_MIXED: Final = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|std\.?|stunden?|hours?|hrs?))?\s*"
    r"(?:(?P<minutes>\d{1,4}(?:[.,]0+)?)\s*(?:'|\u2032|m|min\.?|mins\.?|minuten?|minutes?)?)?"
)


def clock_times(value: Value) -> list[int]:
    """Return the times in a cell in minutes of the day: none, one, or beginning and end.

    Understands "18:00", "18.00 Uhr", "18 Uhr", "6:30 pm", "18:00 – 18:15", and the number that
    a spreadsheet keeps for a time.
    """
    if not isinstance(value, str):
        found = _clock_of_number(value)
        return [] if found is None else [found]
    parts = _BETWEEN.split(_ABOUT.sub("", value.strip().casefold()), maxsplit=1)
    times = [_clock_of_text(part) for part in parts]
    return [time for time in times if time is not None] if None not in times else []


def length(value: Value) -> int | None:
    """Return a length in minutes, None for what is none.

    Understands 15, "15 Min", "15'", "0:15", "1:30 h", "1,5 Std", "1 h 30", and the part of a day
    that a spreadsheet keeps for 0:15.
    """
    if not isinstance(value, str):
        if not math.isfinite(value) or value < 0:
            return None
        minutes = value * DAY_MIN if 0 < value < 1 else value
        return round(minutes) if abs(minutes - round(minutes)) < 0.02 else None
    text = _ABOUT.sub("", value.strip().casefold())
    clock = _HOURS.fullmatch(text)
    if clock is not None:
        return int(clock[1]) * 60 + int(clock[2])
    mixed = _MIXED.fullmatch(text)
    if not text or mixed is None:
        return None
    hours = float((mixed["hours"] or "0").replace(",", "."))
    minutes = float((mixed["minutes"] or "0").replace(",", "."))
    return round(hours * 60 + minutes)


def _clock_of_number(value: float) -> int | None:
    if not math.isfinite(value) or value < 0:
        return None
    if value == int(value) and 1 <= value <= 24:
        return int(value) % 24 * 60
    # A moment with its day has the day before the point.
    return round(value % 1 * DAY_MIN) % DAY_MIN


def _clock_of_text(text: str) -> int | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or found["spoken"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return hour % 24 * 60 + minute if hour <= 24 and minute < 60 else None
