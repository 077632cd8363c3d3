"""The single writer: rows and their projections in one transaction, then one announcement."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from console.domain.clock import Clock
from console.domain.errors import KnownFailure
from console.domain.ops import Entry
from console.storage import drafts, erasure, outbox, projections, salvage
from console.storage.change import Change
from console.storage.connection import known_failure
from console.storage.database import Database
from console.storage.entries import entry_of_row
from console.storage.erasure import Erased
from console.storage.folding import Folded, Folder, Key
from console.storage.minting import HybridClock, Identity, Mint, Random
from console.storage.rows import INSERT, Row
from console.storage.server_time import ServerTime
from console.storage.state import ATTRIBUTES, DialogueState

Listener = Callable[[Change], None]
log = logging.getLogger(__name__)


class Position(Struct, frozen=True, kw_only=True):
    """How far this console knows the log; `chain` and `nonce` are hex, empty before pairing.

    `read_as` is the role whose bodies it holds, empty before the first exchange.
    """

    dialogue: str
    cursor: int
    chain: str
    nonce: str
    server: str | None = None
    address: str | None = None
    read_as: str = ""


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
            "SELECT dialogue, cursor, chain, nonce, server, address, offset_ms, fold_version,"
            " read_as FROM sync"
        ).fetchone()
        if row is None:
            raise KnownFailure("file_not_a_dialogue", path=path.name)
        dialogue, cursor, chain, nonce, server, address, offset_ms, fold_version, read_as = row
        self.position = Position(
            dialogue=dialogue,
            cursor=cursor,
            chain=chain,
            nonce=nonce,
            server=server,
            address=address,
            read_as=read_as,
        )
        self.time = ServerTime(clock, offset_ms)
        self.state = DialogueState(dialogue)
        if fold_version != projections.FOLD_VERSION or not projections.load(db, self.state):
            self.state = DialogueState(dialogue)
            projections.rebuild(db, self.state)
        with db.atomic():
            salvage.sort_out(db, identity.owned())
        self.erased = {key for key, one in self.state.participants.items() if one.erased}
        self.has_redactions = erasure.has_redactions(db)
        # A crash may have come between a deletion and the removal of its remains.
        self.needs_scrub = bool(self.erased) or self.has_redactions
        self.mint = Mint(self.time, random, self._next_n(), HybridClock(self._heard()))
        self.pending_count = outbox.counts(db).pending

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
        """Go on as somebody else on this installation (paired, another role).

        Raises: KnownFailure; then nothing was changed.
        """
        if identity.owned() != self.identity.owned():
            with self.transaction():
                taken = salvage.take_back(self.db, identity.owned())
            self.pending_count += taken
        self.identity = identity
        self.go_on()

    def go_on(self) -> None:
        """Continue numbers and clock after everything that the file knows."""
        self.mint.next_n = self._next_n()
        self.mint.hlc.hear(self._heard())

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All or nothing.  Raises: KnownFailure."""
        try:
            with self.db.atomic():
                yield
        except sqlite3.Error as error:
            raise known_failure(error, self.path) from error

    def insert(self, rows: Sequence[Row], *, clears_draft: str | None = None) -> Folded:
        """Insert new rows and their projections in one transaction.  Raises: KnownFailure."""
        with self.transaction():
            self.db.executemany(INSERT.format("ops"), [row.values() for row in rows])
            folded = self.project(rows, self._begun(rows))
            if clears_draft is not None:
                drafts.clear(self.db, clears_draft)
        return folded

    def _begun(self, rows: Iterable[Row]) -> dict[Key, list[Entry]]:
        """Return the entities that begin with these rows: whatever is in the file has a value."""
        found: dict[Key, list[Entry]] = {}
        for row in rows:
            key = (row.family, row.entity)
            if row.family not in ATTRIBUTES or key in self.state.damaged:
                continue
            if row.entity not in self.state.family(row.family):
                found.setdefault(key, []).append(entry_of_row(row))
        return found

    def project(
        self, rows: Sequence[Row], at_hand: Mapping[Key, list[Entry]] | None = None
    ) -> Folded:
        """Fold what rows touch and write it, within the caller's transaction.

        `at_hand`: all operations of entities that need not be read from the file.
        """
        touched: dict[Key, list[Entry] | None] = {(row.family, row.entity): None for row in rows}
        if at_hand:
            touched.update(at_hand)
        gone = erasure.apply(self.db, rows, self.erased, redactions=self.has_redactions)
        touched.update(dict.fromkeys(gone.keys))
        return self._fold(touched, gone)

    def refold(self, keys: Iterable[Key], gone: Erased | None = None) -> Folded:
        """Fold entities again and write them, within the caller's transaction."""
        return self._fold(dict.fromkeys(keys), gone or Erased())

    def _fold(self, touched: Mapping[Key, list[Entry] | None], gone: Erased) -> Folded:
        folder = Folder(self.db, self.state, self.erased | gone.people)
        folded = folder.fold_all(touched)
        folded.erased = gone
        projections.write(self.db, folded, self.state)
        return folded

    def scrub(self) -> None:
        """Let no deleted word stay in the file's remains; what fails is tried again at closing."""
        if not self.needs_scrub:
            return
        try:
            erasure.scrub(self.db, self.path)
            self.needs_scrub = False
        except (sqlite3.Error, OSError):
            # The deletion itself is committed, so nobody may be told that it failed.
            log.exception("remains of deleted words were not removed")

    def show(self, folded: Folded, change: Change) -> Change:
        """After COMMIT: take the values over, then tell every listener once, and the caller."""
        projections.show(self.state, folded)
        if folded.erased:
            self.erased |= folded.erased.people
            self.has_redactions = erasure.has_redactions(self.db)
            self.pending_count = outbox.counts(self.db).pending
            self.needs_scrub = True
            self.scrub()
        found: dict[str, set[str]] = {}
        for family, entity in folded.values:
            found.setdefault(family, set()).add(entity)
        ids = {family: frozenset(entities) for family, entities in found.items()}
        announced = msgspec.structs.replace(change, ids=ids)
        for listener in list(self.listeners):
            listener(announced)
        return announced
