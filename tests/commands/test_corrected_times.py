"""Beginnings and ends that are set right afterwards."""

from __future__ import annotations

import pytest

from console.commands import run
from console.commands.undo import History, undo
from console.domain.errors import CommandRejected
from console.storage.store import Store
from tests.small_dialogue import MINUTE, START, MovedClock


def evening(store: Store, clock: MovedClock) -> list[str]:
    """Three items that begin at 18:00, 18:10 and 18:35; returns the visits."""
    run.go_on(store)
    for minutes in (10, 25):
        clock.advance(minutes=minutes)
        run.go_on(store)
    clock.advance(minutes=5)
    return [visit.id for visit in store.state.course.visits]


def starts(store: Store) -> list[int]:
    return [(visit.started_at - START) // MINUTE for visit in store.state.course.visits]


def test_beginning_and_end_are_one_action(
    store: Store, history: History, clock: MovedClock
) -> None:
    visits = evening(store, clock)
    times = {"started_at": START + 12 * MINUTE, "ended_at": START + 33 * MINUTE}
    run.correct_times(store, visits[1], **times)
    assert starts(store) == [0, 12, 33]
    undo(store, history)
    assert starts(store) == [0, 10, 35]


def test_what_is_so_already_writes_nothing(store: Store, clock: MovedClock) -> None:
    visits = evening(store, clock)
    before = store.pending_count
    run.correct_times(store, visits[1], ended_at=START + 35 * MINUTE)
    assert store.pending_count == before


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ({"started_at": 36}, "start_after_next"),
        ({"ended_at": 9}, "start_before_previous"),
        ({"ended_at": 41}, "start_in_future"),
        ({"started_at": -1, "ended_at": -2}, "start_before_previous"),
    ],
)
def test_nothing_begins_before_what_led_to_it(
    store: Store, clock: MovedClock, times: dict[str, int], code: str
) -> None:
    visits = evening(store, clock)
    given = {name: START + minutes * MINUTE for name, minutes in times.items()}
    with pytest.raises(CommandRejected, match=code):
        run.correct_times(store, visits[1], **given)
    assert starts(store) == [0, 10, 35]


def test_a_beginning_never_passes_the_item_after_it(store: Store, clock: MovedClock) -> None:
    visits = evening(store, clock)
    with pytest.raises(CommandRejected, match="start_after_next"):
        run.correct_start(store, visits[0], START + 11 * MINUTE)


def test_what_goes_on_has_no_end_to_correct(store: Store, clock: MovedClock) -> None:
    visits = evening(store, clock)
    with pytest.raises(CommandRejected, match="visit_missing"):
        run.correct_times(store, visits[2], ended_at=START + 36 * MINUTE)
