"""The tables of a workbook as Excel writes it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from console.imports.parts import Parts, PartUnreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATED: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def xlsx_tables(
    parts: Parts, most_rows: int, most: int
) -> list[tuple[str, list[list[str | float]]]]:
    """Return name and rows of each visible table, with at most so many rows and columns.

    Raises: PartUnreadable.
    """
    book = parts.xml("xl/workbook.xml")
    links = {
        one.get("Id", ""): one.get("Target", "")
        for one in parts.xml("xl/_rels/workbook.xml.rels").iter(_RELATED)
    }
    shared = _shared(parts)
    tables: list[tuple[str, list[list[str | float]]]] = []
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = links.get(sheet.get(_LINK, ""), "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        if sheet.get("state", "visible") == "visible" and posixpath.normpath(name) in parts:
            page = parts.xml(posixpath.normpath(name))
            tables.append((sheet.get("name", ""), _rows(page, shared, most_rows, most)))
    if not tables:
        raise PartUnreadable
    return tables


def _shared(parts: Parts) -> list[str]:
    """Return the texts that cells refer to by number."""
    if "xl/sharedStrings.xml" not in parts:
        return []
    return [_text(entry) for entry in parts.xml("xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _text(entry: Element) -> str:
    """Return a text with all its runs, without how it is pronounced."""
    runs = [run for run in entry if run.tag in {f"{_MAIN}t", f"{_MAIN}r"}]
    words = "".join(part.text or "" for run in runs for part in run.iter(f"{_MAIN}t"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)


def _rows(page: Element, shared: list[str], most_rows: int, most: int) -> list[list[str | float]]:
    rows: list[list[str | float]] = []
    for row in page.iter(f"{_MAIN}row"):
        number = row.get("r", "")
        at = int(number) if number.isdecimal() else len(rows) + 1
        if at > most_rows:
            break
        while len(rows) < at:
            rows.append([])
        for cell in row.iter(f"{_MAIN}c"):
            _put(rows[at - 1], cell, shared, most)
    return rows


def _put(row: list[str | float], cell: Element, shared: list[str], most: int) -> None:
    place = _PLACE.fullmatch(cell.get("r", ""))
    column = _column(place[1]) if place is not None else len(row)
    if column >= most:
        return
    row += [""] * (column + 1 - len(row))
    row[column] = _value(cell, shared)


def _column(letters: str) -> int:
    """Return the number (from 0) of a column by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Element, shared: list[str]) -> str | float:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inside = cell.find(f"{_MAIN}is")
        return _text(inside) if inside is not None else ""
    words = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return shared[int(words)] if words.isdecimal() and int(words) < len(shared) else ""
    if kind in {"str", "d"}:
        return words
    if kind != "n" or not words:
        return ""
    return float(words)
