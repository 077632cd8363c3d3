"""Members, invitations, sibling devices, presence, deletion."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from city_backend.administration import within
from city_backend.driver import Where
from city_backend.presence import LEASE_MS
from city_backend.presence_memory import MemoryPresence
from city_backend.removal import OF_DIALOGUE
from city_backend.transaction import Transaction
from city_backend.wire import PresenceRequest
from console.domain.codec import decode_head
from tests.backend.operations import new_id
from tests.backend.running import Person, Running, running
from tests.backend.streaming import Streaming

Join = Callable[[str, str], Person]


def members(person: Person) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in person.get("/members").json()["members"]}


def test_the_lead_sees_everybody_and_their_devices(lead: Person, notetaker: Person) -> None:
    found = members(lead)
    assert set(found) == {"Lea Leitung", "Nico Notiz"}
    assert found["Nico Notiz"]["role"] == "notetaker"
    assert [one["device"] for one in found["Nico Notiz"]["devices"]] == [notetaker.hand.device]
    assert [one["name"] for one in found["Lea Leitung"]["devices"]] == ["Notebook"]


def test_others_see_their_own_devices_only(lead: Person, notetaker: Person) -> None:
    found = members(notetaker)
    assert found["Lea Leitung"]["devices"] == []
    assert len(found["Nico Notiz"]["devices"]) == 1


def test_the_lead_invites_for_a_role_and_groups(lead: Person, join: Join) -> None:
    group = new_id()
    answer = lead.post("/invitations", {"role": "notetaker", "groups": [group]})
    assert answer.status_code == 201
    other = join(answer.json()["code"], "Nora")
    assert other.place["groups"] == [group]
    assert other.statuses(other.hand.note(), other.hand.note(scope=group)) == ["denied", "accepted"]
    record = lead.pull()[1]
    assert (record.by, record.role) == (lead.place["member"], "lead")


def test_inviting_and_changing_members_is_for_the_lead(lead: Person, cohost: Person) -> None:
    refused = cohost.post("/invitations", {"role": "lead"})
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    change = {"member": lead.place["member"], "role": "observer"}
    assert cohost.post("/members", change).status_code == 403


def test_a_changed_role_holds_for_the_next_push(lead: Person, notetaker: Person) -> None:
    lead.post("/members", {"member": notetaker.place["member"], "role": "observer"})
    assert notetaker.statuses(notetaker.hand.note()) == ["denied"]
    last = lead.pull()[-1]
    head = decode_head(last.head)
    assert (head.kind, head.n, last.by) == ("member.set", None, lead.place["member"])
    assert msgspec.json.decode(last.body or "") == {"role": "observer"}
    added = decode_head(lead.pull()[1].head)
    assert head.base == (added.op_id,)


def test_changing_nothing_writes_nothing(lead: Person, notetaker: Person) -> None:
    before = lead.pull()
    lead.post("/members", {"member": notetaker.place["member"], "role": "notetaker"})
    assert lead.pull() == before
    assert lead.post("/members", {"member": new_id(), "role": "lead"}).status_code == 404


def test_a_sibling_device_belongs_to_the_same_member(lead: Person, backend: Running) -> None:
    note = lead.hand.note()
    with Person(backend.url) as sibling:
        asked = sibling.pair_request("")
        asked = {name: asked[name] for name in ("device", "device_name", "token_hash")}
        for _ in range(2):
            answer = lead.http.post("/v1/devices", json=asked, headers=lead.headers)
            assert answer.status_code == 200
        sibling.place = answer.json()
        sibling.after, sibling.chain = lead.after, lead.chain
        assert sibling.place["member"] == lead.place["member"]
        assert sibling.statuses(note) == ["accepted"]
    last = lead.pull()[-1]
    assert (last.by, last.device) == (lead.place["member"], asked["device"])


def test_a_token_of_another_device_cannot_be_taken(lead: Person, notetaker: Person) -> None:
    asked = notetaker.pair_request("")
    taken = {"device": new_id(), "device_name": "", "token_hash": asked["token_hash"]}
    assert lead.http.post("/v1/devices", json=taken, headers=lead.headers).status_code == 400


def test_devices_of_others_are_for_the_lead_to_revoke(lead: Person, notetaker: Person) -> None:
    path = f"/v1/devices/{lead.hand.device}"
    assert notetaker.http.delete(path, headers=notetaker.headers).status_code == 403
    own = f"/v1/devices/{notetaker.hand.device}"
    assert notetaker.http.delete(own, headers=notetaker.headers).status_code == 204
    unknown = f"/v1/devices/{new_id()}"
    assert lead.http.delete(unknown, headers=lead.headers).status_code == 404


def test_deleting_is_for_the_lead_and_for_good(
    backend: Running, lead: Person, cohost: Person
) -> None:
    lead.push(lead.hand.note("Zwetschgenmann"))
    path = f"/v1/dialogues/{lead.dialogue}"
    assert cohost.http.delete(path, headers=cohost.headers).status_code == 403
    assert lead.http.delete(path, headers=lead.headers).status_code == 204
    gone = lead.get("/ops", after=0)
    assert (gone.status_code, gone.json()["code"]) == (410, "dialogue_deleted")
    assert cohost.ask_to_push([cohost.hand.note()]).status_code == 410
    assert lead.http.delete(path, headers=lead.headers).status_code == 410
    left = {table: within(backend.database, rows_of(table)) for table in OF_DIALOGUE}
    assert left == dict.fromkeys(OF_DIALOGUE, 0)


def rows_of(table: str) -> Callable[[Transaction], int]:
    return lambda one: one.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_what_is_deleted_is_everything_that_names_a_dialogue(backend: Running) -> None:
    assert isinstance(backend.database, Path)
    with closing(sqlite3.connect(backend.database)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM pragma_table_list")]
        named = {
            table
            for table in tables
            for row in db.execute(f"PRAGMA table_info({table})")
            if row[1] == "dialogue"
        }
    assert named == set(OF_DIALOGUE)


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_deleted_words_leave_every_file_while_the_backend_runs(
    backend: Running, lead: Person
) -> None:
    lead.push(lead.hand.note("Zwetschgenmann"))
    lead.http.delete(f"/v1/dialogues/{lead.dialogue}", headers=lead.headers)
    pause = threading.Event()
    assert isinstance(backend.database, Path)
    while any(b"Zwetschgenmann" in file.read_bytes() for file in backend.database.parent.iterdir()):
        pause.wait(0.01)


def test_who_is_there_is_told_to_all(lead: Person, notetaker: Person) -> None:
    editing = new_id()
    with Streaming(lead) as stream:
        stream.next("presence")
        before = time.time_ns() // 1_000_000 - 5
        answer = notetaker.put_presence(editing=[editing], outbox=3, seq=2)
        assert answer.json() == {"lease_ms": LEASE_MS, "head": notetaker.place["head"]}
        (present,) = stream.next("presence")["presence"]
        after = time.time_ns() // 1_000_000 + 5
    assert before <= present.pop("seen_at") <= after
    assert present == {
        "member": notetaker.place["member"],
        "device": notetaker.hand.device,
        "role": "notetaker",
        "online": True,
        "view": "notes",
        "editing": [editing],
        "outbox": 3,
        "seq": 2,
    }
    (again,) = lead.get("/ops", after=0).json()["presence"]
    again.pop("seen_at")
    assert again == present


class Alone:
    """Who is there, in memory, at any time."""

    def __init__(self) -> None:
        self.now = 0.0
        self.presence = MemoryPresence(
            lambda: self.now, lambda: 1_000 + round(self.now), self.nobody
        )

    async def nobody(self, _dialogue: str) -> frozenset[str]:
        return frozenset()

    def report(self, device: str, **said: object) -> bool:
        asked = PresenceRequest(**{"view": "live", **said})
        told = self.presence.report("d", member="m", device=device, role="lead", said=asked)
        return asyncio.run(told)

    def darkened(self) -> set[str]:
        return asyncio.run(self.presence.darkened())


def test_who_falls_silent_goes_dark_and_its_outbox_count_stays() -> None:
    alone = Alone()
    alone.report("a", outbox=7)
    alone.now = LEASE_MS - 1
    assert alone.darkened() == set()
    alone.now = LEASE_MS
    assert alone.darkened() == {"d"}
    assert alone.darkened() == set()
    (dark,) = asyncio.run(alone.presence.of("d"))
    assert (dark.online, dark.view, dark.outbox) == (False, "", 7)
    assert dark.seen_at == 1_000


def test_reading_on_is_no_news_but_another_view_is() -> None:
    alone = Alone()
    assert alone.report("a", seq=1)
    alone.now += 1
    assert not alone.report("a", seq=2)
    assert alone.report("a", seq=2, view="notes")


def test_two_digests_at_one_place_are_counted() -> None:
    alone = Alone()
    alone.report("a", seq=5, digest="x")
    alone.report("b", seq=5, digest="x")
    alone.report("b", seq=6, digest="y")
    assert alone.presence.differing_digests == 0
    alone.report("a", seq=6, digest="z")
    assert alone.presence.differing_digests == 1


def test_everything_is_there_after_a_restart(where: Where) -> None:
    with running(where) as first:
        person = Person(first.url).pair(first.create()[1]["lead"])
        person.push(*person.hand.notes(3))
        before = person.pull()
    with running(where) as second, Person(second.url) as later:
        later.token, later.hand, later.place = person.token, person.hand, person.place
        later.after, later.chain = person.after, person.chain
        assert second.backend.identity == first.backend.identity
        assert later.pull() == before
        assert later.statuses(later.hand.note()) == ["accepted"]
    person.http.close()
