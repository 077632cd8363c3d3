"""Consoles of one dialogue without any backend: each has a copy of the file that the lead made."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from console.commands import notes
from console.storage.store import Store
from console.viewmodels.desk import Desk
from console.viewmodels.ticker import Ticker
from console.words import Words
from tests.small_dialogue import MovedClock, column_id, identity, small_dialogue

NAMES = {"lead": "Lea", "notetaker": "Kim", "cohost": "Toni"}


class Place:
    """The console of one role with its desk; `folder` is where it keeps its files."""

    def __init__(self, original: Store, folder: Path, role: str) -> None:
        folder.mkdir()
        self.folder = folder
        self.clock = MovedClock()
        path = folder / "dialog.dialogpult"
        original.back_up(path)
        who = replace(identity(role), name=NAMES[role])
        self.store = Store.open(path, self.clock, who)
        self.desk = Desk(self.store, Words("de"), Ticker())

    def write(self, text: str, column: int = 1) -> str:
        found = notes.add_note(self.store, text, column=column_id(column))
        self.settle()
        return found

    def file(self, audience: str = "all") -> Path:
        """A file of everything that this console hands over."""
        path = self.folder / f"{audience}.dialogpult-uebergabe"
        path.write_bytes(self.store.handover.write(audience))  # pyright: ignore[reportArgumentType]
        return path

    def settle(self) -> None:
        for _ in range(3):
            QCoreApplication.processEvents()

    def close(self) -> None:
        self.desk.end()
        self.store.close()


class Team:
    """Consoles by role, made on first use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._original = small_dialogue(folder, "lead")
        self._places: dict[str, Place] = {}

    def __getitem__(self, role: str) -> Place:
        if role not in self._places:
            self._places[role] = Place(self._original, self._folder / f"at_{role}", role)
        return self._places[role]

    def close(self) -> None:
        for place in self._places.values():
            place.close()
        self._original.close()
