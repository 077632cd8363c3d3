"""What becomes of a push: the core alone, against a log in memory."""

import msgspec
import pytest
from msgspec.structs import replace

from city_backend.core import Author
from console.domain.codec import continues
from console.domain.dialogue import DialogueSet
from console.domain.groups import SeatSet
from console.domain.ids import seat_id, timer_id
from console.domain.members import (
    LeadClaimed,
    MemberAdded,
    MemberRevoked,
    MemberSet,
    Redacted,
    Undone,
)
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Fact, Operation
from console.domain.roster import ParticipantAdded
from console.domain.timers import TimerReturned
from tests.backend.memory_log import MemoryLog
from tests.backend.operations import Hand, new_id

NOTE = NoteAdded(text="Mehr Bänke", place=Place(order="V"))


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog()


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def lead(log: MemoryLog, hand: Hand) -> Author:
    return log.add_member("lead", hand.device)


@pytest.fixture
def notetaker(log: MemoryLog, hand: Hand) -> Author:
    return log.add_member("notetaker", hand.device)


def changed(operation: Operation, **changes: object) -> Operation:
    """The same operation with another head."""
    head = {**msgspec.json.decode(operation.head), **changes}
    return replace(operation, head=msgspec.json.encode(head).decode())


def test_an_unknown_kind_is_unsupported_and_not_stored(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    before = log.head()
    assert log.statuses(lead, changed(hand.note(), kind="note.liked")) == ["unsupported"]
    assert log.statuses(lead, changed(hand.note(), v=2)) == ["unsupported"]
    assert log.head() == before


def test_a_duplicate_is_found_before_rights_are_asked(log: MemoryLog, hand: Hand) -> None:
    author = log.add_member("notetaker", hand.device)
    note = hand.note()
    first = log.push(author, note).results[0]
    log.write(Fact(entity=author.member, body=MemberRevoked()))
    assert log.push(author, note).results[0] == replace(first, status="duplicate")
    assert log.statuses(replace(author, barred="expired"), note) == ["duplicate"]
    assert log.statuses(author, hand.note()) == ["denied"]


def test_the_same_id_with_other_words_is_invalid(log: MemoryLog, lead: Author, hand: Hand) -> None:
    note = hand.note("Mehr Bänke")
    log.push(lead, note)
    other = replace(note, body=msgspec.json.encode({"text": "x", "place": {"order": "V"}}).decode())
    result = log.push(lead, other).results[0]
    assert (result.status, result.reason) == ("invalid", "op_id")


def test_who_has_lost_the_body_meanwhile_still_gets_duplicate(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    note = hand.note()
    log.push(lead, note)
    assert log.statuses(lead, replace(note, body=None, salt=None)) == ["duplicate"]


def test_an_operation_without_a_body_that_the_log_does_not_have_is_invalid(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    result = log.push(lead, replace(hand.note(), body=None, salt=None)).results[0]
    assert (result.status, result.reason) == ("invalid", "body")


def test_a_number_that_another_operation_of_the_device_has_is_cloned(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    first, second = hand.note(), hand.note()
    log.push(lead, first)
    assert log.statuses(lead, changed(second, n=1)) == ["cloned"]


def test_a_sibling_device_may_push_the_bytes_that_were_cloned(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    first, second = hand.note(), changed(hand.note(), n=1)
    log.push(lead, first)
    sibling = replace(lead, device=new_id())
    assert log.statuses(sibling, second) == ["accepted"]


def test_operations_without_a_number_are_for_the_backend(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    result = log.push(lead, changed(hand.note(), n=None)).results[0]
    assert (result.status, result.reason) == ("invalid", "n")


def test_a_bad_operation_does_not_harm_other_actions(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    broken = replace(hand.note(), head="{")
    assert log.statuses(lead, hand.note(), broken, hand.note()) == [
        "accepted",
        "invalid",
        "accepted",
    ]


def test_an_action_is_refused_whole_with_the_worst_status(
    log: MemoryLog, notetaker: Author, hand: Hand
) -> None:
    before = log.head()
    facts = [
        Fact(entity=new_id(), body=NOTE),
        Fact(entity=new_id(), body=ParticipantAdded(first_name="Kim")),
        Fact(entity=new_id(), body=NOTE),
    ]
    action = hand.action(*facts)
    results = log.push(notetaker, *action).results
    assert [(one.status, one.reason) for one in results] == [
        ("denied", "action"),
        ("denied", "role"),
        ("denied", "action"),
    ]
    spoilt = changed(action[2], kind="note.liked", op_id=new_id())
    assert log.statuses(notetaker, *action[:2], spoilt) == ["denied"] * 3
    broken = replace(action[2], salt=None)
    assert log.statuses(notetaker, action[0], broken, changed(action[1], v=9)) == ["invalid"] * 3
    assert log.statuses(notetaker, action[0], spoilt) == ["unsupported"] * 2
    assert log.head() == before


def test_duplicates_of_an_action_count_as_accepted(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    action = hand.action(*(Fact(entity=new_id(), body=NOTE) for _ in range(3)))
    log.push(lead, action[0])
    assert log.statuses(lead, *action) == ["duplicate", "accepted", "accepted"]
    assert log.statuses(lead, *action) == ["duplicate"] * 3


def test_an_action_gets_contiguous_numbers_even_when_another_lies_between(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    action = hand.action(*(Fact(entity=new_id(), body=NOTE) for _ in range(2)))
    start = log.head().seq
    results = log.push(lead, action[0], hand.note(), action[1]).results
    assert [result.seq for result in results] == [start + 1, start + 3, start + 2]


def test_an_operation_twice_in_one_push_is_written_once(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    note, start = hand.note(), log.head().seq
    assert log.statuses(lead, note, note) == ["accepted", "duplicate"]
    assert log.head().seq == start + 1


def test_a_number_twice_in_one_push_is_given_to_one_operation(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    first, second = hand.note(), hand.note()
    assert log.statuses(lead, first, changed(second, n=1)) == ["accepted", "cloned"]
    action = hand.action(*(Fact(entity=new_id(), body=NOTE) for _ in range(2)))
    assert log.statuses(lead, action[0], changed(action[1], n=3)) == ["invalid"] * 2


def test_an_id_twice_in_one_action_is_invalid(log: MemoryLog, lead: Author, hand: Hand) -> None:
    action = hand.action(*(Fact(entity=new_id(), body=NOTE) for _ in range(2)))
    same_id = msgspec.json.decode(action[0].head)["op_id"]
    assert log.statuses(lead, action[0], changed(action[1], op_id=same_id)) == ["invalid"] * 2


def test_received_at_never_decreases_and_the_chain_goes_on(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    log.push(lead, hand.note(), now=1_600_000_000_000)
    log.push(lead, hand.note(), now=1_500_000_000_000)
    stamps = [row.record.received_at for row in log.all]
    assert stamps == sorted(stamps)
    assert log.all[-1].record.received_at == 1_600_000_000_000
    chain = log.chain_at(0)
    for row in log.all:
        assert chain is not None
        assert continues(row.record, chain)
        chain = bytes.fromhex(row.record.chain)


def test_the_first_receipt_is_kept_but_never_after_this_one(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    now = 1_599_590_000_000
    log.push(lead, hand.note(first_received_at=now - 5000), now=now)
    log.push(lead, hand.note(first_received_at=now + 5000), now=now)
    log.push(lead, hand.note(), now=now)
    firsts = [row.record.first_received_at for row in log.all[-3:]]
    assert firsts == [now - 5000, now, now]


def test_the_offset_of_a_device_clock_is_kept_and_chained(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    log.push(lead, hand.note(clock="device", offset_ms=-7_200_000))
    assert log.all[-1].record.offset_ms == -7_200_000


def test_a_later_operation_is_held_against_the_scope_of_the_entity(log: MemoryLog) -> None:
    north, south = new_id(), new_id()
    hand, entity = Hand(), new_id()
    limited = log.add_member("notetaker", hand.device, (north,))
    other = log.add_member("lead", Hand().device)
    log.push(other, Hand(other.device).one(NOTE, entity, scope=south))
    edit = NoteEdited(text="Weniger")
    assert log.statuses(limited, hand.one(edit, entity, scope=south)) == ["denied"]
    assert log.statuses(limited, hand.one(edit, entity, scope=north)) == ["denied"]
    assert log.statuses(limited, hand.one(edit, new_id(), scope=north)) == ["accepted"]
    assert log.statuses(limited, hand.one(edit, new_id(), scope=None)) == ["denied"]


def test_the_first_added_fixes_the_scope(log: MemoryLog, lead: Author, hand: Hand) -> None:
    north, south, entity = new_id(), new_id(), new_id()
    log.push(lead, hand.one(NoteEdited(text="vorher"), entity, scope=south))
    assert log.statuses(lead, hand.one(NOTE, entity, scope=north)) == ["accepted"]
    assert log.statuses(lead, hand.one(NOTE, entity, scope=south)) == ["denied"]


def test_scopes_of_one_id_in_two_families_are_two_scopes(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    group, entity = new_id(), new_id()
    log.push(lead, hand.one(NOTE, entity, scope=group))
    added = ParticipantAdded(first_name="Kim")
    assert log.statuses(lead, hand.one(added, entity)) == ["accepted"]


def test_the_undo_of_a_timer_needs_the_scope_of_its_group(log: MemoryLog) -> None:
    north, south, item, run = new_id(), new_id(), new_id(), new_id()
    hand = Hand()
    limited = log.add_member("notetaker", hand.device, (north,))
    everyone = Hand()
    free = log.add_member("notetaker", everyone.device)
    entity = timer_id(item, south)
    back = everyone.one(TimerReturned(item=item, group=south, run=run), entity, scope=south)
    assert log.statuses(free, back) == ["accepted"]
    undo = {"undoes": msgspec.json.decode(back.head)["op_id"], "undoes_kind": "timer.returned"}
    assert log.statuses(limited, hand.one(Undone(), entity, scope=north, **undo)) == ["denied"]
    assert log.statuses(free, everyone.one(Undone(), entity, scope=south, **undo)) == ["accepted"]


def test_an_entity_by_combination_has_to_be_the_combination(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    item, person = new_id(), new_id()
    seat = SeatSet(item=item, participant=person, group=None)
    assert log.statuses(lead, hand.one(seat, new_id())) == ["invalid"]
    assert log.statuses(lead, hand.one(seat, seat_id(item, person))) == ["accepted"]


@pytest.mark.parametrize(
    "body", [MemberAdded(name="x", role="lead"), MemberSet(role="lead"), MemberRevoked()]
)
def test_nobody_writes_members_through_the_log(
    log: MemoryLog, lead: Author, hand: Hand, body: MemberAdded | MemberSet | MemberRevoked
) -> None:
    assert log.statuses(lead, hand.one(body, lead.member)) == ["denied"]
    undo = {"undoes": new_id(), "undoes_kind": body.KIND}
    assert log.statuses(lead, hand.one(Undone(), lead.member, **undo)) == ["denied"]


def test_nobody_redacts_a_membership(log: MemoryLog, lead: Author, hand: Hand) -> None:
    added = log.all[0].head.op_id
    for kind in ("member.added", "member.liked"):
        redaction = hand.one(Redacted(ops=(added,)), lead.member, undoes_kind=kind)
        assert log.statuses(lead, redaction) == ["denied"]
    assert log.all[0].record.body is not None


def test_a_deputy_claims_the_lead_for_itself(log: MemoryLog, hand: Hand) -> None:
    log.add_member("lead", Hand().device)
    cohost = log.add_member("cohost", hand.device)
    title = hand.one(DialogueSet(places=90), log.dialogue)
    assert log.statuses(cohost, title) == ["denied"]
    assert log.statuses(cohost, hand.one(LeadClaimed(), cohost.member)) == ["accepted"]
    assert log.rights().members[cohost.member].roles == {"cohost", "lead"}
    assert log.statuses(cohost, hand.one(DialogueSet(places=90), log.dialogue)) == ["accepted"]
    assert log.all[-1].record.role == "lead"


def test_a_claim_counts_for_what_follows_in_the_same_push(log: MemoryLog, hand: Hand) -> None:
    cohost = log.add_member("cohost", hand.device)
    claim = hand.one(LeadClaimed(), cohost.member)
    places = hand.one(DialogueSet(places=90), log.dialogue)
    assert log.statuses(cohost, claim, places) == ["accepted", "accepted"]


def test_the_lead_is_claimed_by_cohosts_alone_and_not_for_others(log: MemoryLog) -> None:
    for role in ("lead", "notetaker", "observer"):
        hand = Hand()
        author = log.add_member(role, hand.device)
        assert log.statuses(author, hand.one(LeadClaimed(), author.member)) == ["denied"]
    hand = Hand()
    cohost = log.add_member("cohost", hand.device)
    assert log.statuses(cohost, hand.one(LeadClaimed(), new_id())) == ["denied"]


def test_nobody_claims_the_lead_where_the_city_has_no_deputies(log: MemoryLog) -> None:
    log.write(Fact(entity=log.dialogue, body=DialogueSet(deputies=False)))
    hand = Hand()
    cohost = log.add_member("cohost", hand.device)
    assert log.statuses(cohost, hand.one(LeadClaimed(), cohost.member)) == ["denied"]


def test_a_claim_is_given_back_by_who_made_it_or_by_the_lead(log: MemoryLog) -> None:
    hands = Hand(), Hand(), Hand()
    one, other = (log.add_member("cohost", hand.device) for hand in hands[:2])
    lead = log.add_member("lead", hands[2].device)
    claim = hands[0].one(LeadClaimed(), one.member)
    log.push(one, claim)
    undo = {"undoes": msgspec.json.decode(claim.head)["op_id"], "undoes_kind": "lead.claimed"}
    assert log.statuses(other, hands[1].one(Undone(), one.member, **undo)) == ["denied"]
    assert log.statuses(lead, hands[2].one(Undone(), one.member, **undo)) == ["accepted"]
    assert log.rights().members[one.member].roles == {"cohost"}


def test_who_is_invited_as_something_else_leads_no_longer(log: MemoryLog, hand: Hand) -> None:
    cohost = log.add_member("cohost", hand.device)
    log.push(cohost, hand.one(LeadClaimed(), cohost.member))
    later = 1_599_580_999_999
    log.write(Fact(entity=cohost.member, body=MemberSet(role="observer")), now=later)
    assert log.rights().members[cohost.member].roles == {"observer"}
