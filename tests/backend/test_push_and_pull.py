"""What is pushed comes back, in order, hashed and chained, and once."""

from console.domain.codec import chain_start, continues
from tests.backend.running import Person


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


def test_a_second_push_of_the_same_bytes_is_a_duplicate_with_the_first_number(lead: Person) -> None:
    note = lead.hand.note()
    first = lead.push(note)[0]
    second = lead.push(note)[0]
    assert second == {"op_id": first["op_id"], "status": "duplicate", "seq": first["seq"]}
