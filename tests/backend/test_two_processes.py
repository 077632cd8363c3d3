"""Two backends on one PostgreSQL: what happens at one is so at the other."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from city_backend import hub
from city_backend.attempts import PER_ADDRESS
from city_backend.driver_postgres import PostgresDriver
from city_backend.hints_postgres import Hints
from city_backend.transaction_postgres import NOW
from console.domain.members import LeadClaimed
from console.domain.roster import ParticipantAdded, ParticipantErased
from tests.backend.operations import new_id
from tests.backend.postgres import Server
from tests.backend.running import Person, Running, running
from tests.backend.streaming import Streaming
from tests.backend.test_long_poll import Waiting, waits
from tests.backend.test_races import Process, made_on, push_salvage_and_adopt, write_and_read


@pytest.fixture
def where(postgres: Server) -> str:
    return postgres.corner()


@pytest.fixture(autouse=True)
def hints_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever one process sees of the other here, a hint has told it."""
    monkeypatch.setattr(PostgresDriver, "poll_s", None)
    monkeypatch.setattr(hub, "HEARTBEAT_S", 3600)


@pytest.fixture
def other(backend: Running) -> Iterator[Running]:
    """The second process, as far as the database can tell."""
    with running(backend.database) as one:
        yield one


def at(backend: Running, person: Person, stack: ExitStack) -> Person:
    """The same console at another process."""
    same = stack.enter_context(Person(backend.url, person.name))
    same.hand, same.token, same.place = person.hand, person.token, person.place
    same.after, same.chain = person.after, person.chain
    return same


@pytest.fixture
def there(other: Running, notetaker: Person, stack: ExitStack) -> Person:
    """The note-taker, connected to the other process."""
    return at(other, notetaker, stack)


def test_a_note_reaches_a_stream_of_the_other_process(lead: Person, there: Person) -> None:
    with Streaming(there) as stream:
        for _ in range(3):
            lead.push(*lead.hand.notes(2))
        assert stream.records(until=there.after + 6) == lead.pull(there.after, there.chain)


def test_a_waiting_request_is_answered_by_a_push_at_the_other_process(
    other: Running, lead: Person, there: Person
) -> None:
    waiting = Waiting(there)
    waits(other, lead.dialogue)
    note = lead.hand.note()
    lead.push(note)
    records = waiting.answer()["records"]
    assert isinstance(records, list)
    assert [record["head"] for record in records] == [note.head]


def test_what_no_hint_told_of_is_found_all_the_same(
    monkeypatch: pytest.MonkeyPatch, where: str, stack: ExitStack
) -> None:
    async def deaf(_: Hints) -> None:
        """Never hear of anything."""

    monkeypatch.setattr(Hints, "follow", deaf)
    monkeypatch.setattr(PostgresDriver, "poll_s", 0.05)
    with (
        running(where) as one,
        running(where) as two,
        Person(one.url) as lead,
        ExitStack() as stack,
    ):
        lead.pair(one.create()[1]["lead"])
        there = at(two, lead, stack)
        with Streaming(there) as stream:
            lead.push(lead.hand.note())
            assert len(stream.records(until=there.after + 1)) == 1
            lead.http.delete(f"/v1/dialogues/{lead.dialogue}", headers=lead.headers)
            assert stream.next("bye") == {"reason": "deleted"}


def test_who_is_there_is_told_at_the_other_process(lead: Person, there: Person) -> None:
    with Streaming(there) as stream:
        assert stream.next("presence") == {"presence": []}
        lead.put_presence(outbox=3, seq=1)
        (present,) = stream.next("presence")["presence"]
        assert (present["device"], present["outbox"], present["online"]) == (
            lead.hand.device,
            3,
            True,
        )
    assert there.get("/ops", after=0).json()["presence"] == [present]


