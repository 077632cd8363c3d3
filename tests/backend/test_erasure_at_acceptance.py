"""What an erasure or a redaction leaves of words, whatever comes first."""

import msgspec
import pytest

from city_backend.core import Author
from console.domain.members import Redacted, Undone
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Operation
from console.domain.questions import SpeakerQueued
from console.domain.roster import (
    AttendanceMarked,
    ParticipantAdded,
    ParticipantContactSet,
    ParticipantErased,
    ParticipantMerged,
    ParticipantSet,
    TechCaseEdited,
    TechCaseOpened,
)
from tests.backend.memory_log import MemoryLog
from tests.backend.operations import Hand, new_id

NAME = "Zwetschgenmann"


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog()


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def lead(log: MemoryLog, hand: Hand) -> Author:
    return log.add_member("lead", hand.device)


def op_id(operation: Operation) -> str:
    return msgspec.json.decode(operation.head)["op_id"]


def named(log: MemoryLog) -> list[str]:
    return [body for body in log.bodies() if body is not None and NAME in body]


def about(hand: Hand, person: str, case: str, speaker: str) -> list[Operation]:
    """Everything personal that can be said about somebody."""
    return [
        hand.one(ParticipantAdded(last_name=NAME), person),
        hand.one(ParticipantSet(last_name=NAME), person),
        hand.one(ParticipantContactSet(email=f"{NAME}@example.org"), person),
        hand.one(TechCaseOpened(participant=person, problem="other", text=NAME), case),
        hand.one(TechCaseEdited(text=f"Frau {NAME}"), case),
        hand.one(SpeakerQueued(participant=person, label=NAME, order="V"), speaker),
    ]


@pytest.mark.parametrize("first", [0, 3, 6])
def test_an_erased_person_is_named_nowhere_whatever_came_first(
    log: MemoryLog, lead: Author, hand: Hand, first: int
) -> None:
    person, case, speaker = new_id(), new_id(), new_id()
    operations = about(hand, person, case, speaker)
    before = list(operations[:first])
    log.push(lead, *before, hand.one(ParticipantErased(), person))
    assert set(log.statuses(lead, *operations[first:])) <= {"accepted"}
    assert named(log) == []


def test_words_that_come_before_the_case_they_belong_to_are_blanked_with_it(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    person, case = new_id(), new_id()
    log.push(lead, hand.one(ParticipantErased(), person))
    log.push(lead, hand.one(TechCaseEdited(text=NAME), case))
    log.push(lead, hand.one(TechCaseOpened(participant=person, problem="other"), case))
    log.push(lead, hand.one(TechCaseEdited(text=NAME), case))
    assert named(log) == []


def test_all_in_one_push_is_the_same(log: MemoryLog, lead: Author, hand: Hand) -> None:
    person, case, speaker = new_id(), new_id(), new_id()
    operations = about(hand, person, case, speaker)
    log.push(lead, *operations[:3], hand.one(ParticipantErased(), person), *operations[3:])
    assert named(log) == []


def test_hashes_stay_and_salts_go(log: MemoryLog, lead: Author, hand: Hand) -> None:
    person = new_id()
    log.push(lead, hand.one(ParticipantAdded(last_name=NAME), person))
    before = log.all[-1].record
    log.push(lead, hand.one(ParticipantErased(), person))
    after = log.all[-2].record
    assert (after.body, after.salt) == (None, None)
    assert (after.body_hash, after.op_hash, after.chain) == (
        before.body_hash,
        before.op_hash,
        before.chain,
    )


def test_attendance_and_other_people_keep_their_words(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    person, other = new_id(), new_id()
    log.push(
        lead,
        hand.one(ParticipantAdded(last_name="Klein"), other),
        hand.one(AttendanceMarked(state="present"), person),
        hand.one(ParticipantErased(), person),
    )
    assert all(body is not None for body in log.bodies())


@pytest.mark.parametrize("erased", [0, 1])
@pytest.mark.parametrize("merged_first", [True, False])
def test_entries_merged_into_one_another_are_erased_together(
    log: MemoryLog, lead: Author, hand: Hand, erased: int, merged_first: bool
) -> None:
    people = new_id(), new_id()
    for person in people:
        log.push(lead, hand.one(ParticipantAdded(last_name=NAME), person))
    merge = hand.one(ParticipantMerged(into=people[1]), people[0])
    erase = hand.one(ParticipantErased(), people[erased])
    log.push(lead, *((merge, erase) if merged_first else (erase, merge)))
    assert named(log) == []
    kept = [body for body in log.bodies() if body is not None and people[1] in body]
    assert len(kept) == 1, "the merge itself says who is who and is kept"


def test_a_merge_that_is_redone_erases_with_it(log: MemoryLog, lead: Author, hand: Hand) -> None:
    people = new_id(), new_id()
    merge = hand.one(ParticipantMerged(into=people[1]), people[0])
    kind = "participant.merged"
    undo = hand.one(Undone(), people[0], undoes=op_id(merge), undoes_kind=kind)
    log.push(lead, hand.one(ParticipantAdded(last_name=NAME), people[0]), merge, undo)
    log.push(lead, hand.one(ParticipantErased(), people[1]))
    assert len(named(log)) == 1, "the two were taken apart before"
    redo = hand.one(Undone(), people[0], undoes=op_id(undo), undoes_kind=kind)
    log.push(lead, redo)
    assert named(log) == []


def test_a_redacted_text_is_gone_also_when_it_comes_later(
    log: MemoryLog, lead: Author, hand: Hand
) -> None:
    note, other = new_id(), new_id()
    added = hand.one(NoteAdded(text=NAME, place=Place(order="V")), note)
    edited = hand.one(NoteEdited(text=f"{NAME} sagt"), note)
    elsewhere = hand.one(NoteEdited(text=NAME), other)
    ops = (op_id(added), op_id(edited), op_id(elsewhere))
    redaction = hand.one(Redacted(ops=ops), note, undoes_kind="note.added")
    log.push(lead, added, elsewhere, redaction, edited)
    assert len(named(log)) == 1, "the text of another entity is not this redaction's business"
