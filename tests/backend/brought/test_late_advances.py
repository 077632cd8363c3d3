"""Advances that come into the log late: the way stays the one that the team lived by."""

import itertools

import pytest
from msgspec.structs import replace

from city_backend.core import Author
from city_backend.rights_fold import entry_of
from console.domain.course import Course, course_of
from console.domain.fold import fold
from console.domain.ids import RUN_ID, visit_id
from console.domain.ops import Operation
from console.domain.run import RunAdvanced
from tests.backend.bringing import NOW, adopted, answers, brought, offer, op_id
from tests.backend.memory_log import MemoryLog
from tests.backend.operations import Hand, new_id

WELCOME, INPUT, GROUPS = new_id(), new_id(), new_id()
FIRST = visit_id(None, WELCOME)
MINUTE = 60_000


@pytest.fixture
def other(log: MemoryLog) -> Author:
    """Somebody who led as well, and whose device was shut out."""
    return replace(log.add_member("lead", new_id()), barred="revoked")


def advance(hand: Hand, to: str, from_visit: str | None = FIRST, at: int = NOW) -> Operation:
    return hand.one(
        RunAdvanced(from_visit=from_visit, to=to), RUN_ID, at=at, hlc=(at, 0, hand.device)
    )


@pytest.fixture
def hand(log: MemoryLog, lead: Author) -> Hand:
    """The lead's, in the first item."""
    hand = Hand(lead.device)
    begin = advance(hand, WELCOME, None, NOW - 10 * MINUTE)
    assert log.statuses(lead, begin, now=NOW - 10 * MINUTE) == ["accepted"]
    return hand


def course(log: MemoryLog) -> Course:
    """The same in whatever order the operations come."""
    entries = [entry_of(row) for row in log.all if row.family == "run"]
    found = [course_of(fold("run", RUN_ID, list(one))) for one in itertools.permutations(entries)]
    assert all(one == found[0] for one in found)
    return found[0]


def way(log: MemoryLog) -> list[str]:
    return [visit.item for visit in course(log).visits]


def test_a_denied_advance_does_not_count_from_when_it_was_parked(
    log: MemoryLog, lead: Author, other: Author, hand: Hand
) -> None:
    late = advance(Hand(other.device), INPUT, at=NOW - 5 * MINUTE)
    assert answers(log.push(other, late, now=NOW - 4 * MINUTE)) == ["denied:revoked"]
    assert log.statuses(lead, advance(hand, GROUPS), now=NOW) == ["accepted"]
    before = course(log).visits
    assert answers(adopted(log, lead, op_id(late), now=NOW + MINUTE)) == ["accepted"]
    assert way(log) == [WELCOME, GROUPS]
    assert [(one.item, one.started_at) for one in course(log).visits] == [
        (one.item, one.started_at) for one in before
    ]
    assert [one.item for one in course(log).detours] == [INPUT]
    record = log.all[-1].record
    assert record.first_received_at == record.received_at == NOW + MINUTE
    assert record.origin is not None
    assert record.origin.received_at == NOW - 4 * MINUTE, "what it says of its author stays"


def test_in_the_same_millisecond_it_still_comes_after(
    log: MemoryLog, lead: Author, other: Author, hand: Hand
) -> None:
    late = advance(Hand(other.device), INPUT, at=NOW - 5 * MINUTE)
    log.push(other, late, now=NOW)
    log.push(lead, advance(hand, GROUPS), now=NOW)
    adopted(log, lead, op_id(late), now=NOW)
    assert way(log) == [WELCOME, GROUPS]


def test_an_advance_of_another_history_does_not_beat_what_was_lived_by_since(
    log: MemoryLog, lead: Author, other: Author, hand: Hand
) -> None:
    late = advance(Hand(other.device), INPUT, at=NOW - 5 * MINUTE)
    assert log.statuses(lead, advance(hand, GROUPS), now=NOW) == ["accepted"]
    row = brought(late, other, "lead", received_at=NOW - 5 * MINUTE)
    assert answers(offer(log, lead, row, now=NOW + MINUTE)) == ["accepted"]
    assert way(log) == [WELCOME, GROUPS]


def test_where_nobody_went_on_an_advance_that_comes_back_is_the_way_since_it_was_received(
    log: MemoryLog, lead: Author, other: Author, hand: Hand
) -> None:
    far = Hand(other.device)
    first = advance(far, INPUT, at=NOW - 5 * MINUTE)
    second = advance(far, GROUPS, visit_id(FIRST, INPUT), at=NOW - 3 * MINUTE)
    rows = [
        brought(first, other, "lead", received_at=NOW - 5 * MINUTE),
        brought(second, other, "lead", received_at=NOW - 3 * MINUTE),
    ]
    assert answers(offer(log, lead, *rows, now=NOW)) == ["accepted"] * 2
    assert way(log) == [WELCOME, INPUT, GROUPS]
    firsts = [row.record.first_received_at for row in log.all[-2:]]
    assert firsts == [NOW - 5 * MINUTE, NOW - 3 * MINUTE]


def test_another_press_for_the_way_that_is_gone_keeps_its_receipt(
    log: MemoryLog, lead: Author, other: Author, hand: Hand
) -> None:
    """Two pressed for the same, a third for something else and later."""
    log.push(lead, advance(hand, GROUPS, at=NOW + 2 * MINUTE), now=NOW + 2 * MINUTE)
    log.push(lead, advance(hand, INPUT, at=NOW + 3 * MINUTE), now=NOW + 3 * MINUTE)
    same = advance(Hand(other.device), GROUPS, at=NOW + MINUTE)
    row = brought(same, other, "lead", received_at=NOW + MINUTE)
    assert answers(offer(log, lead, row, now=NOW + 5 * MINUTE)) == ["accepted"]
    assert log.all[-1].record.first_received_at == NOW + MINUTE
    assert way(log) == [WELCOME, GROUPS]


def test_of_two_that_come_back_at_once_the_earlier_offered_is_the_way(
    log: MemoryLog, lead: Author, other: Author, hand: Hand
) -> None:
    far = Hand(other.device)
    presses = [advance(far, to, at=NOW - at * MINUTE) for to, at in ((INPUT, 5), (GROUPS, 4))]
    rows = [
        brought(one, other, "lead", received_at=NOW - at * MINUTE)
        for one, at in zip(presses, (5, 4), strict=True)
    ]
    assert answers(offer(log, lead, *rows, now=NOW)) == ["accepted"] * 2
    assert way(log) == [WELCOME, INPUT]
    assert log.all[-1].record.first_received_at == NOW - 4 * MINUTE, "it is no rival to beat"
