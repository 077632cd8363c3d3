"""Operations of others: who may bring what back, and what becomes of it."""

import itertools
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import replace

from city_backend.core import Author
from city_backend.parking import MAX_PARKED
from console.domain.bodies import Body
from console.domain.codec import chain_start, continues
from console.domain.dialogue import DialogueSet
from console.domain.members import (
    LeadClaimed,
    MemberAdded,
    MemberRevoked,
    MemberRole,
    MemberSet,
    Redacted,
)
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Fact
from console.domain.roster import ParticipantAdded, ParticipantErased
from tests.backend.bringing import (
    NOW,
    ONCE,
    answers,
    brought,
    brought_back,
    offer,
    op_id,
)
from tests.backend.memory_log import NONCE, MemoryLog
from tests.backend.operations import Hand, new_id
from tests.backend.test_acceptance import changed

ROLES: tuple[MemberRole, ...] = get_args(MemberRole)
NOTE = NoteAdded(text="Mehr Bänke", place=Place(order="V"))
BODIES: dict[str, tuple[Body, dict[str, Any]]] = {
    "note": (NOTE, {}),
    "participant": (ParticipantAdded(last_name="Klein"), {}),
    "setup": (DialogueSet(places=90), {}),
    "member": (MemberAdded(name="Kim", role="lead"), {}),
    "claim": (LeadClaimed(), {}),
    "redaction": (Redacted(ops=(new_id(),)), {"undoes_kind": "note.added"}),
    "erasure": (ParticipantErased(), {}),
}
#: Who may have written what, in the words of protocol.md.
WRITTEN = {
    "city": set(BODIES),
    "lead": set(BODIES),
    "cohost": {"participant", "claim", "erasure"},
    "notetaker": {"note"},
    "observer": set[str](),
    "display": set[str](),
}
FROM_NO_FILE = {"member", "claim", "redaction", "erasure"}


def expected(bringer: str, role: str, what: str, *, from_log: bool) -> str:
    """The contract once more, as somebody would tell it."""
    if not from_log and what in FROM_NO_FILE:
        return "denied:file"
    if not from_log and role == "city":
        return "denied:role"
    if what == "member" and (bringer != "lead" or role not in ("city", "lead")):
        return "denied:backend"
    if what not in WRITTEN[role] and (what == "claim" or not from_log):
        # What a log has all the same was adopted there by somebody who led.
        return "denied:role"
    return "accepted" if from_log and bringer == "lead" else "parked"


@pytest.mark.parametrize("from_log", [True, False], ids=["from a log", "from a file"])
@pytest.mark.parametrize("bringer", ROLES)
def test_the_right_of_the_author_decides_and_who_leads_brings_it_in(
    bringer: MemberRole, from_log: bool
) -> None:
    for role, (what, (body, more)) in itertools.product(WRITTEN, BODIES.items()):
        log, hand = MemoryLog(), Hand()
        who = log.add_member(bringer, new_id())
        author = Author(member=new_id(), device=hand.device)
        if role != "city":
            author = log.add_member(role, hand.device)  # pyright: ignore[reportArgumentType]
        entity = author.member if what == "claim" else new_id()
        seq = 7 if from_log else None
        row = brought(hand.one(body, entity, **more), author, role, seq=seq)
        found = answers(offer(log, who, row))
        assert found == [expected(bringer, role, what, from_log=from_log)], (role, what)


