"""What only PostgreSQL can do to a backend: be away, come back, be shared, be somebody else's."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg import errors

from city_backend import hub, session_postgres
from city_backend.administration import within
from city_backend.cli import main
from city_backend.clock_postgres import PostgresClock
from city_backend.clock_system import SystemClock
from city_backend.connection_postgres import shown
from city_backend.driver_postgres import PostgresDriver
from city_backend.transaction import Transaction
from console.domain.roster import ParticipantAdded, ParticipantErased
from tests.backend import postgres as own
from tests.backend.operations import new_id
from tests.backend.postgres import Server, server
from tests.backend.running import Person, Running, running
from tests.backend.streaming import Streaming

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def where(postgres: Server) -> str:
    return postgres.corner()


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")


class Fragile(psycopg.Connection[Any]):
    """A connection that breaks at a statement when it is told to."""

    breaks: bytes = b""
    after: bool = False
    error: type[psycopg.Error] = psycopg.OperationalError
    closes: bool = True

    def execute(self, query: Any, *rest: Any, **more: Any) -> Any:
        # What is said in one breath begins with hints and ends with COMMIT.
        if self.breaks and (query.startswith(self.breaks) or query.endswith(self.breaks)):
            Fragile.breaks = b""
            if self.after:
                super().execute(query, *rest, **more)
            if self.closes:
                self.close()
            raise self.error("broken by a test")
        return super().execute(query, *rest, **more)


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch, backend: Running, lead: Person) -> Person:
    """The lead of a backend whose connections can be told to break, with all of them open."""
    monkeypatch.setattr(Fragile, "breaks", b"")
    monkeypatch.setattr(psycopg, "connect", Fragile.connect)
    assert isinstance(backend.database, str)
    own.end_connections(backend.database)
    return lead


def break_at(
    statement: bytes,
    *,
    after: bool = False,
    error: type[psycopg.Error] = psycopg.OperationalError,
    closes: bool = True,
) -> None:
    Fragile.after, Fragile.error, Fragile.closes = after, error, closes
    Fragile.breaks = statement


def test_a_connection_that_is_lost_at_commit_leaves_doubt_and_says_so(fragile: Person) -> None:
    note = fragile.hand.note()
    break_at(b"COMMIT")
    refused = fragile.ask_to_push([note])
    assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
    assert int(refused.headers["retry-after"]) > 0
    assert fragile.statuses(note) == ["accepted"]


@pytest.fixture
def unpolled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks by himself: what readers hear of was announced."""
    monkeypatch.setattr(PostgresDriver, "poll_s", None)
    monkeypatch.setattr(hub, "HEARTBEAT_S", 3600)


@pytest.mark.usefixtures("unpolled")
def test_what_was_committed_in_doubt_is_found_out_and_reaches_the_readers(
    fragile: Person,
) -> None:
    with Streaming(fragile) as stream:
        note = fragile.hand.note()
        break_at(b"COMMIT", after=True)
        assert fragile.ask_to_push([note]).status_code == 503
        assert stream.records(until=2)[0].head == note.head
    assert fragile.statuses(note) == ["duplicate"]
    assert len(fragile.pull()) == 2


@pytest.mark.parametrize("statement", [b"BEGIN", b"SELECT state", b"INSERT INTO op"])
def test_a_connection_that_is_lost_before_commit_costs_nobody_anything(
    fragile: Person, statement: bytes
) -> None:
    break_at(statement)
    assert fragile.statuses(fragile.hand.note()) == ["accepted"]
    assert Fragile.breaks == b""
    assert len(fragile.pull()) == 2


@pytest.mark.parametrize("error", [errors.DeadlockDetected, errors.UniqueViolation])
def test_a_job_that_others_were_quicker_than_is_done_again(
    fragile: Person, error: type[psycopg.Error]
) -> None:
    break_at(b"UPDATE dialogue", error=error, closes=False)
    assert fragile.statuses(fragile.hand.note()) == ["accepted"]
    assert Fragile.breaks == b""
    assert len(fragile.pull()) == 2


@pytest.mark.parametrize("statement", [b"UPDATE dialogue", b"COMMIT"])
def test_a_full_disk_is_said_and_the_backend_goes_on(fragile: Person, statement: bytes) -> None:
    note = fragile.hand.note()
    break_at(statement, error=errors.DiskFull, closes=False)
    refused = fragile.ask_to_push([note])
    assert (refused.status_code, refused.json()["code"]) == (507, "disk_full")
    assert fragile.statuses(note) == ["accepted"]


