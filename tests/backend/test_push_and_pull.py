"""What is pushed comes back, in order, hashed and chained, and once."""

import logging

import pytest
from msgspec.structs import replace

from console.domain.codec import chain_start, continues
from tests.backend.operations import new_id, wire
from tests.backend.running import Person
from tests.backend.streaming import Streaming


def test_a_pushed_note_comes_back_as_the_bytes_that_were_sent(lead: Person) -> None:
    note = lead.hand.note("Grünes Licht für Räder 🚲")
    assert lead.statuses(note) == ["accepted"]
    record = lead.pull()[-1]
    assert (record.head, record.body, record.salt) == (note.head, note.body, note.salt)
    assert record.by == lead.place["member"]
    assert record.device == lead.hand.device
    assert record.role == "lead"


def test_the_log_is_gapless_and_chained_from_the_nonce(lead: Person, notetaker: Person) -> None:
    lead.push(*lead.hand.notes(3))
    notetaker.push(*notetaker.hand.notes(3))
    records = notetaker.pull()
    assert [record.seq for record in records] == list(range(1, len(records) + 1))
    chain = chain_start(lead.dialogue, lead.place["nonce"])
    for record in records:
        assert continues(record, chain)
        chain = bytes.fromhex(record.chain)


def test_forged_stamps_are_overwritten(lead: Person, notetaker: Person) -> None:
    other = new_id()
    forged = {
        **wire([notetaker.hand.note()])[0],
        "by": lead.place["member"],
        "device": other,
        "role": "lead",
        "seq": 99,
        "received_at": 1,
        "chain": "0" * 64,
        "body_hash": "0" * 64,
        "op_hash": "0" * 64,
        "origin": {"by": other, "device": other, "role": "lead", "received_at": 1, "via": other},
    }
    said = {"after": notetaker.after, "chain": notetaker.chain, "ops": [forged]}
    assert notetaker.post("/ops", said).json()["results"][0]["status"] == "accepted"
    record = lead.pull()[-1]
    assert (record.by, record.device) == (notetaker.place["member"], notetaker.hand.device)
    assert (record.role, record.seq, record.origin) == ("notetaker", 3, None)
    assert record.received_at > 1
    assert continues(record, bytes.fromhex(lead.pull()[-2].chain))


def test_nothing_that_people_wrote_gets_into_a_log_file(
    lead: Person, notetaker: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Streaming(notetaker) as stream:
        lead.push(lead.hand.note("Zwetschgenmann"))
        stream.records(until=notetaker.after + 1)
    lead.ask_to_pair("SECRETCODE")
    lead.ask_to_push([replace(lead.hand.note("Zwetschgenmann"), head="{")])
    ours = [one for one in caplog.records if not one.name.startswith(("httpx", "httpcore"))]
    said = "".join(logging.Formatter().format(one) for one in ours)
    for secret in ("Zwetschgenmann", "Nico", lead.token, notetaker.token, "SECRETCODE"):
        assert secret not in said


def test_a_second_push_of_the_same_bytes_is_a_duplicate_with_the_first_number(lead: Person) -> None:
    note = lead.hand.note()
    first = lead.push(note)[0]
    second = lead.push(note)[0]
    assert second == {"op_id": first["op_id"], "status": "duplicate", "seq": first["seq"]}
