"""A dialogue as a file of its own: gzip, one JSON object a line, for any database.

First `begin`, then all records in order, then rows of the other tables, last `end`. What is in the
records is held against their chain when it is written and when it is read.
"""

from __future__ import annotations

import base64
import gzip
import os
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct

from console.domain.bodies import Instant, Ref
from console.domain.errors import KnownFailure
from console.domain.ops import Digest, Record

FORMAT: Final = "dialogpult-log"
VERSION: Final = 1
#: Nobody has a line longer than this: an operation has 12 KiB.
_LONGEST: Final = 1024 * 1024
_BYTES: Final = "base64:"
_TEXT: Final = "text:"
Value = str | int | None


class Begin(Struct, frozen=True, kw_only=True):
    """Which dialogue follows; `tables` is the version of the database it comes from.

    `city`: the municipality that it belongs to; None where the backend had only one.
    """

    format: Literal["dialogpult-log"] = "dialogpult-log"
    version: int = VERSION
    tables: int
    backend: Ref
    dialogue: Ref
    title: str
    nonce: str
    head: int
    chain: Digest
    created_at: Instant
    exported_at: Instant
    city: str | None = None


class TableRow(Struct, frozen=True, kw_only=True):
    """A row beside the log, its values in the order of the table; bytes as "base64:…".

    A text that looks like that is written as "text:…": people give their devices any name.
    """

    table: str
    values: list[Value]


class End(Struct, frozen=True, kw_only=True):
    """How many records there were, so that half a file is known as such."""

    records: int


class Line(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line: exactly one of its parts is there."""

    begin: Begin | None = None
    record: Record | None = None
    row: TableRow | None = None
    end: End | None = None


class Archive(Struct, frozen=True, kw_only=True):
    """One dialogue of a file, whole."""

    begin: Begin
    records: list[Record]
    rows: list[TableRow]


def packed(value: Any) -> Value:
    """Return a value of a database's row as JSON has it."""
    if isinstance(value, bytes):
        return _BYTES + base64.b64encode(value).decode()
    if isinstance(value, str) and value.startswith((_BYTES, _TEXT)):
        return _TEXT + value
    return value


def unpacked(value: Value) -> str | int | bytes | None:
    """Return a value as it was in the row.  Raises: ValueError."""
    if isinstance(value, str) and value.startswith(_BYTES):
        return base64.b64decode(value.removeprefix(_BYTES), validate=True)
    return value.removeprefix(_TEXT) if isinstance(value, str) else value


def write_new(path: Path, lines: Iterable[Line]) -> None:
    """Write a file that was not there, whole or not at all, for its owner alone.

    Raises: KnownFailure with file_exists or file_unwritable; and what `lines` raises.
    """
    encoder = msgspec.json.Encoder()

    def fill(part: Path) -> None:
        with part.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw) as out:
            for line in lines:
                out.write(encoder.encode(line) + b"\n")

    place_new(path, fill)


def place_new(path: Path, fill: Callable[[Path], object]) -> None:
    """Let `fill` make a file beside the wanted one, and give it the name when it is durable.

    Raises: KnownFailure with file_exists or file_unwritable; and what `fill` raises.
    """
    try:
        if path.exists():
            raise KnownFailure("file_exists", path=str(path))
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise KnownFailure("file_unwritable", path=str(path)) from error
    part = Path(name)
    try:
        fill(part)
        with part.open("rb") as filled:
            os.fsync(filled.fileno())
        _name(part, path)
        _sync_folder(path.parent)
    except FileExistsError as error:
        raise KnownFailure("file_exists", path=str(path)) from error
    except OSError as error:
        raise KnownFailure("file_unwritable", path=str(path)) from error
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, path: Path) -> None:
    """Give a whole file its name, not over one that came up meanwhile.  Raises: OSError."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk that knows no links, as most sticks: the name is taken first, then replaced.
        path.touch(mode=0o600, exist_ok=False)
        try:
            part.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_archives(path: Path) -> Iterator[Archive]:
    """Yield every dialogue of a file.

    Raises: KnownFailure with file_unreadable, archive_foreign, archive_newer, archive_damaged, or
        archive_is_database.
    """
    try:
        with path.open("rb") as raw:
            start = raw.read(16)
        if start.startswith(b"SQLite format 3\0"):
            raise KnownFailure("archive_is_database", path=str(path))
        if not start.startswith(b"\x1f\x8b"):
            raise KnownFailure("archive_foreign", path=str(path))
        with gzip.open(path, "rb") as lines:
            yield from _archives(_lines(lines, path), path)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise KnownFailure("archive_damaged", path=str(path)) from error
    except OSError as error:
        raise KnownFailure("file_unreadable", path=str(path)) from error


def _lines(file: gzip.GzipFile, path: Path) -> Iterator[Line]:
    first = True
    while raw := file.readline(_LONGEST):
        try:
            yield msgspec.json.decode(raw, type=Line)
        except msgspec.DecodeError as error:
            code = "archive_foreign" if first else "archive_damaged"
            raise KnownFailure(code, path=str(path)) from error
        first = False


def _archives(lines: Iterator[Line], path: Path) -> Iterator[Archive]:
    begin: Begin | None = None
    records: list[Record] = []
    rows: list[TableRow] = []
    found = 0
    for line in lines:
        if line.begin is not None and begin is None:
            begin, records, rows = line.begin, [], []
            if begin.version > VERSION:
                raise KnownFailure("archive_newer", path=str(path))
        elif begin is None:
            raise KnownFailure("archive_foreign", path=str(path))
        elif line.record is not None:
            records.append(line.record)
        elif line.row is not None:
            rows.append(line.row)
        elif line.end is not None and line.end.records == len(records) == begin.head:
            yield Archive(begin=begin, records=records, rows=rows)
            begin = None
            found += 1
        else:
            raise KnownFailure("archive_damaged", path=str(path))
    if begin is not None or not found:
        raise KnownFailure("archive_damaged", path=str(path))