def test_a_head_that_stays_locked_is_busy_and_not_for_ever(
    monkeypatch: pytest.MonkeyPatch, backend: Running, lead: Person
) -> None:
    impatient = session_postgres._WRITE.replace(b"'5s'", b"'100ms'")
    monkeypatch.setattr(session_postgres, "_WRITE", impatient)
    assert isinstance(backend.database, str)
    with psycopg.connect(backend.database) as somebody:
        somebody.execute("SELECT 1 FROM dialogue FOR UPDATE")
        refused = lead.ask_to_push([lead.hand.note()])
        assert (refused.status_code, refused.json()["code"]) == (503, "busy")
    assert lead.statuses(lead.hand.note()) == ["accepted"]


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that a test may stop."""
    with server() as one:
        yield one


def test_a_database_that_goes_away_and_comes_back_costs_a_wait_and_nothing_else(
    own_server: Server,
) -> None:
    with running(own_server.corner()) as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        with Streaming(lead) as stream:
            lead.push(lead.hand.note())
            stream.records(until=2)
            own_server.stop()
            note = lead.hand.note()
            for answer in (
                lead.ask_to_push([note]),
                lead.get("/ops", after=0),
                lead.put_presence(),
                httpx.get(f"{backend.url}/readyz"),
            ):
                assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
                assert int(answer.headers["retry-after"]) > 0
            assert httpx.get(f"{backend.url}/healthz").text == "ok"
            own_server.start()
            assert httpx.get(f"{backend.url}/readyz").text == "ready"
            assert lead.statuses(note) == ["accepted"]
            assert stream.records(until=3)[-1].head == note.head


def test_readyz_is_not_ready_on_a_copy_that_only_reads(
    monkeypatch: pytest.MonkeyPatch, backend: Running
) -> None:
    real = psycopg.Connection.execute

    def following(self: Any, query: Any, *rest: Any, **more: Any) -> Any:
        if b"pg_is_in_recovery" in query:
            query = b"SELECT true"
        return real(self, query, *rest, **more)

    monkeypatch.setattr(psycopg.Connection, "execute", following)
    assert httpx.get(f"{backend.url}/readyz").status_code == 503


def test_a_commit_waits_for_the_disk_whatever_the_database_was_told(where: str) -> None:
    lax = f"{where}%20-csynchronous_commit%3Doff"

    def shown_in(name: str) -> Callable[[Transaction], str]:
        return lambda one: one.db.execute(f"SHOW {name}").fetchone()[0]

    assert within(lax, shown_in("synchronous_commit")) == "on"
    assert within(lax, shown_in("lock_timeout")) == "5s"
    assert within(lax, shown_in("transaction_isolation")) == "read committed"


def test_one_process_has_a_bounded_number_of_connections(
    backend: Running, lead: Person, postgres: Server
) -> None:
    def ask() -> None:
        with Person(backend.url) as somebody:
            somebody.token, somebody.place = lead.token, lead.place
            for _ in range(5):
                somebody.get("/ops", after=0)
                somebody.put_presence()

    crowd = [threading.Thread(target=ask) for _ in range(30)]
    for thread in crowd:
        thread.start()
    most = 0
    while any(thread.is_alive() for thread in crowd):
        most = max(most, postgres.connections())
        crowd[0].join(0.01)
        crowd = [thread for thread in crowd if thread.is_alive()] or crowd[:1]
    assert 2 <= most <= 9


def test_time_is_the_databases_not_the_machines(
    monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    true = SystemClock().wall_ms()
    monkeypatch.setattr(SystemClock, "wall_ms", lambda _: 1_000_000_000_000)
    with running(where) as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        told = httpx.get(f"{backend.url}/v1/time").json()
        assert abs(told["received_at"] - true) < 3_600_000
        assert abs(lead.pull()[0].received_at - true) < 3_600_000
        with Streaming(lead) as stream:
            assert abs(stream.hello["server_time"] - true) < 3_600_000


class Told(PostgresClock):
    """Monotonic time as a test says."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def monotonic_ms(self) -> float:
        return self.now

    def take(self, way: float, told: int) -> None:
        def ask() -> int:
            self.now += way
            return told

        self.measure(ask)


def test_the_sample_with_the_shortest_way_counts_until_a_clock_is_set() -> None:
    clock = Told()
    clock.take(way=2, told=1_000_001)
    clock.take(way=100, told=1_000_072)
    assert clock.wall_ms() == 1_000_000 + 102
    clock.take(way=2, told=5_000_000)
    assert clock.wall_ms() == 5_000_001


def test_signs_that_postgresql_cannot_hold_harm_nobody(
    backend: Running, lead: Person, codes: dict[str, str]
) -> None:
    odd = "a\0b"
    with Person(backend.url, odd) as person:
        assert person.ask_to_pair(codes["cohost"], device_name=odd).status_code == 200
        assert person.ask_to_pair(odd).status_code == 403
        said = {"view": odd, "editing": []}
        answer = lead.http.put(
            f"/v1/dialogues/{lead.dialogue}/presence", json=said, headers=lead.headers
        )
        assert answer.status_code == 200
    assert lead.http.get("/v1/dialogues/a%00b/ops", headers=lead.headers).status_code == 404
    assert lead.get("/members").status_code == 200


