"""What the forms of the start page have in common: a title, a day, a beginning and an end."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from console.viewmodels.joining import Refused
from console.words import Words

MOST_TITLE = 200


def checked_title(words: Words, text: str) -> str:
    """Return a title in one line.  Raises: Refused."""
    title = " ".join(text.split())
    if not title or len(title) > MOST_TITLE:
        raise Refused("title", words("errors.title_empty"))
    return title


def checked_evening(words: Words, day: str, start: str, end: str, zone: str) -> tuple[int, int]:
    """Return beginning and end (UTC ms) of an evening as typed.  Raises: Refused.

    An evening that ends after midnight ends on the next day.
    """
    try:
        there = ZoneInfo(zone.strip())
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Refused("zone", words("errors.zone_unknown", text=zone)) from error
    date = _parsed(day.strip(), "%d.%m.%Y")
    if date is None:
        raise Refused("date", words("errors.date_invalid", text=day))
    begins, ends = _parsed(start.strip(), "%H:%M"), _parsed(end.strip(), "%H:%M")
    if begins is None:
        raise Refused("start", words("errors.time_invalid", text=start))
    if ends is None:
        raise Refused("end", words("errors.time_invalid", text=end))
    first = datetime.combine(date.date(), begins.time(), there)
    last = datetime.combine(date.date(), ends.time(), there)
    if last <= first:
        last = datetime.combine(date.date() + timedelta(days=1), ends.time(), there)
    return round(first.timestamp() * 1000), round(last.timestamp() * 1000)


def _parsed(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - the zone is a field of its own
    except ValueError:
        return None
