"""The small dialogue at a desk, for tests of what has to do with notes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from console.commands.run import go_on
from console.domain.values import Measure, Note
from console.storage.store import Store
from console.viewmodels.acts import Act
from console.viewmodels.desk import Desk
from console.viewmodels.ticker import Ticker
from console.words import Words
from tests.small_dialogue import MovedClock, identity, small_dialogue


class NotesDesk:
    """An open store with its desk; the test moves the clock and lets the event loop run."""

    def __init__(self, folder: Path, role: str = "notetaker", language: str = "de") -> None:
        self.clock = MovedClock()
        self.role = role
        self.words = Words(language)
        self.store = small_dialogue(folder, role, self.clock)
        self.desk = self._desk()

    def _desk(self) -> Desk:
        desk = Desk(self.store, self.words, Ticker())
        desk.keys.know([Act("capture", "Ctrl+N", lambda: None)])
        return desk

    def reopen(self) -> None:
        """Start again on the same file, as after a crash."""
        path = self.store.path
        self.close()
        self.store = Store.open(path, self.clock, identity(self.role))
        self.desk = self._desk()

    def close(self) -> None:
        self.desk.end()
        self.store.close()

    def settle(self) -> None:
        """Let changes reach the view models."""
        for _ in range(3):
            QCoreApplication.processEvents()

    def limit_to(self, *groups: str) -> None:
        """Let the note-taker write for certain groups only."""
        self.store.be(replace(identity("notetaker"), groups=groups))

    def join(self) -> None:
        """Know a city backend, which is out of reach."""
        replica = self.store.replica
        nonce = replica.position.nonce
        replica.paired(server="stadt", address="https://stadt.example", nonce=nonce)

    def go_on(self) -> None:
        """The lead goes on to the next item, at another console."""
        self.by_lead(go_on)

    def by_lead(self, command: object, *arguments: object, **named: object) -> object:
        """Do what only the lead may, then be oneself again."""
        before = self.store.identity
        self.store.be(identity("lead"))
        try:
            result = command(self.store, *arguments, **named)  # type: ignore[operator]
        finally:
            self.store.be(before)
        self.settle()
        return result

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """The disk takes nothing while this lasts."""
        database = self.store._writer.db

        def refuse(*_: object) -> None:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(database, "atomic", refuse)
            yield

    def notes(self) -> list[Note]:
        """The shown notes, the newest first."""
        return sorted(self.store.state.board_notes(), key=lambda note: (note.order, note.id))

    def texts(self) -> list[str]:
        return [note.text.text for note in self.notes()]

    def measures(self) -> list[Measure]:
        return [measure for measure in self.store.state.measures.values() if not measure.hidden]

    def drafts(self) -> dict[str, str]:
        return {draft.place: draft.text for draft in self.store.drafts()}
