"""The single writer: rows and their projections in one transaction, then one announcement."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from console.domain.clock import Clock
from console.domain.errors import KnownFailure
from console.domain.members import Redacted
from console.domain.ops import Entry
from console.storage import drafts, outbox, projections
from console.storage.change import Change
from console.storage.connection import known_failure
from console.storage.database import Database
from console.storage.erasure import blank_operations, blank_person
from console.storage.folding import Folded, Folder, Key
from console.storage.minting import HybridClock, Identity, Mint, Random
from console.storage.rows import INSERT, Row, entry_of_row
from console.storage.server_time import ServerTime
from console.storage.state import DialogueState

Listener = Callable[[Change], None]


class Position(Struct, frozen=True, kw_only=True):
    """How far this console knows the log; `chain` and `nonce` are hex, empty before pairing."""

    dialogue: str
    cursor: int
    chain: str
    nonce: str
    server: str | None = None
    address: str | None = None


class Writer:
    """What store and replica share: the file, the folded state, the mint, the listeners."""

    def __init__(
        self, db: Database, path: Path, clock: Clock, identity: Identity, random: Random
    ) -> None:
        self.db = db
        self.path = path
        self.identity = identity
        self.listeners: list[Listener] = []
        row = db.execute(
            "SELECT dialogue, cursor, chain, nonce, server, address, offset_ms, fold_version"
            " FROM sync"
        ).fetchone()
        if row is None:
            raise KnownFailure("file_not_a_dialogue", path=path.name)
        dialogue, cursor, chain, nonce, server, address, offset_ms, fold_version = row
        self.position = Position(
            dialogue=dialogue,
            cursor=cursor,
            chain=chain,
            nonce=nonce,
            server=server,
            address=address,
        )
        self.time = ServerTime(clock, offset_ms)
        self.state = DialogueState(dialogue)
        if fold_version == projections.FOLD_VERSION:
            projections.load(db, self.state)
        else:
            projections.rebuild(db, self.state)
        self.mint = Mint(self.time, random, self._next_n(), HybridClock(self._heard()))
        self.pending_count = outbox.count(db)

    def _next_n(self) -> int:
        row = self.db.execute(
            "SELECT coalesce(max(n), 0) FROM ops WHERE device = ?", [self.identity.device]
        ).fetchone()
        return int(row[0]) + 1

    def _heard(self) -> int:
        row = self.db.execute(
            "SELECT coalesce(max(min(hlc, coalesce(first_received_at + 60000, hlc))), 0) FROM ops"
        ).fetchone()
        return int(row[0])

    def be(self, identity: Identity) -> None:
        """Go on as somebody else on this installation (paired, another role)."""
        self.identity = identity
        self.mint.next_n = self._next_n()

    def insert(self, rows: Sequence[Row], *, clears_draft: str | None = None) -> Folded:
        """Insert new rows and their projections in one transaction.  Raises: KnownFailure."""
        try:
            with self.db.atomic():
                self.db.executemany(INSERT.format("ops"), [row.values() for row in rows])
                folded = self.project(rows)
                if clears_draft is not None:
                    drafts.clear(self.db, clears_draft)
        except sqlite3.Error as error:
            raise known_failure(error, self.path) from error
        return folded

    def project(self, rows: Iterable[Row], fresh: set[Key] | None = None) -> Folded:
        """Fold what rows touch and write it, within the caller's transaction.

        `fresh`: entities with no other rows in the file, which saves reading them.
        """
        touched: dict[Key, list[Entry] | None] = {}
        for row in rows:
            self._blank(row)
            key = (row.family, row.entity)
            if fresh is not None and key in fresh:
                entries = touched.setdefault(key, [])
                assert entries is not None
                entries.append(entry_of_row(row))
            else:
                touched[key] = None
        folded = Folder(self.db, self.state).fold_all(touched)
        projections.write(self.db, folded)
        return folded

    def refold(self, keys: Iterable[Key]) -> Folded:
        """Fold entities again and write them, within the caller's transaction."""
        folded = Folder(self.db, self.state).fold_all(dict.fromkeys(keys))
        projections.write(self.db, folded)
        return folded

    def _blank(self, row: Row) -> None:
        """Delete the words that an erasure or redaction names."""
        if row.kind == "participant.erased":
            blank_person(self.db, row.entity)
        elif row.kind == "redacted":
            body = entry_of_row(row).body
            if isinstance(body, Redacted):
                blank_operations(self.db, row.entity, body.ops)

    def show(self, folded: Folded, change: Change) -> None:
        """After COMMIT: take the values over, then tell every listener once."""
        projections.show(self.state, folded)
        found: dict[str, set[str]] = {}
        for family, entity in folded.values:
            found.setdefault(family, set()).add(entity)
        ids = {family: frozenset(entities) for family, entities in found.items()}
        announced = msgspec.structs.replace(change, ids=ids)
        for listener in list(self.listeners):
            listener(announced)
