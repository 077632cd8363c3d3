"""The store: the one place where anything becomes true on this console."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from console.domain.clock import Clock
from console.domain.errors import KnownFailure
from console.domain.fold import EntityState
from console.domain.ops import Entry, Fact, Record
from console.storage import drafts, log_reading, projections
from console.storage.change import Change, Done, Origin
from console.storage.connection import closing_on_failure, copy_to, known_failure, open_database
from console.storage.database import Database
from console.storage.drafts import Draft
from console.storage.entries import entries_of
from console.storage.folding import Folder
from console.storage.handover import Handover
from console.storage.minting import Identity, Random
from console.storage.replica import Replica
from console.storage.server_time import ServerTime
from console.storage.state import DialogueState
from console.storage.writer import Listener, Writer

log = logging.getLogger(__name__)


class Store:
    """An open dialogue file. All calls come from one thread.

    `commit` is durable when it returns (WAL, synchronous=FULL). Listeners hear of a change
    after COMMIT, on the stack of the caller: they only take note and return. `replica` is the
    side that the network's path uses, `handover` the way by file and chat.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.replica = Replica(writer)
        self.handover = Handover(writer)

    @classmethod
    def create(
        cls,
        path: Path,
        dialogue: str,
        clock: Clock,
        identity: Identity,
        random: Random = os.urandom,
        *,
        nonce: str | None = None,
    ) -> Store:
        """Make a new dialogue file and open it.  Raises: KnownFailure; file_exists too.

        `nonce` (hex) is the beginning of the chain of a dialogue that others have already.
        """
        if path.exists():
            raise KnownFailure("file_exists", path=path.name)
        try:
            db = open_database(path, create=True)
            with closing_on_failure(db):
                with db.atomic():
                    db.execute(
                        "INSERT INTO sync (only, dialogue, nonce, fold_version)"
                        " VALUES (1, ?, ?, ?)",
                        [dialogue, nonce or random(16).hex(), projections.FOLD_VERSION],
                    )
                return cls(Writer(db, path, clock, identity, random))
        except (sqlite3.Error, KnownFailure) as error:
            # Half a file is worse than none.
            for leftover in (path, path.with_name(f"{path.name}-wal")):
                leftover.unlink(missing_ok=True)
            if isinstance(error, KnownFailure):
                raise
            raise known_failure(error, path) from error

    @classmethod
    def open(
        cls, path: Path, clock: Clock, identity: Identity, random: Random = os.urandom
    ) -> Store:
        """Open a dialogue file.  Raises: KnownFailure (see `open_database`)."""
        db = open_database(path)
        try:
            with closing_on_failure(db):
                return cls(Writer(db, path, clock, identity, random))
        except sqlite3.Error as error:
            raise known_failure(error, path) from error

    def close(self) -> None:
        """Close the file; all of it is in the one file afterwards.

        On a full disk the write-ahead log stays beside it and is read at the next opening.
        """
        self._writer.scrub()
        try:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error:
            log.exception("the write-ahead log stays beside the file")
        finally:
            self._db.close()

    def back_up(self, target: Path) -> None:
        """Write a whole copy of the file to `target`.  Raises: KnownFailure."""
        copy_to(self._db, target)

    @property
    def _db(self) -> Database:
        return self._writer.db

    @property
    def path(self) -> Path:
        """The dialogue file."""
        return self._writer.path

    @property
    def state(self) -> DialogueState:
        """The folded dialogue; read it, never change it."""
        return self._writer.state

    @property
    def time(self) -> ServerTime:
        """The evening's time."""
        return self._writer.time

    @property
    def identity(self) -> Identity:
        """Who sits at this console."""
        return self._writer.identity

    def be(self, identity: Identity) -> None:
        """Go on as somebody else on this installation (paired, another role)."""
        self._writer.be(identity)

    @property
    def pending_count(self) -> int:
        """How many own operations the log does not have yet."""
        return self._writer.pending_count

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each commit; returns what ends that."""
        listeners = self._writer.listeners
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    def now_ms(self) -> int:
        """Return the evening's present instant (UTC ms)."""
        return self.time.now_ms()

    def new_id(self) -> str:
        """Return an id for something new."""
        return self._writer.mint.new_id()

    def random(self, size: int) -> bytes:
        """Return random bytes, for order keys and seeds."""
        return self._writer.mint.random(size)

    def entity(self, family: str, entity: str) -> EntityState:
        """Return the folded entity with all that a command needs to name as base."""
        entries = entries_of(self._db, family, entity)
        return Folder(self._db, self.state, self._writer.erased).fold_entity(
            family, entity, entries
        )

    def entries(self, family: str, entity: str) -> list[Entry]:
        """Return all operations of one entity, the earliest first: its history."""
        return sorted(entries_of(self._db, family, entity), key=lambda entry: entry.rank)

    def operations_of(self, action: str) -> list[tuple[str, str, str]]:
        """Return (op_id, family, entity) of an action's operations in their order."""
        rows = self._db.execute(
            "SELECT op_id, family, entity FROM ops WHERE action = ? AND quarantine IS NULL"
            " ORDER BY n",
            [action],
        )
        return [(row[0], row[1], row[2]) for row in rows.fetchall()]

    def log_lines(self) -> list[tuple[int, str, str, str]]:
        """Return (seq, op_id, op_hash, chain) of everything known of the log, in order."""
        return log_reading.log_lines(self._db)

    def written(self) -> list[tuple[str, str | None, str | None, str, str]]:
        """Return (kind, scope, undoes_kind, role, device) of every operation of the log."""
        return log_reading.written(self._db)

    def records(self) -> list[Record]:
        """Return the log as it came, text and stamps unchanged."""
        return list(log_reading.records(self._db))

    def search_notes(self, text: str) -> set[str]:
        """Return the ids of shown notes in which every word of `text` begins a word."""
        words = [word.replace('"', '""') for word in text.split() if any(map(str.isalnum, word))]
        if not words:
            return set()
        query = " ".join(f'"{word}"*' for word in words)
        rows = self._db.execute("SELECT id FROM notes_search WHERE notes_search MATCH ?", [query])
        return {row[0] for row in rows.fetchall()}

    def commit(
        self,
        facts: Sequence[Fact],
        *,
        done: Done | None = None,
        clears_draft: str | None = None,
        undoable: bool = True,
    ) -> str:
        """Make facts true, as one action; returns the action's id. All or nothing, durable.

        `clears_draft` names the draft that became these facts. Raises: CommandRejected
        (too large), KnownFailure (disk full, file gone): then nothing was changed.
        """
        writer = self._writer
        before = writer.mint.next_n
        rows = writer.mint.rows(facts, self.identity)
        try:
            folded = writer.insert(rows, clears_draft=clears_draft)
        except BaseException:
            writer.mint.next_n = before
            raise
        writer.pending_count += len(rows)
        action = rows[0].action
        change = Change(ids={}, origin=Origin.LOCAL, action=action, done=done, undoable=undoable)
        writer.show(folded, change)
        return action

    def save_draft(self, place: str, text: str, base: Sequence[str] = ()) -> None:
        """Write what is being typed, durably; an empty text deletes it.  Raises: KnownFailure."""
        draft = Draft(place=place, text=text, base=tuple(base), saved_at=self.now_ms())
        try:
            drafts.save(self._db, draft)
        except sqlite3.Error as error:
            raise known_failure(error, self.path) from error

    def drafts(self) -> list[Draft]:
        """Return what was being typed, the latest first."""
        return drafts.load(self._db)
