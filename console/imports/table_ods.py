"""The tables of an OpenDocument spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from console.imports.parts import Parts, PartUnreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMES: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _OFFICE, _TEXT = _NAMES % "table", _NAMES % "office", _NAMES % "text"
_CELLS: Final = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_NUMBERS: Final = {"float", "percentage", "currency"}
_LENGTH: Final = re.compile(r"PT(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})(?:[.,]\d+)?S)?")
_DAY_S: Final = 86_400
_MOST_EMPTY: Final = 100


def ods_tables(
    parts: Parts, most_rows: int, most: int
) -> list[tuple[str, list[list[str | float]]]]:
    """Return name and rows of each table, with at most so many rows and columns.

    Raises: PartUnreadable.
    """
    content = parts.xml("content.xml")
    tables = [
        (table.get(f"{_TABLE}name", ""), _rows(table, most_rows, most))
        for table in content.iter(f"{_TABLE}table")
    ]
    if not tables:
        raise PartUnreadable
    return tables


def _rows(table: Element, most_rows: int, most: int) -> list[list[str | float]]:
    rows: list[list[str | float]] = []
    for row in _row_elements(table):
        cells = _cells(row, most)
        times = _times(row, "rows")
        # A table ends with a row that stands for all the empty ones down to the last.
        times = times if any(cell != "" for cell in cells) else min(times, _MOST_EMPTY)
        rows += [list(cells) for _ in range(min(times, most_rows - len(rows)))]
        if len(rows) >= most_rows:
            break
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _row_elements(table: Element) -> Iterator[Element]:
    """Yield the rows of a table in order, those of head and groups too, of no table within."""
    for part in table:
        if part.tag == f"{_TABLE}table-row":
            yield part
        elif part.tag in {f"{_TABLE}{name}" for name in _HOLDERS}:
            yield from _row_elements(part)


_HOLDERS: Final = ("table-header-rows", "table-row-group", "table-rows")


def _cells(row: Element, most: int) -> list[str | float]:
    cells: list[str | float] = []
    for cell in row:
        if cell.tag in _CELLS:
            value = _value(cell)
            cells += [value] * min(_times(cell, "columns"), most - len(cells))
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def _times(element: Element, what: str) -> int:
    given = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return max(1, int(given)) if given.isdecimal() else 1


def _value(cell: Element) -> str | float:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in _NUMBERS:
        return float(cell.get(f"{_OFFICE}value", "0"))
    if kind == "time":
        found = _LENGTH.fullmatch(cell.get(f"{_OFFICE}time-value", ""))
        if found is not None:
            hours, minutes, seconds = (int(part or 0) for part in found.groups())
            return (hours * 3600 + minutes * 60 + seconds) / _DAY_S
    lines = [_line(part) for part in cell if part.tag == f"{_TEXT}p"]
    return "\n".join(lines)


def _line(element: Element) -> str:
    words = element.text or ""
    for part in element:
        if part.tag == f"{_TEXT}s":
            given = part.get(f"{_TEXT}c", "1")
            words += " " * (min(int(given), 1000) if given.isdecimal() else 1)
        elif part.tag == f"{_TEXT}tab":
            words += " "
        elif part.tag == f"{_TEXT}line-break":
            words += "\n"
        elif part.tag.startswith(_TEXT):
            words += _line(part)
        words += part.tail or ""
    return words
