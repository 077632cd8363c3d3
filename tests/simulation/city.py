"""The backend's core and log, without HTTP: what it holds can be saved, lost and restored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from city_backend.administration import create_dialogue
from city_backend.checked import check
from city_backend.core import Author, accept
from city_backend.database import connect, prepare
from city_backend.errors import Problem
from city_backend.minting import write_facts
from city_backend.reading import hold_against, items_after
from city_backend.transaction import Transaction
from console.domain.ids import CITY_MEMBER
from console.domain.kinds import KINDS
from console.domain.members import MemberAdded, MemberSet
from console.domain.ops import Fact, Operation, Record
from console.sync.failure import RequestFailed
from console.sync.wire import Page, PushAnswer, Result

Random = Callable[[int], bytes]


class City:
    """One dialogue's log in memory. Everything happens at `now` (UTC ms) of the caller."""

    def __init__(self, template: sqlite3.Connection, random: Random) -> None:
        self._db = copied(template)
        self._random = random
        self._saved: list[sqlite3.Connection] = []
        self.dialogue, self.nonce = self._db.execute("SELECT id, nonce FROM dialogue").fetchone()
        self.identity, self.device = Transaction(self._db).identity()

    def close(self) -> None:
        for connection in (self._db, *self._saved):
            connection.close()

    # What consoles ask

    def push(
        self,
        member: str,
        device: str,
        now: int,
        after: int,
        chain: str,
        operations: Sequence[Operation],
        *,
        dies: bool = False,
    ) -> PushAnswer:
        """One transaction; with `dies` the process ends before COMMIT.  Raises: RequestFailed."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            transaction = Transaction(self._db)
            log = transaction.log(self.dialogue)
            hold_against(log, after, chain)
            outcome = accept(check(operations), Author(member=member, device=device), log, now)
            transaction.apply(log, outcome.write)
            head = log.head().seq
        except Problem as problem:
            self._db.execute("ROLLBACK")
            raise RequestFailed(problem.code, status=int(problem.status)) from problem
        self._db.execute("ROLLBACK" if dies else "COMMIT")
        if dies:
            raise RequestFailed("cut")
        results = tuple(
            Result(op_id=one.op_id, status=one.status, seq=one.seq, reason=one.reason)
            for one in outcome.results
        )
        return PushAnswer(head=head, results=results)

    def page(self, member: str, after: int, chain: str, limit: int) -> Page:
        """A stretch of the log as `member` may read it.  Raises: RequestFailed."""
        log = Transaction(self._db).log(self.dialogue)
        try:
            head = hold_against(log, after, chain)
        except Problem as problem:
            raise RequestFailed(problem.code, status=int(problem.status)) from problem
        roles = log.rights().members[member].roles
        records = [
            msgspec.json.decode(item.encoded(roles), type=Record)
            for item in items_after(log, after, limit)
        ]
        return Page(records=records, head=head.seq, chain=head.chain.hex())

    # What happens to it

    def write(self, facts: Sequence[Fact], now: int) -> None:
        """The backend itself writes, as for an administrator."""
        self._db.execute("BEGIN IMMEDIATE")
        transaction = Transaction(self._db)
        log = transaction.log(self.dialogue)
        made = write_facts(
            log, facts, by=CITY_MEMBER, device=self.device, now=now, random=self._random
        )
        transaction.apply(log, made)
        self._db.execute("COMMIT")

    def set_role(self, member: str, role: str, now: int) -> None:
        self.write([Fact(entity=member, body=MemberSet(role=role))], now)  # pyright: ignore[reportArgumentType]

    def save(self) -> None:
        """Make a backup."""
        self._saved.append(copied(self._db))

    @property
    def has_backup(self) -> bool:
        return bool(self._saved)

    def restore(self, which: int) -> None:
        """Go back to a backup without telling anybody."""
        self._db.close()
        self._db = copied(self._saved[which % len(self._saved)])

    @property
    def head(self) -> int:
        return Transaction(self._db).log(self.dialogue).head().seq

    def records(self) -> list[Record]:
        """The whole log, with every body."""
        log = Transaction(self._db).log(self.dialogue)
        return [row[0] for row in log.after(0, 1_000_000)]


def copied(source: sqlite3.Connection) -> sqlite3.Connection:
    """The same database once more, in memory."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    source.backup(copy)
    return copy


def template(folder: Path, members: dict[str, str], now: int) -> sqlite3.Connection:
    """A backend's database with a dialogue and its members (id → role)."""
    path = folder / "city.sqlite3"
    prepare(path)
    with closing(connect(path)) as connection:
        facts = [
            Fact(entity=member, body=MemberAdded(name=f"{role} {at}", role=role))  # pyright: ignore[reportArgumentType]
            for at, (member, role) in enumerate(members.items())
        ]
        connection.execute("BEGIN IMMEDIATE")
        create_dialogue(Transaction(connection), "Dortmund", lambda _: facts, now)
        connection.execute("COMMIT")
        return copied(connection)


KIND_VERSIONS = {name: kind.version for name, kind in KINDS.items()}
