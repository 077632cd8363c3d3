"""A city backend in a process of its own, and what the city does beside it."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from city_backend.administration import create_dialogue, invite_from_city, within
from city_backend.driver import Where
from city_backend.enrolling import enrol
from city_backend.log import Row, Stamp, Write
from city_backend.minting import write_facts
from city_backend.rights_fold import FAMILIES, rights_of
from city_backend.sample import sample
from city_backend.transaction import Transaction
from console.clock_system import SystemClock
from console.domain import codec
from console.domain.ids import CITY_MEMBER, uuid7
from console.domain.kinds import family_of
from console.domain.members import MemberAdded
from console.domain.ops import Fact, Record
from console.rehearsal.recording import Recording
from console.sync.credentials import new_token, token_hash
from tests.benchmarks.process import Process

#: 8 September 2020, 19:42 in Dortmund: the second round of groups.
QUARTER_TO_EIGHT_MS = round(datetime(2020, 9, 8, 17, 42, tzinfo=UTC).timestamp() * 1000)


class ShiftedClock(SystemClock):
    """This machine's clock, moved to another evening."""

    def __init__(self, shift_ms: int = 0) -> None:
        self.shift_ms = shift_ms

    def wall_ms(self) -> int:
        return super().wall_ms() + self.shift_ms


def evening_clock() -> ShiftedClock:
    """A clock on which the evening's 19:42 begins now."""
    return ShiftedClock(QUARTER_TO_EIGHT_MS - SystemClock().wall_ms())


class City:
    """One backend database in a folder; started and stopped as often as one likes."""

    def __init__(
        self, folder: Path, clock: ShiftedClock | None = None, postgres: str | None = None
    ) -> None:
        self._postgres = postgres
        self.move_to(folder)
        self.clock = clock or ShiftedClock()
        self.url = "http://127.0.0.1:0"

    def move_to(self, folder: Path) -> None:
        """Go on with the database in another folder."""
        self.folder = folder
        self.database: Where = self._postgres or folder / "backend.sqlite3"
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def port(self) -> str:
        return self.url.rpartition(":")[2]

    def create(self) -> str:
        """Make the sample dialogue; returns its id."""
        now = self.clock.wall_ms()
        facts = partial(sample, title=None, now=now)
        return self._do(lambda one: create_dialogue(one, "Dortmund", facts, now))

    def invite(self, dialogue: str, role: str) -> str:
        """A code for one more member."""
        now = self.clock.wall_ms()
        return self._do(lambda one: invite_from_city(one, dialogue, role, (), now))

    def devices(self, dialogue: str, count: int) -> list[str]:
        """Tokens of new devices, all of one new note-taker."""
        tokens = [new_token() for _ in range(count)]
        self._do(lambda one: _enrol(one, dialogue, tokens, self.clock.wall_ms()))
        return tokens

    def stamp(self, dialogue: str) -> Stamp:
        """The last record's stamps."""
        return self._do(lambda one: one.log(dialogue).head())

    def rows(self, dialogue: str, family: str) -> list[Row]:
        """All records of a family."""
        return self._do(lambda one: one.log(dialogue).rows({family}))

    def head(self, dialogue: str) -> int:
        """The number of the last record."""
        return self.stamp(dialogue).seq

    def take_over(self, recording: Recording, until: int) -> None:
        """Bring the log of a recorded evening up to an instant (UTC ms) into the database."""
        records = [one for one in recording.records if one.received_at <= until]
        self._do(lambda one: _bring(one, recording, records))

    def _do(self, job: Callable[[Transaction], Any]) -> Any:
        return within(self.database, job)

    def start(self) -> Process:
        """Serve, on a free port the first time and on the same one ever after."""
        process = Process(
            "backend_process.py",
            *("serve", "--port", self.port, "--database", str(self.database)),
            home=self.folder,
            BENCH_SHIFT_MS=str(self.clock.shift_ms),
        )
        self.url = process.first_word()
        return process


def _enrol(transaction: Transaction, dialogue: str, tokens: list[str], now: int) -> None:
    log = transaction.log(dialogue)
    member, own = uuid7(now), transaction.identity()[1]
    fact = Fact(entity=member, body=MemberAdded(name="Kim Beispiel", role="notetaker", groups=()))
    transaction.apply(log, write_facts(log, [fact], by=CITY_MEMBER, device=own, now=now))
    for token in tokens:
        enrol(transaction, dialogue, member, uuid7(now), "Notebook", token_hash(token), now)


def _bring(transaction: Transaction, recording: Recording, records: list[Record]) -> None:
    dialogue, last = recording.dialogue, records[-1]
    rows = [_row(record) for record in records]
    head = Stamp(seq=last.seq, chain=bytes.fromhex(last.chain), received_at=last.received_at)
    transaction.db.execute(
        "INSERT INTO dialogue (id, title, nonce, head, chain, received_at, created_at)"
        " VALUES (?, ?, ?, 0, ?, 0, ?)",
        [dialogue, "Dortmund", recording.nonce, b"", records[0].received_at],
    )
    scopes: dict[tuple[str, str], str | None] = {}
    for row in rows:
        kind = codec.known_kind(row.head)
        if kind is not None and (kind.body.DOES == "add" or row.family == "timer"):
            scopes.setdefault((row.family, row.head.entity), row.head.scope)
    rights = rights_of(dialogue, [row for row in rows if row.family in FAMILIES])
    transaction.log(dialogue).apply(
        Write(head=head, rows=tuple(rows), scopes=scopes, rights=rights)
    )


def _row(record: Record) -> Row:
    head = codec.decode_head(record.head)
    if record.first_received_at is None:
        record = replace(record, first_received_at=record.received_at)
    return Row(record=record, head=head, family=family_of(head.kind, head.undoes_kind))
