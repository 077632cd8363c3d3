"""What a job may do with the database while it holds the write lock, or while it reads."""

from __future__ import annotations

import sqlite3
from typing import Final

from msgspec import Struct

from city_backend.errors import Problem
from city_backend.log import Write
from city_backend.log_sqlite import SqliteLog


class Committed(Struct, frozen=True, kw_only=True):
    """Something that other readers of a dialogue have to hear of.

    `ended`: why streams of `devices` (empty: of the whole dialogue) have to end, or "".
    """

    dialogue: str
    write: Write | None = None
    ended: str = ""
    devices: frozenset[str] = frozenset()

    @property
    def is_deleted(self) -> bool:
        """Whether the whole dialogue is gone."""
        return self.ended == "deleted"

    @property
    def erased(self) -> frozenset[str]:
        """Entities whose words must not come back with an old copy of the database."""
        blanked = self.write.blanked if self.write is not None else frozenset[tuple[str, str]]()
        return frozenset(one for one, entity in blanked if one == entity)

    @property
    def took_words(self) -> bool:
        """Whether words were deleted, which therefore may not stay in the write-ahead log."""
        return self.is_deleted or (self.write is not None and bool(self.write.blank))


class Device(Struct, frozen=True, kw_only=True):
    """A device as its token says; instants are UTC ms."""

    id: str
    dialogue: str
    member: str
    name: str
    expires_at: int
    revoked_at: int | None
    last_seen_at: int

    def barred(self, now: int) -> str:
        """Return why the device may only hand in what it has: revoked, expired, or ""."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expires_at <= now else ""


class Transaction:
    """One connection between BEGIN and COMMIT."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.db: Final = connection
        self.committed: Final[list[Committed]] = []

    def log(self, dialogue: str) -> SqliteLog:
        """Return a dialogue's log.  Raises: Problem with not_found or dialogue_deleted."""
        row = self.db.execute("SELECT state FROM dialogue WHERE id = ?", [dialogue]).fetchone()
        if row is None:
            raise Problem("not_found")
        if row[0] == "deleted":
            raise Problem("dialogue_deleted")
        return SqliteLog(self.db, dialogue)

    def apply(self, log: SqliteLog, write: Write | None) -> None:
        """Write to the log and remember whom to tell."""
        if write is not None:
            log.apply(write)
            self.committed.append(Committed(dialogue=log.dialogue, write=write))

    def device(self, token_hash: str) -> Device | None:
        """Return the device that has this token."""
        row = self.db.execute(
            "SELECT id, dialogue, member, name, expires_at, revoked_at, last_seen_at"
            " FROM device WHERE token_hash = ?",
            [token_hash],
        ).fetchone()
        if row is None:
            return None
        return Device(
            id=row[0],
            dialogue=row[1],
            member=row[2],
            name=row[3],
            expires_at=row[4],
            revoked_at=row[5],
            last_seen_at=row[6],
        )

    def identity(self) -> tuple[str, str]:
        """Return the backend's own id and the device id that it writes under."""
        identity, device = self.db.execute("SELECT identity, device FROM backend").fetchone()
        return identity, device