def test_a_record_keeps_its_author_and_says_who_brought_it(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    note = hand.note()
    result = offer(log, lead, brought(note, author, "notetaker")).results[0]
    record = log.all[-1].record
    assert result.seq == record.seq
    assert (record.by, record.device, record.role) == (lead.member, lead.device, "lead")
    assert (record.head, record.body) == (note.head, note.body)
    assert record.received_at == NOW
    assert record.first_received_at == ONCE
    origin = record.origin
    assert origin is not None
    assert (origin.by, origin.device, origin.role) == (author.member, author.device, "notetaker")
    assert (origin.received_at, origin.via) == (ONCE, lead.device)
    chain = chain_start(log.dialogue, NONCE)
    for row in log.all:
        assert continues(row.record, chain)
        chain = bytes.fromhex(row.record.chain)


def test_a_first_receipt_is_never_after_now(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    row = brought(hand.note(), author, "notetaker", first_received_at=NOW + 5000)
    offer(log, lead, row)
    record = log.all[-1].record
    assert record.origin is not None
    assert (record.first_received_at, record.origin.received_at) == (NOW, NOW)


def test_what_was_brought_back_once_can_be_brought_back_again(
    lead: Author, author: Author, hand: Hand
) -> None:
    first = MemoryLog()
    other = first.add_member("lead", new_id())
    offer(first, other, brought(hand.note(), author, "notetaker"))
    second = MemoryLog()
    again = second.add_member("lead", new_id())
    assert answers(offer(second, again, brought_back(first.all[-1].record))) == ["accepted"]
    record = second.all[-1].record
    assert record.origin is not None
    assert (record.origin.by, record.origin.via) == (author.member, again.device)
    assert record.first_received_at == first.all[-1].record.first_received_at


@pytest.mark.parametrize("seq", [7, None])
def test_words_that_are_not_those_of_the_hash_are_invalid(
    log: MemoryLog, lead: Author, author: Author, hand: Hand, seq: int | None
) -> None:
    row = brought(hand.note("Mehr Bänke"), author, "notetaker", seq=seq)
    body = msgspec.json.encode(NoteAdded(text="x", place=Place(order="V"))).decode()
    forged = [
        replace(row, body=body),
        replace(row, salt="0" * 32),
        replace(row, body_hash="0" * 64),
        replace(row, op_hash="0" * 64),
        replace(row, body=None, salt=None, body_hash="0" * 64),
        replace(row, head=changed(row, at=5).head),
    ]
    for one in forged:
        assert answers(offer(log, lead, one)) == ["invalid:hash"]
    assert log.waiting == {}


def test_a_file_gives_nobody_another_role_than_the_log_does(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    places = hand.one(DialogueSet(places=90), log.dialogue)
    assert answers(offer(log, lead, brought(places, author, "lead", seq=None))) == ["denied:role"]
    note = hand.note()
    assert answers(offer(log, lead, brought(note, author, "lead", seq=None))) == ["parked"]
    assert log.waiting[op_id(note)].role == "notetaker"


def test_a_file_of_somebody_whom_the_log_does_not_know_is_denied(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    stranger = Author(member=new_id(), device=hand.device)
    row = brought(hand.note(), stranger, "notetaker", seq=None)
    assert answers(offer(log, lead, row)) == ["denied:role"]


def test_a_role_that_its_author_had_counts_for_what_a_file_brings(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    later = NOW + 1000
    log.write(Fact(entity=author.member, body=MemberSet(role="observer")), now=later)
    log.write(Fact(entity=author.member, body=MemberRevoked()), now=later + 1)
    row = brought(hand.note(), author, "notetaker", seq=None)
    assert answers(offer(log, lead, row)) == ["parked"]


def test_a_role_that_comes_back_in_an_offer_counts_for_what_follows_in_it(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    author, before = Author(member=new_id(), device=hand.device), MemoryLog(log.dialogue)
    before.write(Fact(entity=author.member, body=MemberAdded(name="Nico", role="notetaker")))
    rows = [brought(hand.note(), author, "notetaker", seq=None) for _ in range(2)]
    found = offer(log, lead, rows[0], brought_back(before.all[0].record), rows[1])
    assert answers(found) == ["denied:role", "accepted", "parked"]


def test_a_file_numbers_what_it_brings(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    """Only the backend writes without numbers, and only a log says so."""
    for seq, status in ((None, "invalid:n"), (7, "accepted")):
        row = brought(changed(hand.note(), n=None), author, "notetaker", seq=seq)
        assert answers(offer(log, lead, row)) == [status]


def test_groups_that_limit_an_author_limit_what_a_file_brings_of_it(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    north, south, entity = new_id(), new_id(), new_id()
    limited = log.add_member("notetaker", hand.device, (north,))
    log.push(lead, Hand(lead.device).one(NOTE, entity, scope=south))
    rows = [
        brought(hand.note(scope=north), limited, "notetaker", seq=None),
        brought(hand.note(scope=south), limited, "notetaker", seq=None),
        brought(
            hand.one(NoteEdited(text="x"), entity, scope=north), limited, "notetaker", seq=None
        ),
    ]
    assert answers(offer(log, lead, *rows)) == ["parked", "denied:role", "denied:scope"]


def test_duplicates_are_found_before_rights(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    note = hand.note()
    seq = log.push(author, note).results[0].seq
    member = brought_back(log.all[0].record)
    observer = log.add_member("observer", new_id())
    row = brought(note, replace(author, member=new_id()), "observer", seq=None)
    outcome = offer(log, observer, row, replace(member, seq=None))
    assert answers(outcome) == ["duplicate", "duplicate"]
    assert [one.seq for one in outcome.results] == [seq, 1]
    assert outcome.write is None


def test_the_same_offer_twice_writes_once(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    """The answer was lost on the way."""
    rows = [
        brought(hand.note(), author, "notetaker"),
        brought(hand.note(), author, "notetaker", seq=None),
    ]
    assert answers(offer(log, lead, *rows)) == ["accepted", "parked"]
    head = log.head()
    assert answers(offer(log, lead, *rows, now=NOW + 1)) == ["duplicate", "parked"]
    assert answers(offer(log, author, *rows[1:], now=NOW + 2)) == ["parked"]
    assert log.head() == head
    (parked,) = log.waiting.values()
    assert (parked.offered_by, parked.offered_at) == (lead.member, NOW)


def test_an_operation_twice_in_one_offer_counts_once(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    row = brought(hand.note(), author, "notetaker")
    assert answers(offer(log, lead, row, row)) == ["accepted", "duplicate"]
    handed = brought(hand.note(), author, "notetaker", seq=None)
    assert [one.status for one in offer(log, lead, handed, handed).results] == ["parked"] * 2
    assert len(log.waiting) == 1
    assert log.head().seq == log.all[-1].record.seq == 3


def test_other_bytes_under_an_id_that_is_parked_are_invalid(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    note = hand.note()
    other = changed(hand.note(), op_id=op_id(note))
    rows = [brought(one, author, "notetaker", seq=None) for one in (note, other)]
    assert answers(offer(log, lead, *rows)) == ["parked", "invalid:op_id"]
    assert answers(offer(log, lead, rows[1])) == ["invalid:op_id"]
    assert log.waiting[op_id(note)].operation.body == note.body


def test_a_number_belongs_to_the_device_of_the_author(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    first, second = hand.note(), changed(hand.note(), n=1)
    assert answers(offer(log, lead, brought(first, author, "notetaker"))) == ["accepted"]
    assert answers(offer(log, lead, brought(second, author, "notetaker"))) == ["cloned"]
    assert log.statuses(author, second) == ["cloned"]
    assert log.statuses(lead, Hand(lead.device).note()) == ["accepted"], "the lead's own first"


def test_an_action_stands_or_falls_together_as_far_as_it_is_brought(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    facts = [Fact(entity=new_id(), body=NOTE) for _ in range(4)]
    rows = [brought(one, author, "notetaker") for one in hand.action(*facts)]
    spoilt = replace(rows[2], op_hash="0" * 64)
    found = answers(offer(log, lead, rows[0], spoilt, rows[3]))
    assert found == ["invalid:action", "invalid:hash", "invalid:action"]
    other = brought(hand.note(), author, "notetaker")
    outcome = offer(log, lead, rows[0], other, rows[3])
    assert [one.status for one in outcome.results] == ["accepted"] * 3
    seqs = [one.seq or 0 for one in outcome.results]
    assert seqs[2] == seqs[0] + 1, "one piece, also without what nobody has"
    assert answers(offer(log, lead, *rows)) == ["duplicate", "accepted", "accepted", "duplicate"]


def test_what_is_in_the_log_already_is_a_duplicate_beside_what_is_refused(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    facts = [Fact(entity=new_id(), body=NOTE) for _ in range(2)]
    rows = [brought(one, author, "notetaker") for one in hand.action(*facts)]
    offer(log, lead, rows[0])
    spoilt = replace(rows[1], op_hash="0" * 64)
    assert answers(offer(log, lead, rows[0], spoilt)) == ["duplicate", "invalid:hash"]


def test_a_record_without_words_needs_an_erasure_that_covers_it(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    cohost = log.add_member("cohost", hand.device)
    person = new_id()
    added = brought(hand.one(ParticipantAdded(last_name="Klein"), person), cohost, "cohost")
    blank = replace(added, body=None, salt=None)
    erasure = brought(hand.one(ParticipantErased(), person), cohost, "cohost")
    assert answers(offer(log, lead, blank)) == ["invalid:body"]
    assert answers(offer(log, lead, erasure, blank)) == ["accepted", "accepted"]
    assert log.all[-1].record.body is None
    assert log.all[-1].record.op_hash == added.op_hash


def test_a_record_without_words_may_come_after_its_redaction(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    entity = new_id()
    note = brought(hand.one(NOTE, entity), author, "notetaker")
    blank = replace(note, body=None, salt=None)
    redacted = Redacted(ops=(op_id(note),))
    redaction = Hand(lead.device).one(redacted, entity, undoes_kind="note.added")
    assert answers(offer(log, lead, blank)) == ["invalid:body"]
    log.push(lead, redaction)
    assert answers(offer(log, lead, blank)) == ["accepted"]


def test_words_that_come_after_the_erasure_are_not_stored(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    cohost = log.add_member("cohost", hand.device)
    person = new_id()
    log.push(lead, Hand(lead.device).one(ParticipantErased(), person))
    rows = [
        brought(hand.one(ParticipantAdded(last_name="Klein"), person), cohost, "cohost", seq=seq)
        for seq in (7, None)
    ]
    assert answers(offer(log, lead, *rows)) == ["accepted", "parked"]
    assert log.all[-1].record.body is None
    (parked,) = log.waiting.values()
    assert (parked.operation.body, parked.operation.salt) == (None, None)


def blank_in_log(log: MemoryLog, op: str) -> None:
    """As a log that took an empty copy first."""
    log.all = [
        replace(row, record=replace(row.record, body=None, salt=None))
        if row.head.op_id == op
        else row
        for row in log.all
    ]


def test_words_that_nothing_took_come_back_into_an_empty_record(
    log: MemoryLog, author: Author, hand: Hand
) -> None:
    observer, note = log.add_member("observer", new_id()), hand.note()
    log.push(author, note)
    row = brought_back(log.all[-1].record)
    blank_in_log(log, op_id(note))
    assert offer(log, observer, replace(row, body=None, salt=None)).write is None
    outcome = offer(log, observer, row)
    assert (answers(outcome), outcome.results[0].filled) == (["duplicate"], True)
    assert log.all[-1].record.body == note.body
    assert log.all[-1].record.salt == note.salt
    assert not offer(log, observer, row).results[0].filled


def test_words_that_were_erased_do_not_come_back(log: MemoryLog, lead: Author, hand: Hand) -> None:
    person = new_id()
    cohost = log.add_member("cohost", hand.device)
    log.push(cohost, hand.one(ParticipantAdded(last_name="Klein"), person))
    row = brought_back(log.all[-1].record)
    erasure = Hand(lead.device).one(ParticipantErased(), person)
    blank_in_log(log, op_id(row))
    outcome = offer(log, lead, row, brought(erasure, lead, "lead"))
    assert outcome.write is not None
    assert outcome.write.fill == (), "the erasure came in the same offer"
    log.push(lead, erasure)
    assert not offer(log, lead, row).results[0].filled
    assert log.all[-2].record.body is None


def test_a_full_device_is_told_to_keep_what_it_has(
    log: MemoryLog, lead: Author, author: Author
) -> None:
    other = Hand()
    log.push(replace(author, barred="revoked"), *other.notes(MAX_PARKED - 1))
    assert len(log.waiting) == MAX_PARKED - 1
    hand = Hand(author.device)
    pair = hand.action(*(Fact(entity=new_id(), body=NOTE) for _ in range(2)))
    rows = [brought(one, author, "notetaker", seq=None) for one in pair]
    assert answers(offer(log, author, *rows)) == ["denied:parked_full"] * 2, "an action is whole"
    last = brought(hand.note(), author, "notetaker", seq=None)
    assert answers(offer(log, author, last)) == ["parked"]
    assert answers(offer(log, author, *rows[:1])) == ["denied:parked_full"]
    assert answers(offer(log, author, last)) == ["parked"], "it lies there already"
    assert answers(offer(log, lead, *rows)) == ["parked"] * 2, "another device has its own room"


def test_an_unknown_kind_is_unsupported(
    log: MemoryLog, lead: Author, author: Author, hand: Hand
) -> None:
    for seq in (7, None):
        row = brought(changed(hand.note(), kind="note.liked"), author, "notetaker", seq=seq)
        assert answers(offer(log, lead, row)) == ["unsupported:kind"]


def test_a_restored_city_gets_its_members_back_from_the_lead(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    notetaker = new_id()
    before = MemoryLog(log.dialogue)
    before.write(
        Fact(entity=notetaker, body=MemberAdded(name="Nico", role="notetaker")),
        Fact(entity=notetaker, body=MemberSet(role="cohost")),
    )
    lost = [brought_back(row.record) for row in before.all]
    assert answers(offer(log, lead, *lost)) == ["accepted"] * 2
    assert log.rights().members[notetaker].roles == {"cohost"}
    person = hand.one(ParticipantAdded(last_name="Klein"))
    assert log.statuses(Author(member=notetaker, device=hand.device), person) == ["accepted"]


def test_a_claim_counts_for_its_own_author_and_where_the_city_wants_deputies(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    cohost = log.add_member("cohost", hand.device)
    other = brought(hand.one(LeadClaimed(), new_id()), cohost, "cohost")
    assert answers(offer(log, lead, other)) == ["denied:deputy"]
    log.write(Fact(entity=log.dialogue, body=DialogueSet(deputies=False)))
    claim = brought(hand.one(LeadClaimed(), cohost.member), cohost, "cohost")
    assert answers(offer(log, lead, claim)) == ["denied:deputy"]
