"""Write the documents of a dialogue in the form a person chose, and name their files."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from console.domain.errors import CommandRejected
from console.domain.rights import may_read_body
from console.results.data_json import write_json
from console.results.gather import minutes_of
from console.results.headline import dialogue_day
from console.results.minutes_odt import write_odt
from console.results.minutes_pdf import write_pdf
from console.results.model import Edition, Minutes
from console.results.names import plain_letters
from console.results.tables_csv import write_csv
from console.storage.store import Store
from console.words import Words

Form = Literal["odt", "pdf", "json", "csv"]
FORMS: Final[tuple[Form, ...]] = ("odt", "pdf", "json", "csv")
#: File systems allow 255 bytes; date, edition and suffix take the rest.
_LONGEST_TITLE: Final = 80


def export(store: Store, form: Form, edition: Edition, out: Path, words: Words) -> tuple[Path, ...]:
    """Write the dialogue of an open file as it stands now, and return the files written.

    Into a folder that is there already a document goes under its suggested name, tables under
    their own. Raises: CommandRejected `not_allowed` for a role without the roster, KnownFailure
    `export_…` with path and reason.
    """
    minutes = minutes_now(store, words, edition)
    if form != "csv" and out.is_dir():
        out = out / suggested_name(form, minutes, words)
    return write_document(form, minutes, words, out)


def minutes_now(store: Store, words: Words, edition: Edition) -> Minutes:
    """Return the minutes of an open file as they stand now; frozen, so any thread may write them.

    Raises: CommandRejected `not_allowed` for a role without the roster: it could not tell which
    words are names.
    """
    role = store.identity.role
    if not may_export(role):
        raise CommandRejected("not_allowed", role=role, kind="export")
    standing = words("documents.about.standing") if store.pending_count else ""
    return minutes_of(store.state, words, store.now_ms(), edition, standing=standing)


def may_export(role: str) -> bool:
    """Tell whether a role may make documents: whoever receives the roster."""
    return may_read_body({role}, "participant.added")


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


def suggested_name(
    form: Form, minutes: Minutes, words: Words, edition: Edition | None = None
) -> str:
    """Return "2020-09-08-digitaler-buergerinnendialog-oeffentlich.pdf"; csv is a folder's name.

    Only letters and digits of ASCII, so that every system and mail program takes it. `edition` is
    that of the minutes unless it is named.
    """
    title = re.sub(r"[^a-z0-9]+", "-", plain_letters(minutes.title.replace("*", ""))).strip("-")
    suffix = words(f"documents.file.{edition or minutes.edition}")
    parts = [dialogue_day(minutes).isoformat(), title[:_LONGEST_TITLE].strip("-"), suffix]
    name = "-".join(filter(None, parts))
    return name if form == "csv" else f"{name}.{form}"
