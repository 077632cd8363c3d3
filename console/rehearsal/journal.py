"""What an actor did and saw, kept outside of every store."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing an actor typed or pressed, and what the screen showed afterwards.

    `what` is note, edit, withdrawn, restored, measure, attendance, seat, advanced, extended (field:
    minutes), returned, refused and more. `at` is the evening's instant (UTC ms) at which it was
    seen as saved.
    """

    at: int
    who: str
    what: str
    entity: str = ""
    text: str = ""
    field: str = ""


class Journal:
    """Entries of one actor, written through to a file line by line."""

    def __init__(self, path: Path, who: str) -> None:
        self._path = path
        self.who = who
        self.entries: list[Entry] = []
        self._fresh: list[Entry] = []

    def write(self, at: int, what: str, entity: str = "", text: str = "", field: str = "") -> None:
        """Note that the screen showed something as done."""
        entry = Entry(at=at, who=self.who, what=what, entity=entity, text=text, field=field)
        self.entries.append(entry)
        self._fresh.append(entry)
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")

    def take_fresh(self) -> tuple[Entry, ...]:
        """Return what was written since the last call."""
        fresh, self._fresh = tuple(self._fresh), []
        return fresh


def read_journal(path: Path) -> list[Entry]:
    """Return the entries of a journal file; an actor that never did anything has none."""
    if not path.exists():
        return []
    decoder = msgspec.json.Decoder(Entry)
    return [decoder.decode(line) for line in path.read_bytes().splitlines()]
