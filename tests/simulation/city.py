"""The backend's core and log, without HTTP: what it holds can be saved, lost and restored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal

import msgspec

from city_backend.administration import create_dialogue
from city_backend.adoption import adopt, set_aside
from city_backend.appending import Appending
from city_backend.checked import Checked, check
from city_backend.core import Author, Outcome, accept
from city_backend.database import connect, prepare
from city_backend.errors import Problem
from city_backend.log import Parked
from city_backend.log_sql import SqlLog
from city_backend.minting import write_facts
from city_backend.reading import hold_against, items_after
from city_backend.salvage import accept_salvage
from city_backend.tombstones import Tombstone, replay, stones_of
from city_backend.transaction import Transaction
from console.domain.ids import CITY_MEMBER
from console.domain.kinds import KINDS
from console.domain.members import MemberAdded, MemberSet
from console.domain.ops import Fact, Operation, Record, Salvaged
from console.sync.failure import RequestFailed
from console.sync.wire import Page, PushAnswer, Result, SalvageAnswer

Random = Callable[[int], bytes]
#: When the process ends during a push: not at all, before COMMIT, or before its answer.
Death = Literal["", "before", "after"]


class City:
    """One dialogue's log in memory. Everything happens at `now` (UTC ms) of the caller."""

    def __init__(self, template: bytes, random: Random) -> None:
        self._db = opened(template)
        self._random = random
        self.dialogue, self.nonce = self._db.execute("SELECT id, nonce FROM dialogue").fetchone()
        self.identity, self.device = Transaction(self._db).identity()
        #: The database after each commit of the present history, with the head it had.
        self._copies = [(self.head, template)]
        #: Copies of histories that a restore has ended.
        self._old_copies: list[tuple[int, bytes]] = []
        #: What lies beside the database: who was erased.
        self._buried: list[Tombstone] = []
        self.restores = 0
        #: Devices that may hand in what they have, and nothing more.
        self.revoked: set[str] = set()
        #: What a lead took over, in this log or in one that was lost.
        self.adopted: set[str] = set()

    def close(self) -> None:
        self._db.close()

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
        dies: Death = "",
    ) -> PushAnswer:
        """Take what a member made.  Raises: RequestFailed."""

        def take(log: SqlLog) -> Outcome:
            barred = "revoked" if device in self.revoked else ""
            if not barred:
                hold_against(log, after, chain)
            author = Author(member=member, device=device, barred=barred)
            return accept(check(operations), author, log, now)

        head, results = self._transact(take, dies)
        return PushAnswer(head=head, results=results)

    def salvage(
        self,
        member: str,
        device: str,
        now: int,
        after: int,
        chain: str,
        rows: Sequence[Salvaged],
        *,
        dies: Death = "",
    ) -> SalvageAnswer:
        """Take what a member brings of others.  Raises: RequestFailed."""
        self._admit(device)

        def take(log: SqlLog) -> Outcome:
            hold_against(log, after, chain)
            bringer = Author(member=member, device=device)
            return accept_salvage(check(rows, Salvaged), bringer, log, now)

        head, results = self._transact(take, dies)
        return SalvageAnswer(head=head, results=results)

    def decide(
        self,
        member: str,
        device: str,
        now: int,
        *,
        adopts: Sequence[str] = (),
        sets_aside: Sequence[str] = (),
        dies: Death = "",
    ) -> tuple[Result, ...]:
        """Let a lead take parked operations over, or put them out of sight.

        Raises: RequestFailed.
        """
        self._admit(device)
        self._transact(lambda log: set_aside(sets_aside, log), "")
        lead = Author(member=member, device=device)
        self.adopted.update(adopts)
        return self._transact(lambda log: adopt(adopts, lead, log, now), dies)[1]

    def parked(self) -> list[Parked]:
        """All that waits beside the log."""
        return Transaction(self._db).log(self.dialogue).parked_after("", 1_000_000)

    def leads(self, member: str) -> bool:
        """Whether a member leads, whoever else does."""
        return "lead" in Transaction(self._db).log(self.dialogue).rights().members[member].roles

    def _admit(self, device: str) -> None:
        if device in self.revoked:
            raise RequestFailed("revoked", status=403)

    def _transact(
        self, take: Callable[[SqlLog], Outcome], dies: Death
    ) -> tuple[int, tuple[Result, ...]]:
        """One transaction, in which the process may end.  Raises: RequestFailed."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            transaction = Transaction(self._db)
            log = transaction.log(self.dialogue)
            outcome = take(log)
            transaction.apply(log, outcome.write)
            head = log.head().seq
        except Problem as problem:
            self._db.execute("ROLLBACK")
            raise RequestFailed(problem.code, status=int(problem.status)) from problem
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        if dies == "before":
            self._db.execute("ROLLBACK")
            raise RequestFailed("cut")
        self._commit(transaction, outcome.write is not None)
        if dies:
            raise RequestFailed("cut")
        return head, tuple(
            Result(op_id=one.op_id, status=one.status, seq=one.seq, reason=one.reason)
            for one in outcome.results
        )

    def page(self, member: str, after: int, chain: str, limit: int, device: str = "") -> Page:
        """A stretch of the log as `member` may read it.  Raises: RequestFailed."""
        self._admit(device)
        log = Transaction(self._db).log(self.dialogue)
        try:
            head = hold_against(log, after, chain)
        except Problem as problem:
            raise RequestFailed(problem.code, status=int(problem.status)) from problem
        return Page(
            records=self.streamed(member, after, limit), head=head.seq, chain=head.chain.hex()
        )

    def streamed(self, member: str, after: int, limit: int) -> list[Record]:
        """Records after `after` as `member` may read them, whatever the reader's cursor is."""
        log = Transaction(self._db).log(self.dialogue)
        roles = log.rights().members[member].roles
        return [
            msgspec.json.decode(item.encoded(roles), type=Record)
            for item in items_after(log, after, limit)
        ]

    # What happens to it

    def _commit(self, transaction: Transaction, wrote: bool = True) -> None:
        self._db.execute("COMMIT")
        if wrote:
            self._copies.append((self.head, self._db.serialize()))
        self._buried += stones_of(transaction.committed)

    def write(self, facts: Sequence[Fact], now: int) -> None:
        """The backend itself writes, as for an administrator."""
        self._db.execute("BEGIN IMMEDIATE")
        transaction = Transaction(self._db)
        log = transaction.log(self.dialogue)
        made = write_facts(
            log, facts, by=CITY_MEMBER, device=self.device, now=now, random=self._random
        )
        transaction.apply(log, made)
        self._commit(transaction)

    def set_role(self, member: str, role: str, now: int) -> None:
        self.write([Fact(entity=member, body=MemberSet(role=role))], now)  # pyright: ignore[reportArgumentType]

    def write_checked(self, one: Checked, now: int) -> None:
        """Write what no present program makes, as a newer backend would."""
        self._db.execute("BEGIN IMMEDIATE")
        transaction = Transaction(self._db)
        log = transaction.log(self.dialogue)
        end = Appending(log, now)
        end.prepare([one])
        end.append(one, by=CITY_MEMBER, device=self.device)
        transaction.apply(log, end.write())
        self._commit(transaction)

    def restore(self, share: int, now: int) -> None:
        """Go back to the copy that had `share` percent of the log, without telling anybody."""
        limit = self.head * share // 100
        limit = max(limit, self._copies[0][0])
        at = max(n for n, (head, _) in enumerate(self._copies) if head <= limit)
        self._old_copies += self._copies[at + 1 :]
        del self._copies[at + 1 :]
        self._open(self._copies[-1][1], now)

    def restore_another(self, which: int, now: int) -> bool:
        """Go on with a copy of a history that was ended before; tell whether there is one."""
        if not self._old_copies:
            return False
        found = self._old_copies[which % len(self._old_copies)]
        self._copies = [self._copies[0], found]
        self._open(found[1], now)
        return True

    def _open(self, copy: bytes, now: int) -> None:
        db = opened(copy)
        if (
            Transaction(db).log(self.dialogue).head()
            == Transaction(self._db).log(self.dialogue).head()
        ):
            # The same log with less parked beside it is nothing that anybody could notice.
            db.close()
            return
        self._db.close()
        self._db = db
        self.restores += 1
        self._db.execute("BEGIN IMMEDIATE")
        transaction = Transaction(self._db)
        replay(self._buried, transaction, now, self._random)
        self._commit(transaction)

    @property
    def head(self) -> int:
        return Transaction(self._db).log(self.dialogue).head().seq

    @property
    def buried(self) -> set[str]:
        """Everybody whose erasure lies beside the database."""
        return {stone.erased for stone in self._buried if stone.erased is not None}

    def has(self, op_id: str) -> bool:
        return bool(Transaction(self._db).log(self.dialogue).known({op_id}))

    def role_of(self, member: str) -> str:
        return Transaction(self._db).log(self.dialogue).rights().bases[member]

    def first_receipt(self, op_id: str) -> int:
        query = "SELECT first_received_at FROM op WHERE op_id = ?"
        return int(self._db.execute(query, [op_id]).fetchone()[0])

    def records(self) -> list[Record]:
        """The whole log, with every body."""
        log = Transaction(self._db).log(self.dialogue)
        return [row[0] for row in log.after(0, 1_000_000)]


def opened(copy: bytes) -> sqlite3.Connection:
    """A database from a copy, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(copy)
    return connection


def template(folder: Path, members: dict[str, str], now: int, facts: Sequence[Fact] = ()) -> bytes:
    """A backend's database with a dialogue, its members (id → role) and some facts."""
    path = folder / "city.sqlite3"
    prepare(path)
    with closing(connect(path)) as connection:
        added = [
            Fact(entity=member, body=MemberAdded(name=f"{role} {at}", role=role))  # pyright: ignore[reportArgumentType]
            for at, (member, role) in enumerate(members.items())
        ]
        connection.execute("BEGIN IMMEDIATE")
        create_dialogue(Transaction(connection), "Dortmund", lambda _: [*added, *facts], now)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE")
        return connection.serialize()


KIND_VERSIONS = {name: kind.version for name, kind in KINDS.items()}
