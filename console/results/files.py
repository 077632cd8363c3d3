"""Write a document whole or not at all."""

import errno
import os
import secrets
from pathlib import Path
from typing import Final

from console.domain.errors import KnownFailure

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_PLACE: Final = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG}


def write_whole(path: Path, data: bytes) -> None:
    """Replace the file at `path` by `data`; on failure the former file is untouched.

    Durable: the bytes are on disk before the new name points to them.
    Raises: KnownFailure `export_disk_full`, `export_forbidden`, `export_no_place` or
    `export_failed`, each with the parameters path and reason.
    """
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        _write_and_sync(part, data)
        part.replace(path)
    except OSError as problem:
        _forget(part)
        raise export_failure(path, problem) from problem


def make_folder(path: Path) -> None:
    """Make the folder at `path` if it is missing. Raises: KnownFailure as `write_whole`."""
    try:
        path.mkdir(exist_ok=True)
    except OSError as problem:
        raise export_failure(path, problem) from problem


def export_failure(path: Path, problem: OSError) -> KnownFailure:
    """Return the failure that tells a person why nothing could be written at `path`."""
    code = "export_failed"
    if problem.errno in _FULL:
        code = "export_disk_full"
    elif problem.errno in _FORBIDDEN:
        code = "export_forbidden"
    elif problem.errno in _NO_PLACE:
        code = "export_no_place"
    return KnownFailure(code, path=str(path), reason=problem.strerror or type(problem).__name__)


def _write_and_sync(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        # The disk that failed the writing may fail this too; the first failure is the one to tell.
        return
