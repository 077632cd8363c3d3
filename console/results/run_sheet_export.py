"""Write the run sheet in the form a person chose, and name its file."""

import re
from datetime import time
from pathlib import Path
from typing import Final, Literal

from console.results.files import write_whole
from console.results.names import plain_letters
from console.results.run_sheet_model import RunSheet
from console.results.run_sheet_ods import ods_bytes
from console.results.run_sheet_pdf import run_sheet_pdf
from console.results.run_sheet_rows import WIDTHS, Value, run_sheet_rows
from console.results.run_sheet_xlsx import xlsx_bytes
from console.results.tables_csv import csv_bytes
from console.words import Words
from console.words.formats import wall_time

SheetForm = Literal["pdf", "ods", "xlsx", "csv"]
SHEET_FORMS: Final[tuple[SheetForm, ...]] = ("pdf", "ods", "xlsx", "csv")
_LONGEST_TITLE: Final = 80


def write_run_sheet(form: SheetForm, sheet: RunSheet, words: Words, out: Path) -> None:
    """Write the run sheet to `out`.

    Raises: KnownFailure as `files.write_whole`, or `export_pdf_failed`.
    """
    write_whole(out, run_sheet_bytes(form, sheet, words))


def run_sheet_bytes(form: SheetForm, sheet: RunSheet, words: Words) -> bytes:
    """Return the run sheet as the bytes of a file.  Raises: KnownFailure `export_pdf_failed`."""
    if form == "pdf":
        return run_sheet_pdf(sheet, words)
    rows = run_sheet_rows(sheet, words)
    if form == "csv":
        return csv_bytes([[_told(value) for value in row] for row in rows])
    write = ods_bytes if form == "ods" else xlsx_bytes
    return write(words("run_sheet.document"), rows, WIDTHS)


def run_sheet_name(form: SheetForm, sheet: RunSheet, words: Words) -> str:
    """Return "2020-09-08-digitaler-buergerinnendialog-ablauf.ods"; ASCII letters alone."""
    day = wall_time(sheet.starts_at, sheet.zone).date().isoformat()
    plain = plain_letters(sheet.title.replace("*", ""))
    title = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_TITLE].strip("-")
    return "-".join(filter(None, (day, title, words("run_sheet.name")))) + f".{form}"


def _told(value: Value) -> str | int | None:
    return value.strftime("%H:%M") if isinstance(value, time) else value
