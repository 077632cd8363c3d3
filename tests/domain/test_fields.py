"""Fields, rivals, the cap on clocks, counters, and marks in order."""

import pytest

from console.domain.notes import NoteAdded, NoteSet, Place
from console.domain.ops import LATEST_INSTANT, Entry, effective_instant
from console.domain.polls import PointsGiven
from console.domain.roster import AttendanceMarked, ParticipantAdded, ParticipantSet
from console.domain.timers import TimerExtended
from tests.domain.build import OTHER_DEVICE, blank, entry, folded, head, projected, uid, undo

LEFT, RIGHT = Place(column=uid(0xC0), order="V"), Place(column=uid(0xC1), order="k")


def note(number: int) -> Entry:
    return entry(number, NoteAdded(text="Bank", place=LEFT))


def move(number: int, place: Place, *base: int, **more) -> Entry:
    return entry(number, NoteSet(place=place), base=base, **more)


def place(*entries: Entry) -> Place:
    return folded(*entries).fields["place"]


def test_the_greatest_clock_wins_a_field_among_those_nobody_replaced():
    assert place(note(1), move(2, RIGHT, 1), move(3, LEFT, 1)) == LEFT
    assert place(note(1), move(2, RIGHT, 1, ms=9_000), move(3, LEFT, 1)) == RIGHT


def test_what_was_replaced_cannot_win_whatever_its_clock_says():
    assert place(note(1), move(2, LEFT, 1, ms=90_000), move(3, RIGHT, 2)) == RIGHT


def test_column_and_order_move_as_one():
    moved = projected(note(1), move(2, RIGHT, 1))
    assert (moved.column, moved.order) == (RIGHT.column, RIGHT.order)


def test_a_field_that_is_not_set_is_left_alone():
    state = folded(note(1), entry(2, NoteSet(for_plenary=True), base=[1]))
    assert state.fields["place"] == LEFT
    assert state.fields["for_plenary"] is True


def test_a_field_set_to_nothing_is_set():
    group = entry(2, NoteSet(group=uid(0x61)), base=[1])
    assert folded(note(1), group, entry(3, NoteSet(group=None), base=[2])).fields["group"] is None


def test_a_clock_far_ahead_counts_a_minute_past_its_receipt_at_most():
    ahead = move(2, RIGHT, 1, ms=900_000, received=5_000)
    assert place(note(1), ahead, move(3, LEFT, 1, ms=64_999)) == RIGHT
    assert place(note(1), ahead, move(3, LEFT, 1, ms=65_001)) == LEFT


def test_an_unsent_operation_counts_with_its_own_clock():
    ahead = move(2, RIGHT, 1, ms=900_000, unsent=True)
    assert place(note(1), ahead, move(3, LEFT, 1, ms=800_000, received=800_000)) == RIGHT


@pytest.mark.parametrize(
    ("left", "right"),
    [({"ms": 7_000}, {"ms": 7_001}), ({"counter": 0}, {"counter": 1}), ({}, {})],
    ids=["instant", "counter", "id"],
)
def test_ties_are_broken_by_counter_and_then_by_id(left: dict, right: dict):
    left, right = {"ms": 7_000, **left}, {"ms": 7_000, **right}
    assert place(note(1), move(2, LEFT, 1, **left), move(3, RIGHT, 1, **right)) == RIGHT


def test_ties_between_devices_are_broken_by_the_device():
    other = move(2, RIGHT, 1, ms=7_000, device=OTHER_DEVICE)
    assert place(note(1), other, move(3, LEFT, 1, ms=7_000)) == RIGHT


def test_two_names_given_at_once_are_both_shown():
    added = entry(1, ParticipantAdded(first_name="Ana", last_name="Klein"))
    left = entry(2, ParticipantSet(first_name="Anna"), base=[1])
    right = entry(3, ParticipantSet(first_name="Anja"), base=[1])
    person = projected(added, left, right)
    assert person.first_name == "Anja"
    assert person.rivals == {"first_name": ("Anna",)}


def test_the_same_name_given_twice_is_no_rival():
    added = entry(1, ParticipantAdded(first_name="Ana"))
    twice = [entry(number, ParticipantSet(first_name="Anna"), base=[1]) for number in (2, 3)]
    assert projected(added, *twice).rivals == {}


def points(number: int, delta: int, poll: int = 0xF0, **more) -> Entry:
    return entry(number, PointsGiven(poll=uid(poll), target=uid(0xF1), delta=delta), **more)


def test_a_counter_adds_up_whatever_names_what():
    assert projected(points(1, 3), points(2, 2, base=[1]), points(3, -1)).count == 4


def test_an_undone_or_blank_part_of_a_counter_does_not_count():
    given = points(2, 2)
    assert projected(points(1, 3), given, undo(3, given)).count == 3
    assert projected(points(1, 3), blank(given)).count == 3


def test_a_counter_is_kept_apart_by_the_run_that_it_names():
    def extended(number: int, run: int, delta: int) -> Entry:
        body = TimerExtended(item=uid(0xF0), run=uid(run), delta_ms=delta)
        return entry(number, body)

    timer = projected(extended(1, 0xA1, 60), extended(2, 0xA2, 5), extended(3, 0xA1, 1))
    assert timer.extensions == {uid(0xA1): 61, uid(0xA2): 5}
    assert (timer.item, timer.group) == (uid(0xF0), None)


def mark(number: int, state: str, **more) -> Entry:
    ago = more.pop("ago_ms", 0)
    return entry(number, AttendanceMarked(state=state, ago_ms=ago), **more)


def states(*entries: Entry) -> list[str]:
    return [event.state for event in projected(*entries).events]


def test_marks_come_in_the_order_of_what_happened():
    late = mark(3, "present", ms=9_000, ago_ms=8_000)
    assert states(mark(1, "waiting", ms=2_000), mark(2, "left", ms=3_000), late) == [
        "present",
        "waiting",
        "left",
    ]


def test_marks_of_one_instant_come_in_the_order_of_clock_and_id():
    same = {"at": 5_000}
    entries = [
        mark(1, "left", ms=7_000, **same),
        mark(2, "present", ms=6_000, **same),
        mark(3, "excluded", ms=7_000, **same),
    ]
    assert states(*entries) == ["present", "left", "excluded"]


def test_no_mark_replaces_another_and_an_undone_one_is_away():
    came, left = mark(1, "present"), mark(2, "left", base=[1])
    assert states(came, left) == ["present", "left"]
    log = projected(came, left, undo(3, left))
    assert log.state == "present"
    assert log.state_at(999) == "registered"


@pytest.mark.parametrize(
    ("clock", "at", "offset", "received", "expected"),
    [
        ("server", 5_000, None, None, 5_000),
        ("server", 5_000, 700, None, 5_000),
        ("server", 5_000, None, 4_000, 4_000),
        ("device", 5_000, None, None, 5_000),
        ("device", 5_000, -2_000, None, 3_000),
        ("device", 5_000, 2_000, 6_000, 6_000),
        ("device", 5_000, -9_000, None, 0),
        ("device", LATEST_INSTANT, LATEST_INSTANT, None, LATEST_INSTANT),
    ],
)
def test_the_effective_instant_is_in_server_time_and_never_after_the_receipt(
    clock: str, at: int, offset: int | None, received: int | None, expected: int
):
    assert effective_instant(head(1, at=at, clock=clock), offset, received) == expected
