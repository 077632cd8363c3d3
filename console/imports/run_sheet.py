"""A run sheet out of somebody's table: which columns mean what, and which rows are items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from console.domain.errors import KnownFailure
from console.imports.run_sheet_row import PlannedItem, Remark, read_row
from console.imports.run_sheet_times import DAY_MIN, clock_times
from console.imports.run_sheet_words import KnownWords
from console.imports.table import Table, Value, read_tables

#: The head of a table stands among its first rows; a title and a logo may come before.
_HEAD_WITHIN: Final = 30
#: One heading alone may be any word of a text.
_LEAST_HEADINGS: Final = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A heading as it is written, and the field that it stands for (None: it is not read)."""

    heading: str
    field: str | None


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """What was understood of a table; nothing of it has changed anything yet."""

    file: str
    table: str
    columns: tuple[Column, ...]
    items: tuple[PlannedItem, ...]
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def minutes(self) -> int:
        """How long all items take together."""
        return sum(item.minutes for item in self.items)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the table has a column for."""
        return frozenset(column.field for column in self.columns if column.field is not None)


def read_run_sheet(path: Path) -> PlannedSheet:
    """Return what can be understood of the run sheet in a file.

    Of several tables the one with the most known headings is read. Raises: KnownFailure with
    sheet_unreadable, sheet_too_large, sheet_no_columns or sheet_no_items, and the path.
    """
    known = KnownWords()
    tables = read_tables(path)
    heads = [(_head(table.rows, known), table) for table in tables]
    found = [(head, table) for head, table in heads if head is not None]
    if not found:
        raise KnownFailure("sheet_no_columns", path=path.name)
    (at, columns), table = max(
        found, key=lambda one: sum(column.field is not None for column in one[0][1])
    )
    sheet = _read(path.name, table, at, columns, known)
    if not sheet.items:
        raise KnownFailure("sheet_no_items", path=path.name)
    return sheet


def _head(rows: Sequence[Sequence[Value]], known: KnownWords) -> tuple[int, list[Column]] | None:
    """Return the row of the headings and what they mean; the first of two alike counts."""
    best: tuple[int, list[Column]] | None = None
    most = _LEAST_HEADINGS - 1
    for at, row in enumerate(rows[:_HEAD_WITHIN]):
        columns: list[Column] = []
        for value in row:
            heading = " ".join(value.split()) if isinstance(value, str) else ""
            meant = known.field(heading) if heading else None
            taken = meant in {column.field for column in columns}
            columns.append(Column(heading, None if taken else meant))
        names = {column.field for column in columns} - {None}
        if "title" in names and len(names) > most:
            best, most = (at, columns), len(names)
    return best


def _read(
    name: str, table: Table, head: int, columns: list[Column], known: KnownWords
) -> PlannedSheet:
    items: list[PlannedItem] = []
    remarks: list[Remark] = []
    rows = [_fields(row, columns) for row in table.rows[head + 1 :]]
    for at, cells in enumerate(rows):
        item, said = read_row(head + at + 2, cells, _next_start(rows[at + 1 :]), known)
        remarks += said
        if item is not None:
            items.append(item)
    remarks += _gaps(items)
    remarks.sort(key=lambda remark: remark.row)
    shown = tuple(column for column in columns if column.heading)
    return PlannedSheet(name, table.name, shown, tuple(items), tuple(remarks))


def _fields(row: Sequence[Value], columns: list[Column]) -> dict[str, Value]:
    cells: dict[str, Value] = {}
    for value, column in zip(row, columns, strict=False):
        is_empty = isinstance(value, str) and not value.strip()
        if column.field is not None and not is_empty:
            cells[column.field] = value
    return cells


def _next_start(rows: Sequence[dict[str, Value]]) -> int | None:
    """Return when the next row that says so begins, in minutes of the day."""
    for cells in rows:
        times = clock_times(cells["start"]) if "start" in cells else []
        if times:
            return times[0]
    return None


def _gaps(items: Sequence[PlannedItem]) -> list[Remark]:
    """Return remarks about beginnings that do not follow from the lengths before them."""
    remarks: list[Remark] = []
    expected: int | None = None
    for item in items:
        if item.start is not None and expected is not None and item.fixed_start is None:
            off = (item.start - expected) % DAY_MIN
            if off:
                said = f"{_clock(item.start)}, {_clock(expected)}"
                remarks.append(Remark(item.row, "start_differs", said))
        if item.start is not None:
            expected = item.start
        if expected is not None:
            expected = (expected + item.minutes) % DAY_MIN
    return remarks


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
