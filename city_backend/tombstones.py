"""What was deleted for good, kept beside the database, so that an old copy cannot bring it back."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from city_backend.appending import erase_again
from city_backend.removal import delete_dialogue
from city_backend.transaction import Committed, Transaction

log = logging.getLogger(__name__)


class Tombstone(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A deleted dialogue, or with `erased` an entity of one that lost its words."""

    dialogue: str
    erased: str | None = None


class Tombstones:
    """A file of one tombstone a line, only ever written at its end; for any thread."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self._owed: list[Tombstone] = []
        self._writing = threading.Lock()

    def bury(self, committed: Sequence[Committed]) -> None:
        """Write down what was deleted, durably; what cannot be written now is owed."""
        stones = [
            Tombstone(dialogue=one.dialogue, erased=erased)
            for one in committed
            for erased in ([None] if one.is_deleted else sorted(one.erased))
        ]
        with self._writing:
            self._owed += stones
            if not self._owed:
                return
            try:
                self._append(b"".join(msgspec.json.encode(one) + b"\n" for one in self._owed))
            except OSError:
                # What was deleted is deleted; only an old copy of the database could bring it back.
                log.warning("%d tombstones could not be written", len(self._owed), exc_info=True)
            else:
                self._owed.clear()

    def _append(self, lines: bytes) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, lines)
            os.fsync(handle)
        finally:
            os.close(handle)

    def read(self) -> list[Tombstone]:
        """Return all tombstones; a line that broke off with the power is left out."""
        if not self._path.exists():
            return []
        found: list[Tombstone] = []
        for line in self._path.read_bytes().splitlines():
            try:
                found.append(msgspec.json.decode(line, type=Tombstone))
            except msgspec.DecodeError:
                continue
        return found


def replay(stones: Sequence[Tombstone], transaction: Transaction) -> None:
    """Delete again what an older copy of the database still has."""
    for dialogue in sorted({stone.dialogue for stone in stones if stone.erased is None}):
        _delete_again(transaction, dialogue)
    for dialogue in sorted({stone.dialogue for stone in stones if stone.erased is not None}):
        erased = {stone.erased for stone in stones if stone.dialogue == dialogue}
        _erase_again(transaction, dialogue, (one for one in erased if one is not None))


def _delete_again(transaction: Transaction, dialogue: str) -> None:
    state = transaction.state(dialogue)
    if state is None:
        # Its id must not be used for another dialogue either.
        transaction.db.execute(
            "INSERT INTO dialogue (id, title, nonce, head, chain, received_at, state, created_at)"
            " VALUES (?, '', '', 0, ?, 0, 'deleted', 0)",
            [dialogue, b""],
        )
    elif state == "open":
        delete_dialogue(transaction, dialogue)


def _erase_again(transaction: Transaction, dialogue: str, entities: Iterable[str]) -> None:
    if transaction.state(dialogue) != "open":
        return
    log = transaction.log(dialogue)
    transaction.apply(log, erase_again(log, set(entities)))