def test_who_falls_silent_goes_dark_everywhere_and_its_outbox_count_stays(
    backend: Running, postgres: Server, lead: Person, there: Person
) -> None:
    lead.put_presence(outbox=7)
    postgres.say(backend.database, "UPDATE presence SET ends_at = ends_at - 26000")
    (dark,) = there.get("/ops", after=0).json()["presence"]
    assert (dark["online"], dark["view"], dark["outbox"]) == (False, "", 7)


def test_a_lease_that_is_over_is_news_once_at_each_process(
    backend: Running, other: Running, postgres: Server, lead: Person
) -> None:
    def darkened(at: Running) -> set[str]:
        loop = at.backend.writer._loop  # pyright: ignore[reportAttributeAccessIssue]
        asked = asyncio.run_coroutine_threadsafe(at.backend.presence.darkened(), loop)
        return asked.result(20)

    lead.put_presence()
    both = (backend, other)
    assert [darkened(one) for one in both] == [set(), set()]
    postgres.say(backend.database, f"UPDATE presence SET ends_at = {NOW}")
    assert [darkened(one) for one in both] == [{lead.dialogue}] * 2
    assert [darkened(one) for one in both] == [set(), set()]


def test_two_digests_at_one_place_are_counted(
    backend: Running, other: Running, lead: Person, there: Person
) -> None:
    lead.put_presence(seq=2, digest="x")
    there.put_presence(seq=2, digest="x")
    assert other.backend.presence.differing_digests == 0
    there.put_presence(seq=2, digest="y")
    assert other.backend.presence.differing_digests == 1
    assert backend.backend.presence.differing_digests == 0


End = Callable[[Person, Person], object]


def revoke_member(lead: Person, person: Person) -> None:
    lead.post("/members", {"member": person.place["member"], "revoked": True})


def revoke_device(lead: Person, person: Person) -> None:
    lead.http.delete(f"/v1/devices/{person.hand.device}", headers=lead.headers)


def change_role(lead: Person, person: Person) -> None:
    lead.post("/members", {"member": person.place["member"], "role": "observer"})


def delete(lead: Person, _: Person) -> None:
    lead.http.delete(f"/v1/dialogues/{lead.dialogue}", headers=lead.headers)


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (revoke_member, "revoked"),
        (revoke_device, "revoked"),
        (change_role, "role_changed"),
        (delete, "deleted"),
    ],
)
def test_streams_at_the_other_process_end(
    lead: Person, there: Person, end: End, reason: str
) -> None:
    with Streaming(there) as stream:
        end(lead, there)
        assert stream.next("bye") == {"reason": reason}


def test_a_claim_of_the_lead_counts_at_the_other_process(
    other: Running, cohost: Person, stack: ExitStack
) -> None:
    same = at(other, cohost, stack)
    with Streaming(same) as stream:
        cohost.push(cohost.hand.one(LeadClaimed(), cohost.place["member"]))
        assert stream.next("bye") == {"reason": "role_changed"}
    assert same.post("/invitations", {"role": "observer"}).status_code == 201


def test_an_erasure_blanks_what_the_other_process_has_in_memory(
    lead: Person, other: Running, stack: ExitStack
) -> None:
    person, start, there = new_id(), lead.place["head"], at(other, lead, stack)
    with Streaming(there) as stream:
        lead.push(lead.hand.one(ParticipantAdded(last_name="Zwetschgenmann"), person))
        assert "Zwetschgenmann" in str(stream.records(until=start + 1))
        lead.push(lead.hand.one(ParticipantErased(), person))
        stream.records(until=start + 2)
        with Streaming(there) as late:
            assert "Zwetschgenmann" not in str(late.records(until=start + 2))


def test_wrong_codes_are_counted_at_both_together(backend: Running, other: Running) -> None:
    codes = backend.create()[1]
    with Person(backend.url) as one, Person(other.url) as two:
        for n in range(PER_ADDRESS):
            assert (one if n % 2 else two).ask_to_pair("AAAAAAAA").json()["code"] == "wrong_code"
        for person in (one, two):
            assert person.ask_to_pair(codes["lead"]).json()["code"] == "too_many_attempts"


