"""Taking a dialogue off this device: its file, what lies beside it, and every copy of it."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from console.storage.connection import SUFFIX

#: What SQLite and this program put beside a file while they work on it.
_BESIDE: Final = ("-wal", "-shm", "-journal", ".partial", ".partial-journal", ".partial-wal")
_BLOCK: Final = 1 << 20
_UNSENT: Final = "SELECT count(*) FROM ops WHERE seq IS NULL AND handed_over = 0"
#: A file that somebody sent may name functions in what looks like a table.
_TRUST_NOTHING: Final = "PRAGMA trusted_schema = OFF"
log = logging.getLogger(__name__)


def dialogue_of(path: Path) -> str | None:
    """Return the id of the dialogue in a file; None when it is no dialogue or cannot be read.

    The file is not locked and not changed, whoever else has it open.
    """
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as db:
            db.execute(_TRUST_NOTHING)
            row = db.execute("SELECT dialogue FROM sync").fetchone()
    except (sqlite3.Error, OSError):
        return None
    return str(row[0]) if row is not None else None


def is_of_another(path: Path, dialogue: str) -> bool:
    """Tell whether a file is another dialogue's; one that says nothing, half blanked, is not."""
    return dialogue_of(path) not in (None, dialogue)


def is_in_use(path: Path) -> bool:
    """Tell whether another console has the file open."""
    if not path.exists():
        return False
    try:
        address = f"{path.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return False


def unsent_in(path: Path) -> int:
    """Return how many operations of a closed file are in no log and were never handed over.

    0 when it cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as db:
            db.execute(_TRUST_NOTHING)
            return int(db.execute(_UNSENT).fetchone()[0])
    except sqlite3.Error:
        return 0


def traces(path: Path, dialogue: str, own_folders: Iterable[Path]) -> list[Path]:
    """Return every file with words of a dialogue: the file itself last, what belongs to it first.

    In the program's `own_folders` each copy is found by what is in it, whatever it is called;
    beside a file that lies elsewhere only what this program put there. A file of another dialogue
    that has its name by now stays.
    """
    copies = {
        *(file for folder in own_folders for file in folder.glob(f"*{SUFFIX}*")),
        *path.parent.glob(f"{_plain(path.stem)}.v*{SUFFIX}"),
    }
    found = {file for file in copies if file != path and dialogue_of(file) == dialogue}
    last = [] if is_of_another(path, dialogue) else [path]
    beside = {near for file in (*found, *last) for near in _near(file)}
    first = sorted(file for file in (found | beside) - {path} if file.is_file())
    return [*first, *(file for file in last if file.is_file())]


def _near(file: Path) -> Iterator[Path]:
    yield from (file.with_name(f"{file.name}{end}") for end in _BESIDE)


def _plain(text: str) -> str:
    """Return a file name in which no character has a meaning for `glob`."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)


def remove(files: Iterable[Path]) -> list[Path]:
    """Blank and delete files; returns those that could not be deleted.

    Where a disk writes in place nothing is left to be read; elsewhere the system decides.
    """
    left: list[Path] = []
    for file in files:
        try:
            _blank(file)
            file.unlink(missing_ok=True)
        except OSError as error:
            log.warning("a file was not deleted: %s", error.strerror)
            left.append(file)
    return left


def _blank(file: Path) -> None:
    """Write zeros over a file, as far as it can be written at all."""
    try:
        with file.open("r+b", buffering=0) as opened:
            size = os.fstat(opened.fileno()).st_size
            for start in range(0, size, _BLOCK):
                opened.write(bytes(min(_BLOCK, size - start)))
            os.fsync(opened.fileno())
    except FileNotFoundError:
        return
    except OSError:
        # It can still be deleted: that needs only the folder.
        log.info("a file was deleted without being blanked")
