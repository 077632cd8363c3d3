"""The XML parts of a spreadsheet file, each read with care: the file may come from anybody."""

from __future__ import annotations

import zlib
from typing import Final
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

#: Unpacked; a packed part may be a thousand times as large as it looks.
_LARGEST_PART: Final = 60_000_000


class PartUnreadable(Exception):
    """The part is missing, too large, or not what it should be."""


class Parts:
    """Parts by their path; nothing is written to the disk."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file
        self._names = set(file.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def xml(self, name: str) -> ET.Element:
        """Return the root of a part.  Raises: PartUnreadable.

        A document type could define entities that grow without end or point elsewhere; no
        spreadsheet has one, so a part with one is not read at all.
        """
        try:
            with self._file.open(name) as part:
                data = part.read(_LARGEST_PART + 1)
            if len(data) > _LARGEST_PART:
                raise PartUnreadable
            text = data.decode("utf-8-sig")
            if "<!DOCTYPE" in text or "<!ENTITY" in text:
                raise PartUnreadable
            return ET.fromstring(text)  # noqa: S314
        except (
            KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error,
            BadZipFile, ET.ParseError,
        ) as error:  # fmt: skip
            raise PartUnreadable from error
