"""The logs of both drivers and the one in memory make the same of the same pushes."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from city_backend import connection_postgres, database_postgres
from city_backend.adoption import adopt, set_aside
from city_backend.checked import check
from city_backend.connection import Connection
from city_backend.connection_postgres import PostgresConnection
from city_backend.core import Author, Outcome, accept
from city_backend.database import connect, create_tables
from city_backend.log import Log, Write
from city_backend.log_postgres import PostgresLog
from city_backend.log_sql import SqlLog
from city_backend.log_sqlite import SqliteLog
from city_backend.salvage import accept_salvage
from console.domain.bodies import Body
from console.domain.members import LeadClaimed, MemberRole, Redacted, Undone
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Operation
from console.domain.roster import (
    ParticipantAdded,
    ParticipantErased,
    ParticipantMerged,
    TechCaseEdited,
    TechCaseOpened,
)
from tests.backend.bringing import brought, op_id
from tests.backend.memory_log import NONCE, MemoryLog
from tests.backend.operations import Hand, new_id
from tests.backend.test_acceptance import changed

ENTITIES = [new_id() for _ in range(3)]
OPS = [new_id() for _ in range(12)]
ROLES: tuple[MemberRole, ...] = ("lead", "cohost", "notetaker")
LATER = 2_000_000_000_000
GROUPS = [None, new_id()]
BODIES: list[tuple[Body, dict[str, Any]]] = [
    (NoteAdded(text="Bänke", place=Place(order="V")), {}),
    (NoteEdited(text="Licht"), {}),
    (ParticipantAdded(last_name="Klein"), {}),
    (ParticipantErased(), {}),
    (ParticipantMerged(into=ENTITIES[0]), {}),
    (TechCaseOpened(participant=ENTITIES[1], problem="other", text="Frau Klein"), {}),
    (TechCaseEdited(text="Frau Klein"), {}),
    (Redacted(ops=(OPS[0], OPS[1])), {"undoes_kind": "note.added"}),
    (Undone(), {"undoes": OPS[2], "undoes_kind": "participant.merged"}),
    (LeadClaimed(), {}),
]


class Request(Struct, frozen=True, kw_only=True):
    """What one of three people asks: for itself, or with what another wrote."""

    who: int
    author: int
    how: str
    operations: list[Operation]

    def outcome(self, people: list[Author], log: Log) -> Outcome:
        bringer, author = people[self.who], people[self.author]
        if self.how == "push":
            return accept(check(self.operations), bringer, log, LATER)
        if self.how == "adopt":
            return adopt([op_id(one) for one in self.operations], people[0], log, LATER)
        if self.how == "set aside":
            return set_aside([op_id(one) for one in self.operations], log)
        seq = None if self.how == "file" else 7
        rows = [brought(one, author, ROLES[self.author], seq=seq) for one in self.operations]
        return accept_salvage(check(rows), bringer, log, LATER)


@st.composite
def requests(draw: st.DrawFn) -> list[Request]:
    """A few requests of three people, with ids and numbers from small pools."""
    made: list[Operation] = []
    hand = Hand()
    found: list[Request] = []
    for _ in range(draw(st.integers(1, 6))):
        push: list[Operation] = []
        for _ in range(draw(st.integers(1, 5))):
            if made and draw(st.integers(0, 4)) == 0:
                push.append(draw(st.sampled_from(made)))
                continue
            body, more = draw(st.sampled_from(BODIES))
            operation = hand.one(
                body,
                draw(st.sampled_from(ENTITIES)),
                scope=draw(st.sampled_from(GROUPS)),
                op_id=draw(st.sampled_from(OPS)),
                n=draw(st.integers(1, 6)),
                **more,
            )
            if push and draw(st.booleans()):
                operation = changed(operation, action=action_of(push[-1]))
            made.append(operation)
            push.append(operation)
        how = draw(st.sampled_from(["push", "push", "salvage", "file", "adopt", "set aside"]))
        who, author = draw(st.integers(0, 2)), draw(st.integers(0, 2))
        found.append(Request(who=who, author=author, how=how, operations=push))
    return found


def action_of(operation: Operation) -> Any:
    return msgspec.json.decode(operation.head)["action"]


Fresh = Callable[[], AbstractContextManager[Connection]]


@contextmanager
def in_sqlite() -> Iterator[Connection]:
    with closing(connect(Path(":memory:"))) as db:
        create_tables(db)
        yield db


@pytest.fixture(params=["sqlite", "postgres"])
def driver(request: pytest.FixtureRequest) -> Iterator[tuple[Fresh, type[SqlLog]]]:
    """Empty tables as often as they are asked for, and the log that is kept in them."""
    if request.param == "sqlite":
        yield in_sqlite, SqliteLog
        return
    address = request.getfixturevalue("postgres").corner()
    database_postgres.prepare(address)
    with connection_postgres.connect(address) as raw:

        @contextmanager
        def in_postgres() -> Iterator[Connection]:
            with raw.transaction(force_rollback=True):
                yield PostgresConnection(raw)

        yield in_postgres, PostgresLog


@given(history=requests())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_all_logs_answer_and_hold_the_same(
    driver: tuple[Fresh, type[SqlLog]], history: list[Request]
) -> None:
    fresh, kind = driver
    with fresh() as db:
        _compare(db, kind, history)


def _compare(db: Connection, kind: type[SqlLog], history: list[Request]) -> None:
    memory = MemoryLog()
    db.execute(
        "INSERT INTO dialogue (id, title, nonce, head, chain, received_at, created_at)"
        " VALUES (?, '', ?, 0, ?, 0, 0)",
        [memory.dialogue, NONCE, memory.head().chain],
    )
    log = kind(db, memory.dialogue)
    devices = [new_id() for _ in range(3)]
    authors = [memory.add_member(role, device) for role, device in zip(ROLES, devices, strict=True)]
    log.apply(_as_written(memory))
    for request in history:
        ours, theirs = request.outcome(authors, memory), request.outcome(authors, log)
        assert ours == theirs
        memory.apply(ours.write)
        if theirs.write is not None:
            log.apply(theirs.write)
    records = [item[0] for item in log.after(0, 1000)]
    assert records == [row.record for row in memory.all]
    assert log.parked_after("", 1000) == [row for _, row in sorted(memory.waiting.items())]
    devices = {row.device for row in memory.waiting.values()}
    by_device = sorted(memory.parked_by(devices), key=lambda row: row.head.op_id)
    assert log.parked_by(devices) == by_device
    assert log.head() == memory.head()
    assert log.rights() == memory.rights()
    assert log.rows({"note", "participant"}) == memory.rows({"note", "participant"})
    assert log.rows({"note"}, set(ENTITIES[:2])) == memory.rows({"note"}, set(ENTITIES[:2]))
    assert [log.chain_at(seq) for seq in range(5)] == [memory.chain_at(seq) for seq in range(5)]


def _as_written(memory: MemoryLog) -> Any:
    return Write(
        head=memory.head(),
        rows=tuple(memory.all),
        scopes=dict(memory._scopes),
        rights=memory.rights(),
    )


def test_an_author_is_who_its_token_says() -> None:
    """Nothing that a push can carry names its author: the wire has no place for it."""
    assert set(Operation.__struct_fields__) == {
        "head",
        "body",
        "salt",
        "offset_ms",
        "first_received_at",
    }
    log, hand = MemoryLog(), Hand()
    author = log.add_member("notetaker", hand.device)
    other = Author(member=author.member, device=new_id())
    note = replace(hand.note(), first_received_at=None)
    log.push(other, note)
    assert (log.all[-1].record.device, log.all[-1].record.role) == (other.device, "notetaker")
