"""What is left of deleted words in the files of a database, byte by byte."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import psycopg
import pytest

from city_backend.administration import within
from city_backend.database import connect, prepare
from city_backend.driver import driver_of
from city_backend.housekeeping import Housekeeping
from city_backend.log import Stamp, Write
from city_backend.removal import delete_dialogue
from city_backend.telling import Told
from city_backend.transaction import Committed, Transaction
from city_backend.writer import Writer
from console.domain.roster import ParticipantAdded, ParticipantErased
from tests.backend.operations import new_id
from tests.backend.postgres import Server
from tests.backend.running import Person, running

NAME = "Zwetschgenmann"
COPY = b"Zwetschgenmann in a page that was divided"
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a copy of words in the free space of a page, as dividing one leaves it."""
    path = tmp_path / "city.sqlite3"
    prepare(path)
    with closing(connect(path)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'op'"
        ).fetchone()[0]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with path.open("r+b") as file:
        # An empty leaf: eight bytes of header, the cells would fill it from its end.
        file.seek((root - 1) * PAGE + 512)
        file.write(COPY)
    assert in_files(path, COPY)
    return path


def in_files(path: Path, words: bytes) -> bool:
    return any(words in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def took(transaction: Transaction) -> None:
    """As an erasure."""
    write = Write(head=Stamp(seq=0, chain=b""), blank=(new_id(),))
    transaction.committed.append(Committed(dialogue=new_id(), write=write))


def wrote(transaction: Transaction) -> None:
    transaction.committed.append(Committed(dialogue=new_id()))


class Watched(Housekeeping):
    """Tells when there is nothing more to do."""

    def __init__(self, at_rest_s: float) -> None:
        super().__init__(at_rest_s)
        self.rested: Callable[[], None] = lambda: None

    def while_idle(self, connection: sqlite3.Connection) -> None:
        super().while_idle(connection)
        if self.patience_s is None or self.patience_s > 1:
            self.rested()


def at_work(path: Path, *jobs: Callable[[Transaction], None], at_rest_s: float = 0.0) -> None:
    """A writer that does jobs, comes to rest, and ends."""

    async def work() -> None:
        keeping, rest = Watched(at_rest_s), asyncio.Event()
        loop = asyncio.get_running_loop()
        keeping.rested = lambda: loop.call_soon_threadsafe(rest.set)
        writer = Writer(partial(connect, path), Told(lambda _: None, lambda _: None), 10, keeping)
        writer.start()
        for job in jobs:
            await writer.run(job)
        async with asyncio.timeout(20):
            await rest.wait()
        await writer.stop()

    asyncio.run(work())


def test_an_erasure_takes_what_dividing_pages_left(path: Path) -> None:
    at_work(path, took)
    assert not in_files(path, COPY)


def test_what_was_not_done_before_the_end_is_done_after_the_next_start(path: Path) -> None:
    at_work(path, took, at_rest_s=1000)
    assert in_files(path, COPY), "nobody was at rest for so long"
    at_work(path, wrote)
    assert not in_files(path, COPY)


def test_without_an_erasure_nothing_is_written_anew(path: Path) -> None:
    at_work(path, *[wrote] * 64)
    assert in_files(path, COPY)


def test_the_command_line_leaves_nothing_either(path: Path) -> None:
    driver_of(path).within(took)
    assert not in_files(path, COPY)


def test_while_somebody_writes_it_is_noted_for_later(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def busy(_: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr("city_backend.driver_sqlite.rewrite", busy)
        patch.setattr("city_backend.housekeeping.rewrite", busy)
        driver_of(path).within(took)
        at_work(path, took)
    assert caplog.text.count("could not be written anew") == 2
    assert in_files(path, COPY)
    at_work(path, wrote)
    assert not in_files(path, COPY)


def test_what_is_moved_between_pages_is_gone_with_the_last_deletion(tmp_path: Path) -> None:
    """Dialogues whose rows lie between one another's; each deletion moves those of the others."""
    path = tmp_path / "city.sqlite3"
    with running(path) as backend:
        people = [Person(backend.url, f"Lea {NAME} {n}") for n in range(4)]
        for person in people:
            person.pair(backend.create(f"{NAME} {person.name}")[1]["lead"])
        for n in range(40):
            for person in people:
                body = ParticipantAdded(last_name=f"{NAME} {n}" + "x" * (3 * n))
                assert person.statuses(person.hand.one(body)) == ["accepted"]
        for person in people:
            person.http.close()
    assert in_files(path, NAME.encode())
    for person in people:
        within(path, lambda one, gone=person.dialogue: delete_dialogue(one, gone))
    assert not in_files(path, NAME.encode())


def test_on_postgresql_the_command_in_the_manual_takes_them_out_of_the_tables(
    postgres: Server,
) -> None:
    corner, name = postgres.corner(), f"{NAME} {new_id()}"
    tables = postgres.folder / "data" / "base"

    def found() -> bool:
        with psycopg.connect(corner, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
        return any(name.encode() in one.read_bytes() for one in tables.rglob("*") if one.is_file())

    with running(corner) as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        person = new_id()
        lead.push(lead.hand.one(ParticipantAdded(last_name=name), person))
        assert found()
        lead.push(lead.hand.one(ParticipantErased(), person))
        assert lead.pull()[-2].body is None
        assert found(), "PostgreSQL keeps the old row until it is vacuumed"
        with psycopg.connect(corner, autocommit=True) as connection:
            connection.execute("VACUUM (FULL) op, parked")
        assert not found()
        assert lead.statuses(lead.hand.note()) == ["accepted"]
