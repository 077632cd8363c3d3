"""One row of somebody's table: the item it is, or why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from console.domain.agenda import ItemKind, Policy
from console.imports.run_sheet_times import DAY_MIN, clock_times, length
from console.imports.run_sheet_words import KnownWords
from console.imports.table import Value

LONGEST_MIN: Final = 480
LONGEST_TEXT: Final = 4000
_TEXTS: Final = ("who", "question", "said", "slide", "cue")
#: So much of what was not understood is told.
_TOLD: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """Lengths in minutes, times in minutes of the day; None: the table does not say."""

    row: int
    title: str
    minutes: int
    min_minutes: int | None = None
    kind: ItemKind | None = None
    policy: Policy | None = None
    start: int | None = None
    fixed_start: int | None = None
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Remark:
    """What was not understood in a row: a code of `run_sheet_in.remark`, and the words there."""

    row: int
    code: str
    text: str


class _Reader:
    """Reads the cells of a row one by one and keeps what is to say about them."""

    def __init__(self, row: int, cells: Mapping[str, Value], known: KnownWords) -> None:
        self.row, self.cells, self.known = row, cells, known
        self.remarks: list[Remark] = []

    def say(self, code: str, text: str) -> None:
        short = " ".join(text.split())
        self.remarks.append(
            Remark(self.row, code, short if len(short) <= _TOLD else f"{short[: _TOLD - 1]}…")
        )

    def words(self, name: str) -> str:
        value = self.cells.get(name, "")
        if not isinstance(value, str):
            value = f"{value:g}"
        text = value.strip()
        if len(text) > LONGEST_TEXT:
            self.say("text_cut", text)
            text = text[:LONGEST_TEXT].rstrip()
        return text

    def times(self, name: str, code: str) -> list[int]:
        if name not in self.cells:
            return []
        found = clock_times(self.cells[name])
        if not found:
            self.say(code, self.told(name))
        return found

    def told(self, name: str) -> str:
        value = self.cells[name]
        return value if isinstance(value, str) else f"{value:g}"


def read_row(
    row: int, cells: Mapping[str, Value], next_start: int | None, known: KnownWords
) -> tuple[PlannedItem | None, list[Remark]]:
    """Return the item of a row (None: it is none) and what is to say about it.

    `next_start` is when the next row begins (minutes of the day): a row without a length ends
    there. An empty row is nothing to talk about.
    """
    if not cells:
        return None, []
    reader = _Reader(row, cells, known)
    title = " ".join(reader.words("title").split())
    if not title:
        reader.say("no_title", " · ".join(reader.told(name) for name in cells))
        return None, reader.remarks
    if known.is_total(title):
        reader.say("total", title)
        return None, reader.remarks
    start, minutes = _span(reader, next_start)
    if minutes is None or minutes > LONGEST_MIN:
        told = f"{title}: {reader.told('minutes')}" if "minutes" in cells else title
        reader.say("no_length" if minutes is None else "too_long", told)
        return None, reader.remarks
    fixed = _fixed(reader, start)
    item = PlannedItem(
        row=row,
        title=title,
        minutes=minutes,
        min_minutes=_least(reader, minutes),
        kind=_kind(reader, title),
        policy=_policy(reader),
        start=start,
        fixed_start=fixed,
        texts={name: reader.words(name) for name in _TEXTS if name in cells},
    )
    return item, reader.remarks


def _span(reader: _Reader, next_start: int | None) -> tuple[int | None, int | None]:
    """Return beginning and length: the length that is written, else up to the end or the next."""
    times = reader.times("start", "start_unknown")
    start = times[0] if times else None
    if "minutes" in reader.cells:
        return start, length(reader.cells["minutes"])
    ends = times[1:] or clock_times(reader.cells.get("end", ""))
    end = ends[0] if ends else next_start
    if start is None or end is None:
        return start, None
    return start, (end - start) % DAY_MIN


def _least(reader: _Reader, minutes: int) -> int | None:
    if "min_minutes" not in reader.cells:
        return None
    least = length(reader.cells["min_minutes"])
    if least is None:
        reader.say("least_unknown", reader.told("min_minutes"))
        return None
    if least > minutes:
        reader.say("least_longer", reader.told("min_minutes"))
        return minutes
    return least


def _kind(reader: _Reader, title: str) -> ItemKind | None:
    text = reader.words("kind")
    found = reader.known.kind(text) if text else reader.known.kind_of_title(title)
    if text and found is None:
        reader.say("kind_unknown", text)
    return found


def _policy(reader: _Reader) -> Policy | None:
    text = reader.words("policy")
    found = reader.known.policy(text) if text else None
    if text and found is None:
        reader.say("policy_unknown", text)
    return found


def _fixed(reader: _Reader, start: int | None) -> int | None:
    """Return the fixed start; a mark such as "x" or "ja" means the row's own beginning."""
    if "fixed_start" not in reader.cells:
        return None
    found = clock_times(reader.cells["fixed_start"])
    if found:
        return found[0]
    if reader.words("fixed_start").casefold() in {"x", "ja", "yes", "\u2713"}:
        return start
    reader.say("fixed_unknown", reader.told("fixed_start"))
    return None