def test_a_code_is_good_once_although_many_take_it_at_the_same_time(
    backend: Running, other: Running, lead: Person
) -> None:
    code = lead.post("/invitations", {"role": "observer"}).json()["code"]
    start, statuses = threading.Barrier(8), []

    def take(url: str) -> None:
        with Person(url) as person:
            start.wait(20)
            statuses.append(person.ask_to_pair(code).status_code)

    takers = [
        threading.Thread(target=take, args=[one.url]) for one in (backend, other) for _ in range(4)
    ]
    for thread in takers:
        thread.start()
    for thread in takers:
        thread.join(20)
    assert sorted(statuses) == [200] + [403] * 7


def test_the_same_note_at_both_is_written_once(lead: Person, other: Running) -> None:
    with ExitStack() as stack:
        there = at(other, lead, stack)
        notes, results = lead.hand.notes(50), []
        pushing = [
            threading.Thread(target=lambda one=one: results.append(one.statuses(*notes)))
            for one in (lead, there)
        ]
        for thread in pushing:
            thread.start()
        for thread in pushing:
            thread.join(20)
    assert sorted(results) == [["accepted"] * 50, ["duplicate"] * 50]
    assert len(lead.pull()) == 51


def test_an_old_copy_put_in_place_is_met_with_a_question_not_with_old_memory(
    backend: Running, postgres: Server, lead: Person, there: Person
) -> None:
    with Streaming(there) as stream:
        lead.push(*lead.hand.notes(3))
        stream.records(until=there.after + 3)
        before = lead.pull()
        postgres.say(
            backend.database,
            "DELETE FROM op WHERE seq > 3",
            "UPDATE dialogue SET head = 3, chain = (SELECT decode(op.chain, 'hex') FROM op"
            " WHERE op.dialogue = dialogue.id AND seq = 3)",
        )
        lead.after, lead.chain = before[-1].seq, before[-1].chain
        refused = lead.ask_to_push([lead.hand.note()])
        assert (refused.status_code, refused.json()["code"]) == (409, "history_diverged")
        lead.after, lead.chain = before[2].seq, before[2].chain
        assert lead.statuses(lead.hand.note()) == ["accepted"]
        assert stream.next("bye") == {"reason": "stopping"}
    assert there.get("/ops", after=before[-1].seq, chain=before[-1].chain).status_code == 409
    assert [one.seq for one in there.pull()] == [1, 2, 3, 4]


def test_sixteen_writers_at_two_processes_leave_one_gapless_log(tmp_path: Path, where: str) -> None:
    database = ("--database", where)
    made = made_on(tmp_path, *database)
    processes = [Process(tmp_path, *database) for _ in range(2)]
    with Person(processes[0].url) as lead:
        lead.pair(made["codes"]["lead"])
        urls = [one.url for one in processes]
        write_and_read(lead, urls)
        push_salvage_and_adopt(lead, urls)
    assert [one.end(signal.SIGTERM) for one in processes] == [0, 0]


def test_a_process_that_is_killed_leaves_the_others_at_work(tmp_path: Path, where: str) -> None:
    database = ("--database", where)
    made = made_on(tmp_path, *database)
    first, second = (Process(tmp_path, *database) for _ in range(2))
    with Person(first.url) as lead, ExitStack() as stack:
        lead.pair(made["codes"]["lead"])
        same = stack.enter_context(Person(second.url))
        same.hand, same.token, same.place = lead.hand, lead.token, lead.place
        same.after, same.chain = lead.after, lead.chain
        with Streaming(same) as stream:
            lead.push(lead.hand.note())
            first.end(signal.SIGKILL)
            assert same.statuses(same.hand.note()) == ["accepted"]
            assert len(stream.records(until=lead.after + 2)) == 2
    assert second.end(signal.SIGTERM) == 0
