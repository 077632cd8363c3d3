"""Salvage as consoles offer it, on every database."""

from collections.abc import Callable
from pathlib import Path

from city_backend.administration import within
from city_backend.core import Author
from console.domain.notes import NoteAdded, Place
from console.domain.ops import Operation, Record, Salvaged
from console.domain.roster import ParticipantErased, TechCaseOpened
from console.storage.minting import Identity
from console.storage.store import Store
from tests.backend.bringing import (
    ONCE,
    brought,
    brought_back,
    decided,
    offered,
    op_id,
    waiting,
)
from tests.backend.operations import Hand, new_id, wire
from tests.backend.running import Person, Running

NOTE = NoteAdded(text="Mehr Bänke", place=Place(order="V"))


def test_console_and_city_agree_on_a_record_that_came_back(
    tmp_path: Path, backend: Running, lead: Person, notetaker: Person
) -> None:
    """The console's own code checks the chain and shows the author."""
    hand, author = Hand(), Author(member=notetaker.place["member"], device=new_id())
    entity = new_id()
    added = hand.one(NOTE, entity)
    assert [one["status"] for one in offered(lead, [brought(added, author, "notetaker")])] == [
        "accepted"
    ]
    records = lead.pull()
    identity = Identity(device=new_id(), member=new_id(), role="lead")
    clock = backend.backend.real
    path = tmp_path / "a.dialogpult"
    nonce = lead.place["nonce"]
    store = Store.create(path, lead.dialogue, clock, identity, nonce=nonce)
    try:
        store.replica.receive(records)
        assert store.replica.position.chain == records[-1].chain
        note = store.state.notes[entity]
        assert note.text.text == "Mehr Bänke"
        head = note.text.versions[0]
        assert (head.by, head.role) == (author.member, "notetaker")
        row = store._writer.db.execute(
            "SELECT first_received_at FROM ops WHERE seq = ?", [len(records)]
        )
        assert row.fetchone()[0] == ONCE
    finally:
        store.close()


def test_what_is_no_record_harms_no_neighbour(lead: Person, notetaker: Person) -> None:
    hand, author = Hand(), Author(member=notetaker.place["member"], device=new_id())
    first, spoilt, last = wire([brought(hand.note(), author, "notetaker") for _ in range(3)])
    bad = [7, {}, {**spoilt, "role": "king"}, {**spoilt, "by": "x"}, {**spoilt, "op_hash": 1}]
    said = {"after": lead.after, "chain": lead.chain, "records": [first, *bad, last]}
    results = lead.post("/salvage", said).json()["results"]
    assert [one["status"] for one in results] == ["accepted", *["invalid"] * 5, "accepted"]


def test_an_offer_is_held_against_the_log_of_who_makes_it(lead: Person) -> None:
    said = {"after": lead.after, "chain": "0" * 64, "records": []}
    answer = lead.post("/salvage", said)
    assert (answer.status_code, answer.json()["code"]) == (409, "history_diverged")


def test_an_offer_holds_five_hundred_records(lead: Person, notetaker: Person) -> None:
    hand, author = Hand(), Author(member=notetaker.place["member"], device=new_id())
    rows = [brought(note, author, "notetaker") for note in hand.notes(501)]
    said = {"after": lead.after, "chain": lead.chain, "records": wire(rows)}
    answer = lead.post("/salvage", said)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert {one["status"] for one in offered(lead, rows[:500])} == {"accepted"}


def test_only_members_offer(
    backend: Running, lead: Person, join: Callable[[str, str], Person]
) -> None:
    other = join(backend.create("Andere Stadt")[1]["lead"], "Anna Anders")
    said = {"after": 0, "chain": "0" * 64, "records": []}
    path = f"/v1/dialogues/{lead.dialogue}/salvage"
    assert other.http.post(path, json=said, headers=other.headers).status_code == 404
    assert other.http.post(path, json=said).status_code == 401


def record_of(log: list[Record], operation: Operation) -> Record:
    return next(one for one in log if one.head == operation.head)


def test_a_restored_city_gets_back_what_others_wrote_with_first_receipt_and_author(
    lead: Person, notetaker: Person
) -> None:
    """The author never returns; its words were in another history of the same dialogue."""
    note = notetaker.hand.note()
    author = Author(member=notetaker.place["member"], device=notetaker.hand.device)
    row: Salvaged = brought(note, author, "notetaker", first_received_at=ONCE - 5)
    assert [one["status"] for one in offered(lead, [row])] == ["accepted"]
    record = record_of(lead.pull(), note)
    assert record.first_received_at == ONCE - 5
    assert record.origin is not None
    assert record.origin.by == notetaker.place["member"]
    assert notetaker.statuses(note) == ["duplicate"], "the author comes back after all"


def test_what_others_offer_waits_for_the_lead(
    lead: Person, notetaker: Person, observer: Person
) -> None:
    author = Author(member=notetaker.place["member"], device=notetaker.hand.device)
    rows = [
        brought(notetaker.hand.note("aus dem Log"), author, "notetaker"),
        brought(notetaker.hand.note("aus der Datei"), author, "notetaker", seq=None),
    ]
    assert [one["status"] for one in offered(observer, rows)] == ["parked"] * 2
    parked = waiting(lead)
    assert [one["reason"] for one in parked] == ["salvage", "offered"]
    assert {one["offered_by"] for one in parked} == {observer.place["member"]}
    assert {one["by"] for one in parked} == {notetaker.place["member"]}
    assert decided(lead, adopt=[one["op_id"] for one in parked]) == ["accepted"] * 2
    origins = [one.origin for one in lead.pull()[-2:]]
    assert {one.via for one in origins if one is not None} == {observer.hand.device}
    assert waiting(lead) == []


def test_an_empty_record_is_filled_for_those_who_read_again(
    backend: Running, lead: Person, notetaker: Person, observer: Person
) -> None:
    note = notetaker.hand.note()
    notetaker.push(note)
    row = brought_back(lead.pull()[-1])
    within(
        backend.database,
        lambda one: one.db.execute(
            "UPDATE op SET body = NULL, salt = NULL WHERE op_id = ?", [op_id(note)]
        ),
    )
    assert lead.pull()[-1].body is None
    (result,) = offered(observer, [row])
    assert (result["status"], result["filled"]) == ("duplicate", True)
    record = lead.pull()[-1]
    assert (record.body, record.salt) == (note.body, note.salt)
    assert "filled" not in offered(observer, [row])[0]


def test_who_is_erased_stays_nameless_in_what_comes_back(lead: Person) -> None:
    hand, person = Hand(), new_id()
    author = Author(member=lead.place["member"], device=new_id())
    case = hand.one(TechCaseOpened(participant=person, problem="other", text="Frau Klein"))
    lead.push(lead.hand.one(ParticipantErased(), person))
    assert [one["status"] for one in offered(lead, [brought(case, author, "lead")])] == ["accepted"]
    assert lead.pull()[-1].body is None
