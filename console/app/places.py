"""Where dialogue files may be worked on, and where this program puts its own."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import unicodedata
from pathlib import Path

from console.domain.errors import KnownFailure

SUFFIX = ".dialogpult"
_MOUNTS = Path("/proc/self/mounts")
#: File systems on other machines: their locks cannot be trusted with a write-ahead log.
_REMOTE = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "afs",
    "davfs",
    "ceph",
    "glusterfs",
    "fuse.sshfs",
    "fuse.rclone",
)


def file_name(title: str) -> str:
    """Return a file name for a title: the gender star is replaced, odd characters are left out."""
    plain = unicodedata.normalize("NFC", title).replace("*", "_").replace(":", "_")
    plain = re.sub(r"[^\w\- ]", "", plain).strip(" .")
    return (plain or "Dialog")[:80] + SUFFIX


def free_path(folder: Path, title: str) -> Path:
    """Return a path for a new file with that title; a number is added while one is there."""
    path = folder / file_name(title)
    number = 2
    while path.exists():
        path = folder / f"{file_name(title).removesuffix(SUFFIX)} {number}{SUFFIX}"
        number += 1
    return path


def is_remote(path: Path) -> bool:
    """Tell whether a file lies on another machine, as far as this system says."""
    if sys.platform == "win32":
        return str(path.resolve()).startswith("\\\\")
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    place, kind = "", ""
    folder = str(path.resolve())
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        mounted = parts[1].replace("\\040", " ")
        inside = folder == mounted or folder.startswith(mounted.rstrip("/") + "/")
        if inside and len(mounted) >= len(place):
            place, kind = mounted, parts[2]
    return kind.startswith(_REMOTE)


def is_read_only(path: Path) -> bool:
    """Tell whether the file or its folder cannot be written."""
    try:
        flags = os.statvfs(path).f_flag if hasattr(os, "statvfs") else 0
    except OSError:
        return False
    on_read_only = bool(flags & getattr(os, "ST_RDONLY", 1))
    return on_read_only or not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)


def reason_to_copy(path: Path) -> str | None:
    """Return why a dialogue has to be worked on as a copy (an error code), or None."""
    if not path.exists():
        return None
    if is_remote(path):
        return "file_network_folder"
    return "file_read_only" if is_read_only(path) else None


def working_copy(path: Path, folder: Path) -> Path:
    """Return the local copy of a file that cannot be worked on in its place; made if new.

    The same original has the same copy, so what was written on it is there the next time; two
    originals of one name have two.  Raises: KnownFailure when the copy cannot be made.
    """
    target = copy_path(path, folder)
    if target.exists():
        return target
    log = path.with_name(f"{path.name}-wal")
    target_log = target.with_name(f"{target.name}-wal")
    partial = target.with_name(f"{target.name}.partial")
    try:
        if log.exists():
            # Whoever held the original last did not end well: its newest rows are in there.
            _copy(log, target_log)
        _copy(path, partial)
        partial.replace(target)
    except OSError as error:
        for leftover in (partial, target_log):
            leftover.unlink(missing_ok=True)
        raise KnownFailure("folder_not_writable", path=str(folder)) from error
    return target


def copy_path(path: Path, folder: Path) -> Path:
    """Return where the local copy of an original lies."""
    mark = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:6]
    return folder / f"{path.stem} (Kopie {mark}){SUFFIX}"


def discard(path: Path) -> None:
    """Remove a file that turned out to be no dialogue."""
    for leftover in (path, path.with_name(f"{path.name}-wal")):
        leftover.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    target.chmod(0o600)
