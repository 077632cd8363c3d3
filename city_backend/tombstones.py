"""What was deleted for good, kept beside the database, so that an old copy cannot bring it back."""

from __future__ import annotations

import errno
import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from city_backend.erasure import PERSONAL, erased_with, is_personal
from city_backend.log import Log, Write
from city_backend.minting import Random, write_facts
from city_backend.removal import delete_dialogue
from city_backend.transaction import Committed, Transaction
from console.domain.ids import CITY_MEMBER
from console.domain.ops import Fact
from console.domain.roster import ParticipantErased

log = logging.getLogger(__name__)


class Tombstone(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A deleted dialogue, or with `erased` an entity of one that lost its words.

    `person`: whether that is a participant; None where it was not written down.
    """

    dialogue: str
    erased: str | None = None
    person: bool | None = None


def stones_of(committed: Sequence[Committed]) -> list[Tombstone]:
    """Return what has to be remembered of what was done."""
    found: list[Tombstone] = []
    for one in committed:
        if one.is_deleted:
            found.append(Tombstone(dialogue=one.dialogue))
        people = one.write.people if one.write is not None else frozenset[str]()
        found += (
            Tombstone(dialogue=one.dialogue, erased=erased, person=erased in people)
            for erased in sorted(one.erased)
        )
    return found


def append_lines(path: Path, lines: Sequence[bytes]) -> None:
    """Write lines at the end of a file, durably; behind one that broke off a new one begins.

    Raises: OSError; part of it may be there all the same.
    """
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(max(length - 1, 0))
        broke_off = file.read(1) not in (b"", b"\n")
        said = b"".join(line + b"\n" for line in lines)
        said = b"\n" + said if broke_off else said
        if os.write(handle, said) != len(said):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)


class Tombstones:
    """A file of one tombstone a line, only ever written at its end; for any thread."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self._owed: list[Tombstone] = []
        self._writing = threading.Lock()

    def bury(self, committed: Sequence[Committed]) -> None:
        """Write down what was deleted, durably; what cannot be written now is owed."""
        self.add(stones_of(committed))

    def add(self, stones: Sequence[Tombstone]) -> None:
        """Write tombstones, as `bury`."""
        with self._writing:
            self._owed += stones
            if not self._owed:
                return
            try:
                append_lines(self._path, [msgspec.json.encode(one) for one in self._owed])
            except OSError:
                # What was deleted is deleted; only an old copy of the database could bring it back.
                log.warning("%d tombstones could not be written", len(self._owed), exc_info=True)
            else:
                self._owed.clear()

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


def missing(stones: Sequence[Tombstone], transaction: Transaction) -> list[Tombstone]:
    """Return what the database knows as deleted and nobody came to write down."""
    db, known = transaction.db, {(stone.dialogue, stone.erased) for stone in stones}
    gone = db.execute("SELECT id FROM dialogue WHERE state = 'deleted'").fetchall()
    erased = db.execute("SELECT dialogue, id FROM blanked WHERE id = entity").fetchall()
    return [
        *(Tombstone(dialogue=one) for (one,) in gone if (one, None) not in known),
        *(
            Tombstone(dialogue=dialogue, erased=one, person=_is_person(transaction, dialogue, one))
            for dialogue, one in erased
            if (dialogue, one) not in known
        ),
    ]


def _is_person(transaction: Transaction, dialogue: str, entity: str) -> bool:
    found = transaction.db.execute(
        "SELECT 1 FROM op WHERE dialogue = ? AND entity = ? AND family = 'participant' LIMIT 1",
        [dialogue, entity],
    ).fetchone()
    return found is not None


def replay(
    stones: Sequence[Tombstone], transaction: Transaction, now: int, random: Random = os.urandom
) -> None:
    """Delete again what an older copy of the database still has; `now` is UTC ms.

    Who was erased is written into the log once more, for the consoles that never saw it.
    """
    for dialogue in sorted({stone.dialogue for stone in stones if stone.erased is None}):
        _delete_again(transaction, dialogue)
    for dialogue in sorted({stone.dialogue for stone in stones if stone.erased is not None}):
        own = [stone for stone in stones if stone.dialogue == dialogue]
        _erase_again(transaction, dialogue, own, now, random)


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


def _erase_again(
    transaction: Transaction, dialogue: str, stones: Sequence[Tombstone], now: int, random: Random
) -> None:
    if transaction.state(dialogue) != "open":
        return
    log = transaction.log(dialogue)
    missing = _unknown(log, {stone.erased for stone in stones if stone.erased is not None})
    if not missing:
        return
    others = {stone.erased for stone in stones if stone.person is False}
    rows = log.rows(PERSONAL, missing)
    others |= {row.head.entity for row in rows if row.family != "participant"}
    facts = [Fact(entity=one, body=ParticipantErased()) for one in sorted(missing - others)]
    device = transaction.identity()[1]
    transaction.apply(
        log, write_facts(log, facts, by=CITY_MEMBER, device=device, now=now, random=random)
    )
    # Cases and speakers of which this copy does not say whom they are about.
    transaction.apply(log, _blanked(log, _unknown(log, missing)))


def _unknown(log: Log, entities: set[str]) -> set[str]:
    return entities - {entity for entity, _ in log.blanked(entities)}


def _blanked(log: Log, entities: set[str]) -> Write | None:
    if not entities:
        return None
    rows = log.rows(PERSONAL)
    gone = erased_with(rows, entities)
    about = [*rows, *log.parked_of(PERSONAL)]
    return Write(
        head=log.head(),
        blank=tuple(
            row.head.op_id
            for row in about
            if row.head.entity in gone and is_personal(row.head, row.family)
        ),
        blanked=frozenset((entity, entity) for entity in gone),
    )
