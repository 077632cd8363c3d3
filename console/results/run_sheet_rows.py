"""The run sheet as rows of a table, with a head row; times and minutes stay what they are."""

from datetime import time
from typing import Final

from console.results.run_sheet_model import RunSheet, SheetItem
from console.words import Words
from console.words.formats import wall_time

#: The columns in order, as `run_sheet.column` names them.
COLUMNS: Final = (
    "start", "minutes", "min_minutes", "kind", "title", "who", "question", "said", "slide", "cue",
    "policy", "fixed_start",
)  # fmt: skip
#: How wide each column is, in letters.
WIDTHS: Final = (8, 8, 11, 14, 34, 22, 36, 60, 22, 30, 20, 13)
Value = str | int | time | None


def run_sheet_rows(sheet: RunSheet, words: Words) -> list[list[Value]]:
    """Return the head row and a row for each item."""
    head: list[Value] = [words(f"run_sheet.column.{name}") for name in COLUMNS]
    return [head, *(_row(item, sheet.zone, words) for item in sheet.items)]


def _row(item: SheetItem, zone: str, words: Words) -> list[Value]:
    return [
        _clock(item.start, zone),
        item.minutes,
        item.min_minutes,
        words(f"live.kind.{item.kind}"),
        item.title,
        item.who,
        item.question,
        item.said,
        item.slide,
        item.cue,
        words(f"live.policy.{item.policy}"),
        None if item.fixed_start is None else _clock(item.fixed_start, zone),
    ]


def _clock(at: int, zone: str) -> time:
    return wall_time(at, zone).time().replace(second=0, microsecond=0)
