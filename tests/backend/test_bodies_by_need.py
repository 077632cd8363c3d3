"""Who receives whose words: names, contacts, trouble with the technique."""

import msgspec

from console.domain.codec import chain_start, continues
from console.domain.ops import Record
from console.domain.roster import (
    ParticipantAdded,
    ParticipantContactSet,
    ParticipantErased,
    TechCaseOpened,
)
from tests.backend.operations import new_id
from tests.backend.running import Person
from tests.backend.streaming import Streaming


def people(lead: Person) -> None:
    person = new_id()
    lead.push(
        lead.hand.one(ParticipantAdded(last_name="Zwetschgenmann"), person),
        lead.hand.one(ParticipantContactSet(email="z@example.org"), person),
        lead.hand.one(TechCaseOpened(participant=person, problem="no_sound"), new_id()),
        lead.hand.note("Mehr Bänke"),
    )


def seen(records: list[Record]) -> list[str]:
    """The kinds whose words came along, of what is not about members."""
    kinds = [(msgspec.json.decode(record.head)["kind"], record) for record in records]
    return [kind for kind, one in kinds if one.body is not None and not kind.startswith("member")]


def test_each_role_reads_what_it_needs(
    lead: Person, cohost: Person, notetaker: Person, observer: Person
) -> None:
    people(lead)
    everything = ["participant.added", "participant.contact_set", "tech_case.opened", "note.added"]
    assert seen(lead.pull()) == everything
    assert seen(cohost.pull()) == everything
    assert seen(notetaker.pull()) == ["participant.added", "note.added"]
    assert seen(observer.pull()) == ["note.added"]


def test_what_is_left_out_leaves_no_salt_and_the_chain_whole(
    lead: Person, observer: Person
) -> None:
    people(lead)
    chain = chain_start(lead.dialogue, lead.place["nonce"])
    for record in observer.pull():
        assert continues(record, chain)
        assert (record.body is None) == (record.salt is None)
        chain = bytes.fromhex(record.chain)


def test_the_stream_says_no_more_than_the_log(lead: Person, observer: Person) -> None:
    with Streaming(observer) as stream:
        people(lead)
        assert seen(stream.records(until=observer.place["head"] + 4)) == ["note.added"]


def test_an_erasure_blanks_what_is_still_in_memory(lead: Person) -> None:
    person, start = new_id(), lead.place["head"]
    with Streaming(lead) as stream:
        lead.push(lead.hand.one(ParticipantAdded(last_name="Zwetschgenmann"), person))
        assert "Zwetschgenmann" in str(stream.records(until=start + 1))
        lead.push(lead.hand.one(ParticipantErased(), person))
        stream.records(until=start + 2)
    with Streaming(lead) as late:
        assert "Zwetschgenmann" not in str(late.records(until=start + 2))
