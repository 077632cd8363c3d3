"""Write a document in the form a person chose, and suggest a name for its file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from console.results.data_json import write_json
from console.results.headline import dialogue_day
from console.results.minutes_odt import write_odt
from console.results.minutes_pdf import write_pdf
from console.results.model import Minutes
from console.results.names import plain_letters
from console.results.tables_csv import write_csv
from console.words import Words

Form = Literal["odt", "pdf", "json", "csv"]
FORMS: Final[tuple[Form, ...]] = ("odt", "pdf", "json", "csv")
#: File systems allow 255 bytes; date, edition and suffix take the rest.
_LONGEST_TITLE: Final = 80


def write_document(form: Form, minutes: Minutes, words: Words, out: Path) -> tuple[Path, ...]:
    """Write the minutes to `out` and return the files written.

    The edition is that of the minutes: make the public one by `public_edition` before. For csv a
    path without .csv becomes a folder. Raises: KnownFailure `export_…` with path and reason.
    """
    if form == "csv":
        return write_csv(minutes, words, out)
    if form == "json":
        write_json(minutes, out)
        return (out,)
    write: Callable[[Minutes, Words, Path], None] = write_pdf if form == "pdf" else write_odt
    write(minutes, words, out)
    return (out,)


def suggested_name(form: Form, minutes: Minutes, words: Words) -> str:
    """Return "2020-09-08-digitaler-buergerinnendialog-oeffentlich.pdf"; csv is a folder's name.

    Only letters and digits of ASCII, so that every system and mail program takes it.
    """
    title = re.sub(r"[^a-z0-9]+", "-", plain_letters(minutes.title.replace("*", ""))).strip("-")
    edition = words(f"documents.file.{minutes.edition}")
    parts = [dialogue_day(minutes).isoformat(), title[:_LONGEST_TITLE].strip("-"), edition]
    name = "-".join(filter(None, parts))
    return name if form == "csv" else f"{name}.{form}"
