"""Plan against actual, item by item, in words and minutes."""

from __future__ import annotations

from msgspec import Struct

from console.results.figures import MINUTE_MS, deviation_ms, lengths
from console.results.model import ItemTime, Minutes
from console.words import Words, formats


class TimeRow(Struct, frozen=True, kw_only=True):
    """An item: minutes for the bars (`actual` None: did not run), and what stands beside them.

    `late`: it took longer than planned.
    """

    id: str
    title: str
    planned: int
    actual: int | None
    minutes: str
    deviation: str
    late: bool
    is_on: bool
    spoken: str


def time_rows(minutes: Minutes, words: Words) -> list[TimeRow]:
    """Return a row for each item in the order of the run sheet."""
    return [_row(str(place), item, words) for place, item in enumerate(minutes.items)]


def total(minutes: Minutes, words: Words) -> tuple[str, str, bool]:
    """Return "+15 Min gesamt", "+15 Min", and whether that is late.

    Nothing before the first item is over.
    """
    length = lengths(minutes)
    if length.actual_ms is not None:
        late, key = length.actual_ms - length.planned_ms, "results.times_total"
    else:
        known = [late for item in minutes.items if (late := deviation_ms(item)) is not None]
        if not known:
            return "", "", False
        late, key = sum(known), "results.times_so_far"
    told = formats.signed_minutes(words, formats.whole_minutes(late))
    return words(key, minutes=told), told, late > MINUTE_MS


def _row(row_id: str, item: ItemTime, words: Words) -> TimeRow:
    late = deviation_ms(item)
    actual = None if item.actual_ms is None else formats.whole_minutes(item.actual_ms)
    whole = None if late is None else formats.whole_minutes(late)
    deviation = _standing(item, words) if whole is None else formats.signed(whole)
    spoken = words(
        "results.times_name",
        item=item.title,
        plan=formats.minutes(words, item.planned_min),
        actual="–" if actual is None else formats.minutes(words, actual),
        deviation=_standing(item, words) if whole is None else formats.signed_minutes(words, whole),
    )
    return TimeRow(
        id=row_id,
        title=item.title,
        planned=item.planned_min,
        actual=actual,
        minutes=str(item.planned_min if actual is None else actual),
        deviation=deviation,
        late=bool(whole and whole > 0),
        is_on=item.is_on,
        spoken=spoken,
    )


def _standing(item: ItemTime, words: Words) -> str:
    """Return what stands instead of a deviation."""
    if item.is_on:
        return words("results.times_on")
    return words("results.times_skipped" if item.skipped else "results.times_not_run")
