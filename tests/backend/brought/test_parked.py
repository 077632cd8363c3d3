"""Text that may not stand in the log: it waits, and whoever leads takes it over."""

import pytest
from msgspec.structs import replace

from city_backend.core import Author
from city_backend.parking import MAX_PARKED
from console.domain.dialogue import DialogueSet
from console.domain.members import LeadClaimed, MemberRevoked, MemberSet, Redacted
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Fact
from console.domain.questions import SpeakerQueued
from console.domain.roster import (
    ParticipantAdded,
    ParticipantErased,
    ParticipantMerged,
    TechCaseEdited,
    TechCaseOpened,
)
from tests.backend.bringing import NOW, adopted, answers, brought, offer, op_id, put_aside
from tests.backend.memory_log import MemoryLog
from tests.backend.operations import Hand, new_id
from tests.backend.test_acceptance import changed

NOTE = NoteAdded(text="Mehr Bänke", place=Place(order="V"))
NAME = "Zwetschgenmann"


def reasons(log: MemoryLog) -> list[str]:
    return [row.reason for _, row in sorted(log.waiting.items())]


def test_each_denial_parks_its_text_with_the_reason(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    scoped, cohost = new_id(), log.add_member("cohost", new_id())
    log.push(lead, Hand(lead.device).one(NOTE, scoped, scope=new_id()))
    log.write(Fact(entity=log.dialogue, body=DialogueSet(deputies=False)))
    head = log.head()
    places = hand.one(DialogueSet(places=90), log.dialogue)
    assert log.statuses(author, places, hand.one(NoteEdited(text="x"), scoped)) == ["denied"] * 2
    assert log.statuses(replace(author, barred="revoked"), hand.note()) == ["denied"]
    assert log.statuses(replace(author, barred="expired"), hand.note()) == ["denied"]
    assert log.statuses(cohost, Hand(cohost.device).one(LeadClaimed(), cohost.member)) == ["denied"]
    assert sorted(reasons(log)) == [
        "denied:deputy",
        "denied:expired",
        "denied:revoked",
        "denied:role",
        "denied:scope",
    ]
    assert log.head() == head
    row = log.waiting[op_id(places)]
    assert (row.by, row.device, row.role) == (author.member, author.device, "notetaker")
    assert (row.operation.head, row.operation.body) == (places.head, places.body)


def test_a_revoked_member_still_hands_in_what_it_has(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    log.write(Fact(entity=author.member, body=MemberRevoked()))
    note = hand.note("Mehr Bänke")
    assert answers(log.push(author, note)) == ["denied:revoked"]
    assert answers(adopted(log, lead, op_id(note))) == ["accepted"]
    record = log.all[-1].record
    origin = record.origin
    assert (record.body, record.by, record.role) == (note.body, lead.member, "lead")
    assert origin is not None
    assert (origin.by, origin.role, origin.via) == (author.member, "notetaker", author.device)
    assert origin.received_at == record.first_received_at
    assert origin.received_at < record.received_at


def test_an_action_is_parked_whole(log: MemoryLog, author: Author, hand: Hand) -> None:
    facts = [
        Fact(entity=new_id(), body=NOTE),
        Fact(entity=new_id(), body=ParticipantAdded(last_name="Klein")),
    ]
    log.push(author, *hand.action(*facts))
    assert reasons(log) == ["denied:action", "denied:role"]


def test_an_action_is_adopted_whole_and_in_its_order(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    other = hand.note()
    action = hand.action(*(Fact(entity=new_id(), body=NOTE) for _ in range(6)))
    log.push(replace(author, barred="revoked"), other, *action)
    before = log.head().seq
    assert answers(adopted(log, lead, op_id(action[4]), op_id(action[1]))) == ["accepted"] * 2
    assert [row.head.op_id for row in log.all[before:]] == [op_id(one) for one in action]
    assert list(log.waiting) == [op_id(other)]


def test_what_is_in_the_log_is_not_parked(log: MemoryLog, author: Author, hand: Hand) -> None:
    facts = [
        Fact(entity=new_id(), body=NOTE),
        Fact(entity=new_id(), body=ParticipantAdded(last_name="Klein")),
    ]
    first, second = hand.action(*facts)
    log.push(author, first)
    log.push(author, first, second)
    assert list(log.waiting) == [op_id(second)]


def test_what_only_the_backend_writes_and_what_is_invalid_is_not_parked(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    log.push(lead, hand.one(MemberSet(role="lead"), lead.member))
    log.push(lead, replace(hand.note(), salt=None), changed(hand.note(), kind="note.liked"))
    assert log.waiting == {}


def test_a_denied_operation_that_is_sent_again_is_parked_once(
    log: MemoryLog, author: Author, hand: Hand
) -> None:
    note, barred = hand.note(), replace(author, barred="revoked")
    log.push(barred, note, note)
    log.push(barred, note, now=NOW + 5)
    (row,) = log.waiting.values()
    assert row.offered_at < NOW


def test_a_device_parks_no_more_than_it_may(log: MemoryLog, author: Author, hand: Hand) -> None:
    barred = replace(author, barred="revoked")
    assert set(log.statuses(barred, *hand.notes(MAX_PARKED + 5))) == {"denied"}
    assert len(log.waiting) == MAX_PARKED
    log.push(replace(barred, device=new_id()), *hand.notes(1))
    assert len(log.waiting) == MAX_PARKED + 1


def test_what_is_accepted_after_all_is_parked_no_longer(
    log: MemoryLog, author: Author, hand: Hand
) -> None:
    note = hand.note()
    log.push(replace(author, barred="expired"), note)
    assert log.statuses(author, note) == ["accepted"]
    assert log.waiting == {}
    assert log.all[-1].record.origin is None


def test_the_right_of_the_lead_decides_about_what_was_denied(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    group, entity, cohost = new_id(), new_id(), log.add_member("cohost", new_id())
    log.push(lead, Hand(lead.device).one(NOTE, entity, scope=group))
    places = hand.one(DialogueSet(places=90), log.dialogue)
    elsewhere = hand.one(NoteEdited(text="x"), entity)
    claim = hand.one(LeadClaimed(), author.member)
    log.push(author, places, elsewhere, claim)
    found = answers(adopted(log, lead, op_id(places), op_id(elsewhere), op_id(claim)))
    assert found == ["accepted", "accepted", "denied:deputy"]
    assert log.rights().members[cohost.member].roles == {"cohost"}
    assert set(log.waiting) == {op_id(claim)}


def test_what_is_adopted_from_another_scope_opens_that_scope_to_nobody(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    group, entity = new_id(), new_id()
    log.push(lead, Hand(lead.device).one(NOTE, entity, scope=group))
    elsewhere = hand.one(NoteEdited(text="x"), entity)
    assert answers(log.push(author, elsewhere)) == ["denied:scope"]
    assert answers(adopted(log, lead, op_id(elsewhere))) == ["accepted"]
    assert log.scopes({("note", entity)}) == {("note", entity): group}
    again = hand.one(NoteEdited(text="y"), entity)
    assert answers(log.push(author, again)) == ["denied:scope"]


def test_the_right_of_the_author_decides_about_what_was_offered(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    note = brought(hand.note(), author, "notetaker", seq=None)
    back = brought(hand.note(), author, "notetaker")
    assert answers(offer(log, author, note, back)) == ["parked"] * 2
    log.write(Fact(entity=author.member, body=MemberRevoked()))
    assert answers(adopted(log, lead, op_id(note), op_id(back))) == ["accepted"] * 2
    origins = [row.record.origin for row in log.all[-2:]]
    assert [one.role for one in origins if one is not None] == ["notetaker"] * 2
    assert log.waiting == {}


def test_adopting_twice_writes_once(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    note = hand.note()
    log.push(replace(author, barred="revoked"), note)
    (first,) = adopted(log, lead, op_id(note), op_id(note)).results
    (again,) = adopted(log, lead, op_id(note), now=NOW + 5).results
    assert again == replace(first, status="duplicate")
    assert answers(adopted(log, lead, new_id())) == ["invalid:unknown"]


def test_what_is_set_aside_keeps_its_text_and_may_be_adopted(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    note = hand.note()
    log.push(replace(author, barred="revoked"), note)
    assert answers(put_aside(log, op_id(note), new_id())) == ["parked", "invalid:unknown"]
    row = log.waiting[op_id(note)]
    assert (row.set_aside, row.operation.body) == (True, note.body)
    assert answers(adopted(log, lead, op_id(note))) == ["accepted"]
    assert log.all[-1].record.body == note.body


def test_an_adopted_number_is_that_of_its_author(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    note = hand.note()
    log.push(replace(author, barred="revoked"), note)
    log.push(author, changed(hand.note(), n=1))
    assert answers(adopted(log, lead, op_id(note))) == ["cloned"]


def words(log: MemoryLog) -> list[str]:
    """Everything that still names somebody, in the log or beside it."""
    parked = [row.operation.body for row in log.waiting.values()]
    return [body for body in (*log.bodies(), *parked) if body is not None and NAME in body]


@pytest.mark.parametrize("erased_first", [True, False])
def test_an_erasure_takes_what_is_parked_about_a_person(
    log: MemoryLog, lead: Author, author: Author, hand: Hand, *, erased_first: bool
) -> None:
    person, case, speaker = new_id(), new_id(), new_id()
    parked = [
        hand.one(ParticipantAdded(last_name=NAME), person),
        hand.one(TechCaseOpened(participant=person, problem="other", text=NAME), case),
        hand.one(TechCaseEdited(text=NAME), case),
        hand.one(SpeakerQueued(participant=person, label=NAME, order="V"), speaker),
    ]
    erasure = Hand(lead.device).one(ParticipantErased(), person)
    other = hand.one(ParticipantAdded(last_name="Klein"))
    if erased_first:
        log.push(lead, erasure)
    assert set(log.statuses(author, *parked, other)) == {"denied"}
    if not erased_first:
        assert len(words(log)) == 4
        log.push(lead, erasure)
    assert words(log) == []
    assert {row.operation.salt for row in log.waiting.values()} == {
        None,
        log.waiting[op_id(other)].operation.salt,
    }
    assert log.waiting[op_id(other)].operation.body == other.body
    late = hand.one(TechCaseEdited(text=NAME), case)
    log.push(author, late)
    assert words(log) == [], "what is parked of the case says whom it is about"


def test_an_erasure_takes_what_was_parked_before_it_in_the_same_push(
    log: MemoryLog, hand: Hand
) -> None:
    cohost, person = log.add_member("cohost", hand.device), new_id()
    scoped = hand.one(ParticipantAdded(last_name=NAME), person, scope=new_id())
    log.push(cohost, hand.one(ParticipantAdded(), person))
    found = log.statuses(cohost, scoped, hand.one(ParticipantErased(), person))
    assert found == ["denied", "accepted"]
    assert words(log) == []


def test_an_erasure_takes_what_is_parked_about_a_merged_entry(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    one, other, leading = new_id(), new_id(), Hand(lead.device)
    log.push(author, hand.one(ParticipantAdded(last_name=NAME), one))
    log.push(lead, leading.one(ParticipantMerged(into=other), one))
    assert len(words(log)) == 1
    log.push(lead, leading.one(ParticipantErased(), other))
    assert words(log) == []


def test_what_was_denied_decides_about_nobody_else(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    """A parked merge or case is no way to delete what others wrote."""
    erased, spared, case = new_id(), new_id(), new_id()
    leading = Hand(lead.device)
    opened = TechCaseOpened(participant=spared, problem="other", text=NAME)
    log.push(lead, leading.one(ParticipantAdded(last_name=NAME), spared))
    log.push(lead, leading.one(opened, case))
    false = TechCaseOpened(participant=erased, problem="other", text="x")
    log.push(author, hand.one(ParticipantMerged(into=spared), erased), hand.one(false, case))
    log.push(lead, leading.one(ParticipantErased(), erased))
    assert len(words(log)) == 2


@pytest.mark.parametrize("redacted_first", [True, False])
def test_a_redaction_takes_what_is_parked(
    log: MemoryLog, lead: Author, author: Author, hand: Hand, *, redacted_first: bool
) -> None:
    entity = new_id()
    note, other = hand.one(NoteAdded(text=NAME, place=Place(order="V")), entity), hand.note(NAME)
    body = Redacted(ops=(op_id(note), op_id(other)))
    redaction = Hand(lead.device).one(body, entity, undoes_kind="note.added")
    barred = replace(author, barred="revoked")
    for operation, who in [(redaction, lead), (note, barred)][:: 1 if redacted_first else -1]:
        log.push(who, operation)
    log.push(barred, other)
    assert len(words(log)) == 1, "the text of another entity is not this redaction's business"
    assert log.waiting[op_id(note)].operation.body is None


def test_what_is_parked_without_words_goes_into_the_log_as_the_erasure_left_it(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    person, case = new_id(), new_id()
    added = hand.one(ParticipantAdded(last_name=NAME), person)
    opened = hand.one(TechCaseOpened(participant=person, problem="other", text=NAME), case)
    log.push(author, added, opened)
    log.push(lead, Hand(lead.device).one(ParticipantErased(), person))
    assert answers(adopted(log, lead, op_id(added), op_id(opened))) == ["accepted", "invalid:body"]
    assert log.all[-1].record.body is None
