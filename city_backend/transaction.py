"""What a job may do with the database while it holds the write lock, or while it reads."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from city_backend.clock_system import SystemClock
from city_backend.connection import Connection
from city_backend.errors import Problem
from city_backend.log import Write
from city_backend.log_sql import SqlLog
from city_backend.log_sqlite import SqliteLog

#: The devices of a dialogue that may read no longer because somebody said so.
REVOKED: Final = """
SELECT device.id FROM device
    LEFT JOIN member ON member.dialogue = device.dialogue AND member.id = device.member
    WHERE device.dialogue = ?
    GROUP BY device.id
    HAVING count(*) = sum(CASE WHEN revoked_at IS NULL AND revoked = 0 THEN 0 ELSE 1 END)
"""


class Committed(Struct, frozen=True, kw_only=True):
    """Something that other readers of a dialogue have to hear of.

    `ended`: why streams of `devices` (empty: of the whole dialogue) have to end, or "".
    `presence`: only who is there has changed.
    """

    dialogue: str
    write: Write | None = None
    ended: str = ""
    devices: frozenset[str] = frozenset()
    presence: bool = False

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
    """One connection between BEGIN and COMMIT; what drivers do differently they override."""

    def __init__(self, connection: Connection) -> None:
        self.db: Final = connection
        self.committed: Final[list[Committed]] = []

    def log(self, dialogue: str) -> SqlLog:
        """Return a dialogue's log.  Raises: Problem with not_found or dialogue_deleted."""
        state = self.state(dialogue)
        if state is None:
            raise Problem("not_found")
        if state == "deleted":
            raise Problem("dialogue_deleted")
        return self._log(dialogue)

    def _log(self, dialogue: str) -> SqlLog:
        return SqliteLog(self.db, dialogue)

    def state(self, dialogue: str) -> str | None:
        """Return "open" or "deleted", None for an unknown dialogue.

        Whoever writes holds the lock on the dialogue's head from here on.
        """
        row = self.db.execute("SELECT state FROM dialogue WHERE id = ?", [dialogue]).fetchone()
        return None if row is None else row[0]

    def now_ms(self) -> int:
        """Return the time (UTC ms) that codes, tokens and records are stamped with."""
        return SystemClock().wall_ms()

    def lock_pairing(self) -> None:
        """Let no other pairing run before this one is over: codes are good once, guesses count."""

    def forget_presence(self, dialogue: str, device: str | None = None) -> None:
        """Forget that a device, or anybody, was there."""

    def check(self) -> None:
        """Make sure that the database can be read and would take writes.  Raises: Problem."""
        self.identity()

    def apply(self, log: SqlLog, write: Write | None) -> None:
        """Write to the log and remember whom to tell."""
        if write is not None:
            log.apply(write)
        if write is not None and write.is_heard:
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

    def revoked_devices(self, dialogue: str) -> frozenset[str]:
        """Return the devices of which every token was revoked, or whose member was shut out."""
        rows = self.db.execute(REVOKED, [dialogue])
        return frozenset(row[0] for row in rows)

    def identity(self) -> tuple[str, str]:
        """Return the backend's own id and the device id that it writes under."""
        identity, device = self.db.execute("SELECT identity, device FROM backend").fetchone()
        return identity, device
