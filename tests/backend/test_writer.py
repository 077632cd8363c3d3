"""The writer: answers after COMMIT, survives everything, and harms no neighbour."""

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from city_backend.database import connect, prepare
from city_backend.errors import Problem
from city_backend.telling import Told
from city_backend.transaction import Committed, Transaction
from city_backend.writer import Writer
from tests.backend.running import Person, running
from tests.backend.streaming import Streaming


class Fragile(sqlite3.Connection):
    """A connection that breaks at a statement when it is told to."""

    breaks: str = ""
    after: bool = False
    code: int = sqlite3.SQLITE_IOERR

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        if self.breaks and sql.startswith(self.breaks):
            Fragile.breaks = ""
            if self.after:
                super().execute(sql, *parameters)
            error = sqlite3.OperationalError("broken by a test")
            error.sqlite_errorcode = self.code
            raise error
        return super().execute(sql, *parameters)


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> type[Fragile]:
    """Every connection of the backend is one that can be told to break."""
    monkeypatch.setattr(Fragile, "breaks", "")
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", partial(real, factory=Fragile))
    return Fragile


def break_at(sql: str, *, after: bool = False, code: int = sqlite3.SQLITE_IOERR) -> None:
    Fragile.after, Fragile.code, Fragile.breaks = after, code, sql


def test_a_crash_before_commit_leaves_nothing_and_says_so(
    tmp_path: Path, fragile: type[Fragile]
) -> None:
    with running(tmp_path / "city.sqlite3") as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        note = lead.hand.note()
        break_at("COMMIT")
        refused = lead.ask_to_push([note])
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        assert int(refused.headers["retry-after"]) > 0
        assert len(lead.pull()) == 1
        assert lead.statuses(note) == ["accepted"]


def test_a_crash_after_commit_is_found_out_by_the_next_push(
    tmp_path: Path, fragile: type[Fragile]
) -> None:
    with running(tmp_path / "city.sqlite3") as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        note = lead.hand.note()
        break_at("COMMIT", after=True)
        assert lead.ask_to_push([note]).status_code == 503
        assert lead.statuses(note) == ["duplicate"]
        assert len(lead.pull()) == 2


def test_readers_hear_of_what_was_committed_although_nobody_could_say_so(
    tmp_path: Path, fragile: type[Fragile]
) -> None:
    with running(tmp_path / "city.sqlite3") as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        with Streaming(lead) as stream:
            note = lead.hand.note()
            break_at("COMMIT", after=True)
            lead.ask_to_push([note])
            assert stream.records(until=2)[0].head == note.head


def test_a_full_disk_is_said_and_the_backend_goes_on(
    tmp_path: Path, fragile: type[Fragile]
) -> None:
    with running(tmp_path / "city.sqlite3") as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        for statement in ("COMMIT", "UPDATE dialogue"):
            note = lead.hand.note()
            break_at(statement, code=sqlite3.SQLITE_FULL)
            refused = lead.ask_to_push([note])
            assert (refused.status_code, refused.json()["code"]) == (507, "disk_full")
            assert lead.statuses(note) == ["accepted"]


class Alone:
    """A writer without the rest of the backend."""

    def __init__(self, path: Path, capacity: int = 1000) -> None:
        prepare(path)
        self.announced: list[list[Committed] | None] = []
        self.writer = Writer(
            partial(connect, path), Told(self.announced.append, lambda _: None), capacity
        )

    def run(self, work: Callable[[], Awaitable[None]]) -> None:
        async def whole() -> None:
            self.writer.start()
            async with asyncio.timeout(20):
                await work()
                await self.writer.stop()

        asyncio.run(whole())


def put(title: str, transaction: Transaction) -> str:
    transaction.db.execute(
        "INSERT INTO dialogue (id, title, nonce, head, chain, received_at, created_at)"
        " VALUES (?, ?, '', 0, x'', 0, 0)",
        [title, title],
    )
    transaction.committed.append(Committed(dialogue=title))
    return title


def titles(path: Path) -> list[str]:
    with connect(path) as connection:
        return [row[0] for row in connection.execute("SELECT title FROM dialogue ORDER BY title")]


def test_a_job_that_fails_harms_no_other_of_its_group(tmp_path: Path) -> None:
    alone = Alone(tmp_path / "x")

    def bad(transaction: Transaction) -> None:
        put("bad", transaction)
        raise Problem("forbidden")

    def bug(transaction: Transaction) -> None:
        put("bug", transaction)
        raise ZeroDivisionError

    async def work() -> None:
        jobs = [partial(put, "a"), bad, partial(put, "b"), bug, partial(put, "c")]
        found = await asyncio.gather(
            *(alone.writer.run(job) for job in jobs), return_exceptions=True
        )
        assert [type(one).__name__ for one in found] == [
            "str",
            "Problem",
            "str",
            "ZeroDivisionError",
            "str",
        ]

    alone.run(work)
    assert titles(tmp_path / "x") == ["a", "b", "c"]
    announced = [one.dialogue for group in alone.announced for one in group or ()]
    assert announced == ["a", "b", "c"]


def test_jobs_that_wait_together_share_a_commit(tmp_path: Path) -> None:
    alone = Alone(tmp_path / "x")
    begun, go = threading.Event(), threading.Event()

    def slow(transaction: Transaction) -> None:
        begun.set()
        assert go.wait(10)

    async def work() -> None:
        first = asyncio.create_task(alone.writer.run(slow))
        await asyncio.to_thread(begun.wait, 10)
        others = [asyncio.create_task(alone.writer.run(partial(put, f"{n}"))) for n in range(9)]
        await asyncio.sleep(0)
        go.set()
        await asyncio.gather(first, *others)

    alone.run(work)
    assert [len(group or ()) for group in alone.announced] == [0, 9]


def test_a_full_queue_is_said_at_once(tmp_path: Path) -> None:
    alone = Alone(tmp_path / "x", capacity=2)
    begun, go = threading.Event(), threading.Event()

    def slow(transaction: Transaction) -> None:
        begun.set()
        assert go.wait(10)

    async def work() -> None:
        first = asyncio.create_task(alone.writer.run(slow))
        await asyncio.to_thread(begun.wait, 10)
        second = asyncio.create_task(alone.writer.run(partial(put, "second")))
        await asyncio.sleep(0)
        with pytest.raises(Problem) as refused:
            await alone.writer.run(partial(put, "third"))
        assert (refused.value.code, refused.value.status) == ("busy", 503)
        go.set()
        await asyncio.gather(first, second)
        await alone.writer.run(partial(put, "fourth"))

    alone.run(work)
    assert titles(tmp_path / "x") == ["fourth", "second"]


def test_what_was_queued_is_written_although_its_asker_went_away(tmp_path: Path) -> None:
    alone = Alone(tmp_path / "x")

    async def work() -> None:
        task = asyncio.create_task(alone.writer.run(partial(put, "kept")))
        await asyncio.sleep(0)
        task.cancel()
        await alone.writer.run(partial(put, "last"))

    alone.run(work)
    assert titles(tmp_path / "x") == ["kept", "last"]
    assert [one.dialogue for group in alone.announced for one in group or ()] == ["kept", "last"]


def test_nobody_hears_of_anything_before_it_is_durable(tmp_path: Path) -> None:
    path = tmp_path / "x"
    alone = Alone(path)
    seen: list[list[str]] = []
    alone.writer._told = Told(lambda _: seen.append(titles(path)), lambda _: None)

    async def work() -> None:
        await alone.writer.run(partial(put, "a"))
        seen.append(titles(path))

    alone.run(work)
    assert seen == [["a"], ["a"]]