def test_processes_that_start_side_by_side_make_one_database(where: str) -> None:
    seen: list[tuple[str, str]] = []
    start = threading.Barrier(6)

    def begin() -> None:
        start.wait(20)
        seen.append(within(where, lambda one: one.identity()))

    starting = [threading.Thread(target=begin) for _ in range(6)]
    for thread in starting:
        thread.start()
    for thread in starting:
        thread.join(20)
    assert len(seen) == 6
    assert len(set(seen)) == 1


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("CREATE TABLE dialogue (a int)", "eines anderen Programms"),
        (
            "CREATE TABLE dialogpult_schema AS SELECT 99 AS version",
            "einer neueren Version",
        ),
    ],
)
def test_a_database_that_is_not_ours_is_left_alone(
    postgres: Server, where: str, statement: str, sentence: str, capsys: Capture
) -> None:
    postgres.say(where, statement)
    assert main(["create", "--title", "T", "--database", where]) == 1
    assert sentence in capsys.readouterr().err
    assert postgres.tables(where) == 1


def test_a_database_that_cannot_hold_every_character_is_refused(
    postgres: Server, capsys: Capture
) -> None:
    with psycopg.connect(postgres.address, autocommit=True) as somebody:
        somebody.execute("CREATE DATABASE narrow ENCODING 'LATIN1' TEMPLATE template0")
    address = postgres.address.replace("/postgres?", "/narrow?")
    assert main(["create", "--title", "T", "--database", address]) == 1
    assert "UTF8" in capsys.readouterr().err


def test_who_may_make_no_tables_is_told_so(postgres: Server, where: str, capsys: Capture) -> None:
    postgres.say(where, "CREATE ROLE guest LOGIN", "GRANT USAGE ON SCHEMA public TO guest")
    address = postgres.address.replace("city@", "guest@")
    assert main(["create", "--title", "T", "--database", address]) == 1
    assert "keine Tabellen anlegen" in capsys.readouterr().err


def test_a_password_is_never_shown(capsys: Capture) -> None:
    address = "postgresql://city:geheim@127.0.0.1:1/dialogpult?connect_timeout=1"
    assert shown(address) == "127.0.0.1:1/dialogpult"
    assert main(["serve", "--port", "0", "--database", address]) == 1
    said = capsys.readouterr().err
    assert "127.0.0.1:1/dialogpult" in said
    assert "geheim" not in said


def test_without_a_server_the_tests_say_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(own, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match=r"^No PostgreSQL server is installed: .*\.$"):
        own.programs()


def test_an_erased_person_stays_erased_in_a_restored_database(postgres: Server, where: str) -> None:
    with running(where) as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        person = new_id()
        lead.push(lead.hand.one(ParticipantAdded(last_name="Zwetschgenmann"), person))
        old = postgres.dumped(where)
        lead.push(lead.hand.one(ParticipantErased(), person))
        token, place = lead.token, lead.place
    assert b"Zwetschgenmann".hex().encode() in old
    postgres.restore(where, old)
    with running(where) as backend, Person(backend.url) as lead:
        lead.token, lead.place = token, place
        assert [one.body is None for one in lead.pull()] == [False, True, False], "and said so"


def test_a_deleted_dialogue_stays_deleted_in_a_restored_database(
    postgres: Server, where: str
) -> None:
    with running(where) as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        old = postgres.dumped(where)
        lead.http.delete(f"/v1/dialogues/{lead.dialogue}", headers=lead.headers)
        token, place = lead.token, lead.place
    postgres.restore(where, old)
    with running(where) as backend, Person(backend.url) as lead:
        lead.token, lead.place = token, place
        assert lead.get("/ops", after=0).status_code == 410


def test_a_bug_in_a_job_harms_no_other_and_shows_nothing_that_people_wrote(
    backend: Running, lead: Person, caplog: pytest.LogCaptureFixture
) -> None:
    def bug(transaction: Transaction) -> None:
        transaction.db.execute("INSERT INTO backend (identity) VALUES (?)", ["Zwetschgenmann"])

    loop = backend.backend.writer._loop  # pyright: ignore[reportAttributeAccessIssue]
    failing = asyncio.run_coroutine_threadsafe(backend.backend.writer.run(bug), loop)
    assert type(failing.exception(20)).__name__ == "Problem"
    assert lead.statuses(lead.hand.note()) == ["accepted"]
    assert "NotNullViolation" in caplog.text
    assert "Zwetschgenmann" not in caplog.text
