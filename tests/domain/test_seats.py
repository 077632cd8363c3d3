"""Whose seat counts after a draw."""

from console.domain.groups import DrawApplied, SeatSet
from console.domain.ids import seat_id
from console.domain.ops import Entry
from console.domain.seats import lost_seats
from console.domain.values import Draw, Seat
from tests.domain.build import entry, folded, projected, uid, undo

ITEM, PERSON = uid(0xF0), uid(0xF1)
RED, BLUE, GREEN = uid(0x61), uid(0x62), uid(0x63)
SEAT = seat_id(ITEM, PERSON)


def seat(number: int, group: str | None, draw: int | None = None, **more) -> Entry:
    drawn = None if draw is None else uid(draw)
    body = SeatSet(item=ITEM, participant=PERSON, group=group, draw=drawn)
    return entry(number, body, entity=SEAT, **more)


def group(*entries: Entry, winning: int | None) -> str | None:
    lost = lost_seats(entries, None if winning is None else uid(winning))
    value = projected(*entries, left_out=lost)
    assert isinstance(value, Seat)
    return value.group


def test_the_greater_of_two_draws_wins_and_an_undone_one_does_not():
    first = entry(1, DrawApplied(seed="a"), entity=ITEM)
    second = entry(2, DrawApplied(seed="b"), entity=ITEM, base=[1])
    drawn = projected(first, second)
    assert isinstance(drawn, Draw)
    assert (drawn.op, drawn.seed) == (uid(2), "b")
    assert projected(first, second, undo(3, second)).op == uid(1)
    assert projected(first, undo(3, first)).hidden


def test_seats_of_a_losing_draw_are_ignored_even_with_a_greater_clock():
    assert group(seat(3, RED, 1), seat(2, BLUE, 2), winning=2) == BLUE


def test_no_group_in_the_winning_draw_is_a_seat_too():
    assert group(seat(3, RED, 1), seat(2, None, 2), winning=2) is None


def test_a_seat_by_hand_counts_by_its_clock_beside_the_winning_draw():
    assert group(seat(3, RED, 1), seat(2, BLUE, 2), seat(4, GREEN), winning=2) == GREEN
    assert group(seat(1, GREEN), seat(2, BLUE, 2, base=[1]), winning=2) == BLUE


def test_who_was_not_considered_by_the_winning_draw_keeps_the_latest_other_seat():
    assert group(seat(3, RED, 1), winning=2) == RED
    assert group(seat(3, RED, 1), seat(4, GREEN), winning=2) == GREEN


def test_a_seat_of_the_winning_draw_that_was_undone_is_none():
    won = seat(4, BLUE, 2)
    assert group(seat(3, RED, 1), won, undo(5, won), winning=2) == RED


def test_without_a_draw_the_latest_seat_counts():
    assert group(seat(1, RED), seat(2, BLUE, base=[1]), winning=None) == BLUE


def test_an_edit_on_top_of_a_lost_seat_replaces_what_that_one_replaced():
    lost, won = seat(3, RED, 1, base=[2], ms=90_000), seat(2, BLUE, 2, ms=80_000)
    moved = seat(4, GREEN, base=[3])
    assert group(lost, won, moved, winning=2) == GREEN


def test_a_person_without_a_seat_has_none():
    taken = seat(1, RED)
    assert projected(taken, undo(2, taken)).hidden
    assert folded(taken, undo(2, taken)).hidden
