"""The fields of an agenda item as text: what stands in them, and what a person meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any, get_args

from console.commands.agenda import LONGEST_MIN, TEXTS
from console.domain.agenda import ItemKind, Policy
from console.domain.course import Visit
from console.domain.errors import CommandRejected
from console.domain.values import AgendaItem
from console.templates import wall_ms
from console.words.formats import clock, wall_time

#: Fields that hold whole minutes; what is not there is none.
NUMBERS = ("minutes", "min_minutes", "going_min", "coming_min", "per_group_min")
VALUES = (*NUMBERS, "kind", "policy", "fixed_start", "thresholds")
#: When it really began and ended.
TIMES = ("started", "ended")
#: All of them in the order in which they stand on the sheet.
FIELDS = (
    "title", "started", "ended", "minutes", "min_minutes", "fixed_start", "kind", "policy",
    "going_min", "coming_min", "per_group_min", "who", "question", "said", "slide", "cue",
    "thresholds",
)  # fmt: skip
#: The codes among which a person chooses.
CHOICES: Mapping[str, tuple[str, ...]] = {"kind": get_args(ItemKind), "policy": get_args(Policy)}
MOST_THRESHOLDS = 4
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:Uhr|h))?", re.IGNORECASE)


def texts_of(item: AgendaItem, visit: Visit | None, zone: str) -> dict[str, str]:
    """Return what stands in the fields; `visit` is the last one to the item."""
    texts = {name: getattr(item, name).text for name in TEXTS}
    texts |= {name: str(getattr(item, name)) for name in NUMBERS}
    if not item.per_group_min:
        texts["per_group_min"] = ""
    texts |= {name: getattr(item, name) for name in CHOICES}
    texts["thresholds"] = ", ".join(str(minutes) for minutes in item.thresholds)
    texts["fixed_start"] = _clock(item.fixed_start, zone)
    texts["started"] = _clock(visit.started_at if visit is not None else None, zone)
    texts["ended"] = _clock(visit.ended_at if visit is not None else None, zone)
    return texts


def value_of(name: str, text: str, near: int, zone: str) -> Any:
    """Return what a person typed into a field of VALUES.

    `near` is an instant (UTC ms) of the evening. Raises: CommandRejected.
    """
    if name in CHOICES:
        return text
    if name == "fixed_start":
        return instant_of(text, near, zone) if text.strip() else None
    if name == "thresholds":
        return _thresholds(text)
    return _minutes(text, may_be_empty=name == "per_group_min")


def instant_of(text: str, near: int, zone: str) -> int:
    """Return the time of day in `text` on the day on which it is nearest to `near` (UTC ms).

    Raises: CommandRejected("time_invalid").
    """
    found = _TIME.fullmatch(text.strip())
    hour, minute = (int(part or 0) for part in found.groups()) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise CommandRejected("time_invalid", text=text.strip())
    day = wall_time(near, zone).date()
    days = (day + timedelta(days=shift) for shift in (-1, 0, 1))
    return min(
        (wall_ms(one, time(hour, minute), zone) for one in days), key=lambda at: abs(at - near)
    )


def minutes_in(text: str) -> int | None:
    """Return the minutes in a field while somebody types there; None: no number yet."""
    return int(text) if text.strip().isdecimal() else None


def _clock(at: int | None, zone: str) -> str:
    return clock(at, zone) if at is not None else ""


def _minutes(text: str, *, may_be_empty: bool) -> int:
    found = minutes_in(text)
    if found is None and may_be_empty and not text.strip():
        return 0
    if found is None:
        raise CommandRejected("minutes_out_of_range", limit=LONGEST_MIN)
    return found


def _thresholds(text: str) -> tuple[int, ...]:
    """Return the minutes before the end, the earliest first."""
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    if not all(part.isdecimal() and 0 < int(part) <= LONGEST_MIN for part in parts):
        raise CommandRejected("thresholds_invalid", most=MOST_THRESHOLDS)
    minutes = sorted({int(part) for part in parts}, reverse=True)
    if len(minutes) > MOST_THRESHOLDS:
        raise CommandRejected("thresholds_invalid", most=MOST_THRESHOLDS)
    return tuple(minutes)
