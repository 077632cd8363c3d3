"""Times, dates, minutes and numbers as people read them, in both languages."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from console.words.lookup import Words

MINUS = "\u2212"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE_MS = 60_000
#: A deviation of more minutes than this is told in hours: nobody divides by sixty at a glance.
_MOST_MINUTES = 120


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def wall_time(at_ms: int, zone: str) -> datetime:
    """Return the instant, in UTC milliseconds, as people in the IANA `zone` see it.

    Raises: ZoneInfoNotFoundError or ValueError for a zone that does not exist.
    """
    return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(_zone(zone))


def clock(at_ms: int, zone: str) -> str:
    """Return "19:51"; the running minute counts, nothing is rounded up."""
    return _clock(at_ms // _MINUTE_MS, zone)


@lru_cache(maxsize=4096)
def _clock(minute: int, zone: str) -> str:
    """Zones differ by whole minutes, and lists show the same few hundred times over again."""
    return wall_time(minute * _MINUTE_MS, zone).strftime("%H:%M")


def clock_seconds(at_ms: int, zone: str) -> str:
    """Return "19:42:12"."""
    return wall_time(at_ms, zone).strftime("%H:%M:%S")


def spoken_clock(words: Words, at_ms: int, zone: str) -> str:
    """Return a time for use in a sentence: "19:51 Uhr"."""
    return words("formats.spoken_clock", time=clock(at_ms, zone))


def clock_range(words: Words, start_ms: int, end_ms: int, zone: str) -> str:
    """Return "18:00 bis 20:15"."""
    return words("formats.range", start=clock(start_ms, zone), end=clock(end_ms, zone))


def spoken_range(words: Words, start_ms: int, end_ms: int, zone: str) -> str:
    """Return a range for use in a sentence: "18:00 bis 20:15 Uhr"."""
    return words("formats.spoken_clock", time=clock_range(words, start_ms, end_ms, zone))


def countdown(remaining_ms: int) -> str:
    """Return "08:48", "1:02:03", or "+02:05" for time over.

    Remaining time is rounded up and time over down, so "00:00" stands from the very end
    until a whole second is over.
    """
    over = remaining_ms <= -1000
    seconds = -remaining_ms // 1000 if over else max(0, -(-remaining_ms // 1000))
    hours, rest = divmod(seconds, 3600)
    text = f"{rest // 60:02}:{rest % 60:02}"
    return ("+" if over else "") + (f"{hours}:{text}" if hours else text)


def whole_minutes(length_ms: int) -> int:
    """Return the length in minutes, rounded half away from zero."""
    magnitude = (abs(length_ms) + _MINUTE_MS // 2) // _MINUTE_MS
    return magnitude if length_ms >= 0 else -magnitude


def signed(value: int) -> str:
    """Return "+2", "−1" or "±0", with the minus sign of typesetting."""
    if value == 0:
        return "±0"
    return f"+{value}" if value > 0 else f"{MINUS}{-value}"


def signed_length(words: Words, value: int) -> str:
    """Return a deviation in minutes as "+12", from more than two hours on as "+2:35 Std"."""
    if abs(value) <= _MOST_MINUTES:
        return signed(value)
    sign = "+" if value > 0 else MINUS
    return words("formats.hours", number=sign + hours_minutes(abs(value) * _MINUTE_MS))


def minutes(words: Words, value: int) -> str:
    """Return "15 Min"."""
    return words("formats.minutes", number=number(words, value))


def signed_minutes(words: Words, value: int) -> str:
    """Return "+6 Min", "−2 Min" or "±0 Min"; from more than two hours on "+2:35 Std"."""
    if abs(value) > _MOST_MINUTES:
        return signed_length(words, value)
    return words("formats.minutes", number=signed(value))


def deviation(words: Words, late_ms: int, tolerance_ms: int = _MINUTE_MS) -> str:
    """Return "+6 Min", "−2 Min", or "Im Plan" as far as the tolerance reaches (inclusive)."""
    if abs(late_ms) <= tolerance_ms:
        return words("formats.on_time")
    return signed_minutes(words, whole_minutes(late_ms))


def hours_minutes(length_ms: int) -> str:
    """Return a length as "2:15", hours and minutes."""
    hours, rest = divmod(whole_minutes(length_ms), 60)
    return f"{hours}:{rest:02}"


def long_date(words: Words, day: date) -> str:
    """Return "Di, 8. September 2020"."""
    return words(
        "formats.long_date",
        weekday=words(f"formats.weekday.{day.isoweekday()}"),
        day=day.day,
        month=words(f"formats.month.{day.month}"),
        year=day.year,
    )


def short_date(words: Words, day: date) -> str:
    """Return "08.09.2020", in English "08/09/2020" with the day first."""
    day2, month2 = f"{day.day:02}", f"{day.month:02}"
    return words("formats.short_date", day2=day2, month2=month2, year=day.year)


def number(words: Words, value: int) -> str:
    """Return "1.500", in English "1,500", with the minus sign of typesetting."""
    grouped = f"{abs(value):,}".replace(",", words("formats.thousands"))
    return (MINUS if value < 0 else "") + grouped


def enumeration(words: Words, parts: Sequence[str]) -> str:
    """Return "A", "A und B" or "A, B und C"; nothing for no parts."""
    if len(parts) < 2:
        return "".join(parts)
    return words("formats.and", first=", ".join(parts[:-1]), last=parts[-1])
