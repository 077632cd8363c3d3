"""Rules of the course of the evening and of its times."""

from __future__ import annotations

import pytest

from console.commands import run, timers
from console.commands.undo import History, undo
from console.domain.errors import CommandRejected
from console.domain.run import END
from console.storage.store import Store
from console.timers.phase import Phase
from console.timers.timer import TimerView, group_view, item_view
from tests.small_dialogue import MINUTE, START, MovedClock, group_id, identity, item_id


def group(store: Store, number: int) -> TimerView:
    state = store.state
    item = state.agenda_items[item_id(2)]
    timer = state.timer(item.id, group_id(number))
    return group_view(item, state.course, timer, store.now_ms())


def plenary(store: Store, number: int = 1) -> TimerView:
    state = store.state
    item = state.agenda_items[item_id(number)]
    return item_view(item, state.course, state.timer(item.id), store.now_ms())


def visits(store: Store) -> list[str]:
    return [visit.item for visit in store.state.course.visits]


def test_going_on_walks_through_the_run_sheet_to_the_end(store: Store) -> None:
    for _ in range(4):
        run.go_on(store)
    assert visits(store) == [item_id(1), item_id(2), item_id(3), END]
    with pytest.raises(CommandRejected, match="already_ended"):
        run.go_on(store)


def test_the_same_press_twice_advances_once(store: Store) -> None:
    run.go_on(store)
    current = store.state.course.current
    assert current is not None
    run.advance(store, current.id, item_id(2))
    run.advance(store, current.id, item_id(2))
    assert visits(store) == [item_id(1), item_id(2)]


def test_a_skipped_item_is_passed_over(store: Store) -> None:
    from console.commands import agenda

    run.go_on(store)
    agenda.set_skipped(store, item_id(2), skipped=True)
    run.go_on(store)
    assert visits(store) == [item_id(1), item_id(3)]


def test_undo_of_an_advance_restores_every_timer(
    store: Store, history: History, clock: MovedClock
) -> None:
    run.go_on(store)
    run.go_on(store)
    timers.start_groups(store)
    clock.advance(minutes=6)
    timers.extend_group(store, group_id(3), 2 * MINUTE)
    before = [group(store, number) for number in (1, 2, 3)]
    run.go_on(store)
    assert group(store, 1).phase is Phase.RETURNING
    undo(store, history)
    assert [group(store, number) for number in (1, 2, 3)] == before


def test_extending_all_groups_and_one(store: Store, clock: MovedClock) -> None:
    run.go_on(store)
    run.go_on(store)
    timers.start_groups(store)
    clock.advance(minutes=1)
    timers.extend(store, MINUTE)
    timers.extend_group(store, group_id(2), 2 * MINUTE)
    lengths = [group(store, number).length_ms // MINUTE for number in (1, 2, 3)]
    assert lengths == [22, 24, 22]


def test_time_given_before_the_groups_begin_is_theirs_when_they_do(
    store: Store, clock: MovedClock
) -> None:
    run.go_on(store)
    run.go_on(store)
    timers.extend(store, 2 * MINUTE)
    assert [group(store, number).length_ms // MINUTE for number in (1, 2, 3)] == [23, 23, 23]
    timers.start_groups(store)
    assert [group(store, number).length_ms // MINUTE for number in (1, 2, 3)] == [23, 23, 23]


def test_less_time_never_leaves_less_than_half_a_minute(store: Store, clock: MovedClock) -> None:
    run.go_on(store)
    clock.advance(minutes=9)
    timers.extend(store, -MINUTE)
    assert plenary(store).remaining_ms == 30_000
    timers.extend(store, -MINUTE)
    assert plenary(store).remaining_ms == 30_000


def test_a_pause_stops_plenary_and_groups(store: Store, clock: MovedClock) -> None:
    run.go_on(store)
    run.go_on(store)
    timers.start_groups(store)
    clock.advance(minutes=5)
    run.pause(store)
    clock.advance(minutes=3)
    assert group(store, 1).phase is Phase.PAUSED
    assert group(store, 1).remaining_ms == 16 * MINUTE
    run.resume(store)
    clock.advance(minutes=1)
    assert group(store, 1).remaining_ms == 15 * MINUTE


def test_one_group_pauses_alone(store: Store, clock: MovedClock) -> None:
    run.go_on(store)
    run.go_on(store)
    timers.start_groups(store)
    clock.advance(minutes=2)
    timers.pause_group(store, group_id(1))
    clock.advance(minutes=2)
    assert group(store, 1).remaining_ms == 19 * MINUTE
    assert group(store, 2).remaining_ms == 17 * MINUTE
    timers.resume_group(store, group_id(1))
    clock.advance(minutes=1)
    assert group(store, 1).remaining_ms == 18 * MINUTE


def test_groups_are_back_when_somebody_says_so(store: Store, clock: MovedClock) -> None:
    run.go_on(store)
    run.go_on(store)
    timers.start_groups(store)
    clock.advance(minutes=20)
    run.go_on(store)
    timers.mark_returned(store, item_id(2), [group_id(1)])
    assert [group(store, n).phase for n in (1, 2)] == [Phase.RETURNED, Phase.RETURNING]
    timers.mark_returned(store, item_id(2), [group_id(1)], back=False)
    assert group(store, 1).phase is Phase.RETURNING


def test_a_correction_moves_the_beginning(store: Store, clock: MovedClock) -> None:
    clock.advance(minutes=5)
    run.go_on(store)
    visit = store.state.course.current
    assert visit is not None
    run.correct_start(store, visit.id, START + 2 * MINUTE)
    assert plenary(store).elapsed_ms == 3 * MINUTE
    with pytest.raises(CommandRejected, match="start_in_future"):
        run.correct_start(store, visit.id, START + 90 * MINUTE)


def test_a_note_taker_moves_nothing(store: Store) -> None:
    store.be(identity("notetaker"))
    with pytest.raises(CommandRejected, match="not_allowed"):
        run.go_on(store)
    assert visits(store) == []


def test_a_co_host_extends_groups_but_not_the_plenary(store: Store, clock: MovedClock) -> None:
    run.go_on(store)
    store.be(identity("cohost"))
    with pytest.raises(CommandRejected, match="not_allowed"):
        timers.extend(store, MINUTE)
    store.be(identity("lead"))
    run.go_on(store)
    timers.start_groups(store)
    store.be(identity("cohost"))
    timers.extend_group(store, group_id(1), MINUTE)
    assert group(store, 1).extended_ms == MINUTE
