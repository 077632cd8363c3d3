"""A table out of a file of others: rows of texts and numbers, whatever program wrote it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from console.domain.errors import KnownFailure
from console.imports.parts import Parts, PartUnreadable
from console.imports.table_ods import ods_tables
from console.imports.table_xlsx import xlsx_tables

#: No run sheet is larger; whatever is, was not meant.
LARGEST_BYTES: Final = 10_000_000
MOST_ROWS: Final = 2000
MOST_COLUMNS: Final = 100
#: A number keeps its value: in most columns 0.75 is 18:00, in that of the lengths a part of a day.
Value = str | float
_FORMULA_SIGNS: Final = frozenset("=+-@\t＝＋－＠")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows may be of different lengths; an empty cell is an empty text."""

    name: str
    rows: tuple[tuple[Value, ...], ...]


def read_tables(path: Path) -> list[Table]:
    """Return all tables of an ODS, XLSX or CSV file, told apart by what is in it.

    Only values are read: formulas, links and macros are left where they are. Raises:
    KnownFailure with sheet_unreadable or sheet_too_large, and the path.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise KnownFailure("sheet_too_large", path=path.name)
        data = path.read_bytes()
        found = _tables(data, path.stem)
    except (OSError, BadZipFile, PartUnreadable, csv.Error, ValueError) as error:
        raise KnownFailure("sheet_unreadable", path=path.name) from error
    return [Table(name, _bounded(rows)) for name, rows in found]


def _tables(data: bytes, name: str) -> list[tuple[str, list[list[Value]]]]:
    if not data.startswith(b"PK"):
        return [(name, _csv_rows(data))]
    with ZipFile(io.BytesIO(data)) as file:
        parts = Parts(file)
        if "xl/workbook.xml" in parts:
            return xlsx_tables(parts, MOST_ROWS, MOST_COLUMNS)
        return ods_tables(parts, MOST_ROWS, MOST_COLUMNS)


def _bounded(rows: list[list[Value]]) -> tuple[tuple[Value, ...], ...]:
    return tuple(tuple(row[:MOST_COLUMNS]) for row in rows[:MOST_ROWS])


def _csv_rows(data: bytes) -> list[list[Value]]:
    if b"\0" in data:
        raise PartUnreadable
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What a German Excel writes by itself.
        text = data.decode("cp1252")
    head = text[:4000]
    delimiter = max(";\t,", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    return [[_plain(cell) for cell in row] for row in reader]


def _plain(cell: str) -> str:
    """Take the apostrophe away that keeps a spreadsheet from reading a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_SIGNS and cell[1:] else cell
