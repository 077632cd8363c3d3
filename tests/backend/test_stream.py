"""The stream: a faster pull, with the same records and checks."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

from city_backend.administration import create_dialogue, within
from city_backend.backend import Backend
from city_backend.driver import Where
from city_backend.log import Stamp
from city_backend.reading import Stretch
from city_backend.sample import nothing_yet
from city_backend.stream import Stream
from console.domain.members import LeadClaimed, MemberAdded
from console.domain.ops import Fact
from tests.backend.operations import new_id
from tests.backend.running import Person, Running
from tests.backend.streaming import Streaming
from tests.backend.test_acceptance import NOTE


def test_the_stream_begins_with_hello_and_who_is_there(lead: Person) -> None:
    with Streaming(lead) as stream:
        assert stream.answer.headers["content-type"].startswith("text/event-stream")
        assert stream.hello["head"] == lead.place["head"]
        assert stream.hello["chain"] == lead.place["chain"]
        assert stream.hello["pairing_closed_until"] is None
        assert stream.next("presence") == {"presence": []}


def test_a_note_reaches_the_other_console_as_the_log_has_it(
    lead: Person, notetaker: Person
) -> None:
    with Streaming(notetaker) as stream:
        lead.push(lead.hand.note("Mehr Licht"))
        streamed = stream.records(until=notetaker.after + 1)
    assert streamed == notetaker.pull(notetaker.after, notetaker.chain)


def test_only_ops_move_the_cursor(lead: Person) -> None:
    with Streaming(lead) as stream:
        lead.put_presence()
        lead.push(lead.hand.note())
        for name, _, seq in stream.events():
            assert (seq is not None) == (name == "ops")
            if name == "ops":
                assert seq == lead.after + 1
                return


def test_a_stream_from_far_behind_catches_up_page_by_page(lead: Person) -> None:
    for _ in range(3):
        lead.push(*lead.hand.notes(450))
    with Streaming(lead, after=0) as stream:
        records = stream.records(until=lead.place["head"] + 1350)
        assert [one.seq for one in records] == list(range(1, lead.place["head"] + 1351))


def test_last_event_id_is_where_a_stream_goes_on(lead: Person) -> None:
    lead.push(*lead.hand.notes(3))
    resume = {"last-event-id": str(lead.after + 2)}
    with Streaming(lead, after=lead.after, **resume) as stream:
        assert stream.records(until=lead.after + 3)[0].seq == lead.after + 3


def test_an_action_comes_in_one_event(lead: Person) -> None:
    with Streaming(lead) as stream:
        lead.push(*lead.hand.notes(400))
        action = lead.hand.action(*(Fact(entity=new_id(), body=NOTE) for _ in range(300)))
        lead.push(*lead.hand.notes(10), *action, *lead.hand.notes(10))
        sizes = []
        while stream.cursor < lead.after + 720:
            records = stream.next("ops")["records"]
            stream.cursor = records[-1]["seq"]
            sizes.append([action[0].head in {one["head"] for one in records}, len(records)])
            first = sum(one["head"] in {each.head for each in action} for one in records)
            assert first in {0, 300}


def test_a_cursor_of_another_history_gets_a_problem_instead_of_a_stream(lead: Person) -> None:
    answer = lead.get("/stream", after=lead.after, chain="0" * 64)
    assert (answer.status_code, answer.json()["code"]) == (409, "history_diverged")
    assert lead.get("/stream", after=99, chain="0" * 64).status_code == 409


def test_open_streams_say_goodbye_when_the_backend_stops(
    backend: Running, lead: Person, notetaker: Person
) -> None:
    with Streaming(lead) as one, Streaming(notetaker) as other:
        backend.stop()
        for stream in (one, other):
            assert stream.next("bye") == {"reason": "stopping"}
            assert stream.ends()


async def nothing() -> dict[str, object]:
    return {}


def test_a_stream_that_begins_while_the_backend_stops_ends_at_once(where: Where) -> None:
    async def whole() -> list[bytes]:
        backend = Backend(where)
        now = backend.real.wall_ms()
        dialogue = within(where, lambda one: create_dialogue(one, "T", nothing_yet, now))
        backend.start()
        backend.hub.close()
        begin = Stretch(
            items=[], head=Stamp(seq=0, chain=b""), roles=frozenset({"lead"}), device="", member=""
        )
        stream = Stream(
            dialogue,
            begin,
            0,
            hub=backend.hub,
            reader=backend.reader,
            activity=backend.activity,
            about=nothing,
            seen=lambda: None,
        )
        async with asyncio.timeout(10):
            said = [one async for one in stream.events()]
            await backend.stop()
            return said

    last = asyncio.run(whole())[-1]
    assert last.startswith(b"event: bye")
    assert b"stopping" in last


def test_what_was_committed_while_a_stream_began_is_not_missed(where: Where) -> None:
    async def whole() -> bytes:
        backend = Backend(where)
        facts = [Fact(entity=new_id(), body=MemberAdded(name="Kim", role="lead"))]
        dialogue = within(where, lambda one: create_dialogue(one, "T", lambda _: facts, 1))
        start = within(where, lambda one: one.log(dialogue).chain_at(0))
        member = facts[0].entity
        begin = Stretch(
            items=[],
            head=Stamp(seq=0, chain=start or b""),
            roles=frozenset({"lead"}),
            device="",
            member=member,
        )
        backend.start()
        stream = Stream(
            dialogue,
            begin,
            0,
            hub=backend.hub,
            reader=backend.reader,
            activity=backend.activity,
            about=nothing,
            seen=lambda: None,
        )
        async with asyncio.timeout(10):
            found = [one async for one in until_ops(stream)][-1]
            await backend.stop()
            return found

    assert b'"seq":1' in asyncio.run(whole())


async def until_ops(stream: Stream) -> AsyncIterator[bytes]:
    async for one in stream.events():
        yield one
        if b"event: ops" in one:
            return


def test_a_revoked_member_reads_no_further(lead: Person, notetaker: Person) -> None:
    with Streaming(notetaker) as stream:
        lead.post("/members", {"member": notetaker.place["member"], "revoked": True})
        assert stream.next("bye") == {"reason": "revoked"}
    assert notetaker.get("/ops", after=0).json()["code"] == "revoked"
    results = notetaker.push(notetaker.hand.note())
    assert (results[0]["status"], results[0]["reason"]) == ("denied", "revoked")


def test_a_revoked_device_reads_no_further(lead: Person, notetaker: Person) -> None:
    with Streaming(notetaker) as stream:
        device = notetaker.hand.device
        assert lead.http.delete(f"/v1/devices/{device}", headers=lead.headers).status_code == 204
        assert stream.next("bye") == {"reason": "revoked"}
    assert notetaker.get("/ops", after=0).status_code == 403
    results = notetaker.push(notetaker.hand.note())
    assert (results[0]["status"], results[0]["reason"]) == ("denied", "revoked")


def test_another_role_begins_another_stream(
    lead: Person, cohost: Person, join: Callable[[str, str], Person]
) -> None:
    with Streaming(cohost) as stream:
        lead.post("/members", {"member": cohost.place["member"], "role": "observer"})
        assert stream.next("bye") == {"reason": "role_changed"}


def test_a_claim_of_the_lead_begins_another_stream(cohost: Person) -> None:
    with Streaming(cohost) as stream:
        cohost.push(cohost.hand.one(LeadClaimed(), cohost.place["member"]))
        assert stream.next("bye") == {"reason": "role_changed"}


def test_a_deleted_dialogue_ends_its_streams(lead: Person, notetaker: Person) -> None:
    with Streaming(notetaker) as stream:
        lead.http.delete(f"/v1/dialogues/{lead.dialogue}", headers=lead.headers)
        assert stream.next("bye") == {"reason": "deleted"}


def test_a_tail_that_nobody_reads_is_let_go_and_comes_back(backend: Running, lead: Person) -> None:
    hub = backend.backend.hub
    with Streaming(lead) as stream:
        hub.let_go()
        lead.push(lead.hand.note())
        assert len(stream.records(until=lead.after + 1)) == 1
    pause = threading.Event()
    while hub.streams:
        pause.wait(0.005)
    hub.let_go()
    assert hub._tails == {}
    lead.push(lead.hand.note())
    with Streaming(lead) as stream:
        lead.push(lead.hand.note())
        assert len(stream.records(until=lead.after + 3)) == 3
