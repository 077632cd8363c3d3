"""Opening a dialogue file: what it must be, and the one sentence when it is not."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from console.domain.errors import KnownFailure
from console.storage.database import Database
from console.storage.migrations import STEPS, VERSION

#: "DIAL" as a number, in the file's header: says that it is a dialogue file.
APPLICATION_ID: Final = 0x4449414C
SUFFIX: Final = ".dialogpult"

_PRAGMAS: Final = (
    # Files are mailed: what is in one may have been put there by anybody.
    "PRAGMA trusted_schema = OFF",
    "PRAGMA busy_timeout = 0",
    # One process per file; it also keeps the write-ahead index off shared memory.
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    # A whole evening that comes at once is written into the file once, not every four megabytes.
    "PRAGMA wal_autocheckpoint = 4000",
    "PRAGMA cache_size = -8000",
    "PRAGMA fullfsync = 1",
    "PRAGMA checkpoint_fullfsync = 1",
    "PRAGMA foreign_keys = 1",
    "PRAGMA secure_delete = 1",
)
#: How SQLite writes down what holds data and does nothing.
_PASSIVE: Final = (
    "CREATE TABLE ",
    "CREATE INDEX ",
    "CREATE UNIQUE INDEX ",
    "CREATE VIRTUAL TABLE notes_search ",
)
_CODES: Final = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "file_in_use",
    sqlite3.SQLITE_LOCKED: "file_in_use",
    sqlite3.SQLITE_READONLY: "file_read_only",
    sqlite3.SQLITE_NOTADB: "file_not_a_dialogue",
    sqlite3.SQLITE_CORRUPT: "file_damaged",
}
_ERRNOS: Final = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "file_read_only",
    errno.EACCES: "file_read_only",
    errno.EPERM: "file_read_only",
}


def known_failure(error: BaseException, path: Path) -> KnownFailure:
    """Return what to tell a person about an error of SQLite or the file system."""
    # The upper bits of SQLite's code say more than anybody needs here.
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    number = getattr(error, "errno", None)
    code = _CODES.get(primary) or _ERRNOS.get(number or 0, "file_unreadable")
    return KnownFailure(code, path=path.name)


def make_private(path: Path) -> None:
    """Create an empty file that only this user reads.  Raises: OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _connect(path: Path) -> Database:
    # Opened for writing first: SQLite alone would wait with its refusal until something is saved.
    make_private(path)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
    except BaseException:
        connection.close()
        raise
    return Database(connection, execute_plugins=False)


def _pragma(db: Database, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def open_database(path: Path, *, create: bool = False) -> Database:
    """Open a dialogue file, migrated to the present form; an older one is copied first.

    Raises: KnownFailure with file_missing, file_empty, file_not_a_dialogue, file_damaged,
    file_newer, file_read_only, file_in_use, disk_full, or file_unreadable.
    """
    if not create and not path.exists():
        raise KnownFailure("file_missing", path=path.name)
    if not create and path.stat().st_size == 0:
        raise KnownFailure("file_empty", path=path.name)
    if not create and _is_of_another_program(path):
        raise KnownFailure("file_not_a_dialogue", path=path.name)
    try:
        db = _connect(path)
    except (sqlite3.Error, OSError) as error:
        raise known_failure(error, path) from error
    try:
        with closing_on_failure(db):
            _prepare(db, path, create=create)
    except (sqlite3.Error, OSError) as error:
        raise known_failure(error, path) from error
    return db


def _is_of_another_program(path: Path) -> bool:
    """Tell a foreign database by its header: to connect would already change its journal mode.

    Source: SQLite, Database File Format, 1.3. With a log beside it the header may be old.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
        is_whole = not path.with_name(f"{path.name}-wal").exists()
    except OSError:
        return False
    is_database = header.startswith(b"SQLite format 3\0")
    return is_database and is_whole and header[68:72] != APPLICATION_ID.to_bytes(4, "big")


@contextmanager
def closing_on_failure(db: Database) -> Generator[None]:
    """Close the file when what is done with it raises."""
    try:
        yield
    except BaseException:
        db.close()
        raise


def _acts_by_itself(db: Database) -> bool:
    """Tell whether a file has triggers, views, or anything else than tables and their indexes.

    Whoever writes the list of what a file has can call a thing otherwise: SQLite goes by what the
    statement says.
    """
    rows = db.execute("SELECT type, sql FROM sqlite_schema").fetchall()
    return any(
        kind not in ("table", "index") or not (sql or _PASSIVE[0]).startswith(_PASSIVE)
        for kind, sql in rows
    )


def _prepare(db: Database, path: Path, *, create: bool) -> None:
    if not create and (_pragma(db, "application_id") != APPLICATION_ID or _acts_by_itself(db)):
        raise KnownFailure("file_not_a_dialogue", path=path.name)
    version = _pragma(db, "user_version")
    if version > VERSION:
        raise KnownFailure("file_newer", path=path.name)
    check = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if check != "ok":
        raise KnownFailure("file_damaged", path=path.name)
    if version < VERSION:
        _migrate(db, path, version)


def _migrate(db: Database, path: Path, version: int) -> None:
    if version > 0:
        copy_to(db, path.with_name(f"{path.stem}.v{version}{SUFFIX}"))
    for number, step in enumerate(STEPS[version:], start=version + 1):
        with db.atomic():
            step(db)
            db.execute(f"PRAGMA user_version = {number}")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def copy_to(db: Database, target: Path) -> None:
    """Write a whole copy, what is still in the write-ahead log included; all of it or nothing.

    Raises: KnownFailure.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        make_private(partial)
        with closing(sqlite3.connect(partial)) as copy:
            db.conn.backup(copy)
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        # Where nothing can be written nothing can be taken away either; the first failure counts.
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise known_failure(error, target) from error
