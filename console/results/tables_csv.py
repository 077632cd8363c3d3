"""The minutes as tables for a spreadsheet: semicolons, a byte order mark, no formulas.

German Excel reads such files by a double click. A cell that a spreadsheet would take for a formula
gets a leading apostrophe, which is how a spreadsheet itself marks plain text.
"""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from console.results.csv_rows import Row, tables
from console.results.files import make_folder, write_whole
from console.results.model import Minutes
from console.results.text import printable
from console.words import Words

#: Full-width forms too: some spreadsheets take them for the plain sign.
_FORMULA_SIGNS: Final = frozenset("=+-@\t\r＝＋－＠")


def write_csv(minutes: Minutes, words: Words, out: Path) -> tuple[Path, ...]:
    """Write the notes to `out` if it ends in .csv, else all tables into a folder of that name.

    Returns the files written; each is whole or untouched.
    Raises: KnownFailure as `files.write_whole`.
    """
    made = tables(minutes, words)
    if out.suffix.lower() == ".csv":
        write_whole(out, csv_bytes(made["notes"]))
        return (out,)
    make_folder(out)
    files: list[Path] = []
    for name, rows in made.items():
        file = out / (words(f"documents.file.{name}") + ".csv")
        write_whole(file, csv_bytes(rows))
        files.append(file)
    return tuple(files)


def csv_bytes(rows: Iterable[Row]) -> bytes:
    """Return the rows as UTF-8 with a byte order mark, `;` between cells, CRLF between rows."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: str | int | None) -> str | int:
    if isinstance(value, int):
        return value
    plain = printable(value or "")
    return f"'{plain}" if plain[:1] in _FORMULA_SIGNS and plain else plain
