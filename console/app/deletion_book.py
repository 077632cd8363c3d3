"""What this installation has to delete, and when: a small file in the config folder."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec
from msgspec import Struct

from console.config.private_file import write_private

log = logging.getLogger(__name__)


class Kept(Struct, frozen=True, kw_only=True):
    """A dialogue on this device: `delete_after` is UTC ms, `offset_ms` server minus own clock."""

    dialogue: str
    path: str
    title: str
    delete_after: int
    offset_ms: int = 0


class Doomed(Struct, frozen=True, kw_only=True):
    """A dialogue whose deletion has begun; `is_due`: by its date, else a person wanted it."""

    dialogue: str
    path: str
    title: str
    is_due: bool


class Pages(Struct, frozen=True, kw_only=True):
    """The whole file."""

    kept: tuple[Kept, ...] = ()
    doomed: tuple[Doomed, ...] = ()


class DeletionBook:
    """Each change is durable when the call returns.  Raises: OSError where it cannot be kept."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "deletion.json"

    def read(self) -> Pages:
        """Return what is in the book; nothing when there is none or nobody can read it."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Pages)
        except FileNotFoundError:
            return Pages()
        except (OSError, msgspec.DecodeError):
            log.warning("the deletion dates could not be read")
            return Pages()

    def keep(self, one: Kept) -> None:
        """Note a dialogue's date, or that it has none any more."""
        pages = self.read()
        others = tuple(each for each in pages.kept if each.path != one.path)
        kept = (*others, one) if one.delete_after else others
        self._write(pages, msgspec.structs.replace(pages, kept=kept))

    def doom(self, one: Doomed) -> None:
        """Note that a deletion begins: it is gone through with, whatever happens meanwhile."""
        pages = self.read()
        if one not in pages.doomed:
            self._write(pages, msgspec.structs.replace(pages, doomed=(*pages.doomed, one)))

    def spare(self, dialogue: str) -> None:
        """Note that a dialogue is wanted again before its deletion could be ended."""
        pages = self.read()
        doomed = tuple(each for each in pages.doomed if each.dialogue != dialogue)
        self._write(pages, msgspec.structs.replace(pages, doomed=doomed))

    def close(self, one: Doomed) -> None:
        """Note that nothing is left of what was doomed; other copies keep their date."""
        pages = self.read()
        kept = tuple(each for each in pages.kept if each.path != one.path)
        doomed = tuple(each for each in pages.doomed if each != one)
        self._write(pages, Pages(kept=kept, doomed=doomed))

    def _write(self, before: Pages, after: Pages) -> None:
        if after != before:
            write_private(self._path, msgspec.json.encode(after))
