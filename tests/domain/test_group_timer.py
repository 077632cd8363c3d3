"""The register of a group's timer: one run, however many hands started it."""

import itertools

from console.domain.group_timer import GroupTimer
from console.domain.ids import group_run_id, timer_id, visit_id
from console.domain.ops import Entry
from console.domain.timers import (
    TimerExtended,
    TimerPaused,
    TimerRegister,
    TimerReset,
    TimerResumed,
    TimerReturned,
    TimerStarted,
)
from tests.domain.build import OTHER_DEVICE, entry, projected, uid, undo

ITEM, GROUP = uid(0xF0), uid(0x61)
TIMER = timer_id(ITEM, GROUP)
VISIT = visit_id(None, ITEM)
FIRST_RUN = group_run_id(TIMER, None)
SECOND_RUN = group_run_id(TIMER, FIRST_RUN)


def register(
    number: int, kind: type[TimerRegister], state: str, run: str = FIRST_RUN, **more
) -> Entry:
    fields = {name: more.pop(name) for name in ("elapsed_before_ms", "ago_ms") if name in more}
    body = kind(item=ITEM, group=GROUP, visit=VISIT, run=run, state=state, **fields)
    return entry(number, body, entity=TIMER, scope=GROUP, **more)


def start(number: int, run: str = FIRST_RUN, **more) -> Entry:
    return register(number, TimerStarted, "running", run, **more)


def pause(number: int, elapsed: int, **more) -> Entry:
    return register(number, TimerPaused, "paused", elapsed_before_ms=elapsed, **more)


def resume(number: int, elapsed: int, **more) -> Entry:
    return register(number, TimerResumed, "running", elapsed_before_ms=elapsed, **more)


def extend(number: int, delta_ms: int, run: str = FIRST_RUN) -> Entry:
    body = TimerExtended(item=ITEM, group=GROUP, run=run, delta_ms=delta_ms)
    return entry(number, body, entity=TIMER, scope=GROUP)


def returned(number: int, *, back: bool = True, run: str = FIRST_RUN) -> Entry:
    body = TimerReturned(item=ITEM, group=GROUP, run=run, back=back)
    return entry(number, body, entity=TIMER, scope=GROUP)


def timer(*entries: Entry) -> GroupTimer:
    found = [projected(*order) for order in itertools.permutations(entries)]
    assert all(one == found[0] for one in found)
    assert isinstance(found[0], GroupTimer)
    return found[0]


def used_at(view: GroupTimer, instant: int) -> int:
    return view.elapsed_ms + (instant - view.since if view.state == "running" else 0)


def test_a_started_timer_runs_from_its_instant():
    view = timer(start(5))
    assert (view.state, view.run, view.visit) == ("running", FIRST_RUN, VISIT)
    assert used_at(view, 8_000) == 3_000


def test_two_starts_of_one_situation_are_one_run_with_the_earlier_beginning():
    view = timer(start(6), start(5, device=OTHER_DEVICE))
    assert view.run == FIRST_RUN
    assert used_at(view, 8_000) == 3_000
    assert used_at(timer(start(6), start(7, ago_ms=4_000)), 8_000) == 5_000


def test_a_start_corrected_by_hand_replaces_the_one_that_it_names():
    assert used_at(timer(start(5), start(9, ago_ms=2_000, base=[5])), 10_000) == 3_000


def test_pausing_keeps_the_time_used_and_resuming_goes_on_with_it():
    paused = [start(5), pause(7, 2_000, base=[5])]
    assert timer(*paused).state == "paused"
    assert used_at(timer(*paused), 99_000) == 2_000
    assert used_at(timer(*paused, resume(9, 2_000, base=[7])), 10_000) == 3_000


def test_two_resumptions_go_on_from_the_one_that_used_more_time():
    paused = [start(1), pause(3, 2_000, base=[1])]
    twice = [resume(5, 2_000, base=[3]), resume(6, 2_000, base=[3], device=OTHER_DEVICE)]
    assert used_at(timer(*paused, *twice), 9_000) == 6_000


def test_a_resumption_with_more_time_used_began_earlier_though_it_came_later():
    view = timer(start(1), resume(5, 1_000, base=[1]), resume(6, 4_000, base=[1]))
    assert used_at(view, 9_000) == 7_000


def test_a_run_has_no_time_of_another_run_or_of_a_pause_beside_it():
    assert used_at(timer(start(5), start(9, SECOND_RUN)), 10_000) == 1_000
    beside = [pause(6, 5_000, base=[5]), resume(9, 1_000, base=[5])]
    assert used_at(timer(start(5), *beside), 10_000) == 2_000


def test_a_pause_that_knew_one_of_two_starts_still_stops_the_timer():
    assert timer(start(5), start(6), pause(9, 4_000, base=[5])).state == "paused"


def test_a_reset_makes_it_ready_and_the_next_start_is_another_run():
    reset = register(7, TimerReset, "ready", base=[5])
    assert timer(start(5), reset).state == "ready"
    assert timer(start(5), reset, start(9, SECOND_RUN, base=[7])).run == SECOND_RUN


def test_an_extension_counts_for_the_run_that_it_names_and_no_other():
    both = [extend(6, 60_000), extend(7, 5_000, SECOND_RUN)]
    assert timer(start(5), *both).extended_ms == 60_000
    assert timer(start(5), *both, start(9, SECOND_RUN, base=[5])).extended_ms == 5_000


def test_two_extensions_at_once_add_up_and_an_undone_one_does_not_count():
    longer = extend(6, 60_000)
    assert timer(start(5), longer, extend(7, 60_000)).extended_ms == 120_000
    assert timer(start(5), longer, undo(8, longer)).extended_ms == 0


def test_undoing_a_start_restores_the_run_before_it():
    before = [start(5), pause(7, 2_000, base=[5])]
    again = start(9, SECOND_RUN, base=[7])
    assert timer(*before, again, undo(10, again)) == timer(*before)
    assert timer(again, undo(10, again)).state == "ready"


def test_a_group_is_back_only_by_a_mark_of_its_run():
    assert not timer(start(5)).is_returned
    assert timer(start(5), returned(8)).is_returned
    assert timer(start(5), returned(8)).returned_at == {FIRST_RUN: 8_000}
    assert not timer(start(5), returned(8, run=SECOND_RUN)).is_returned


def test_the_last_mark_counts_and_of_several_the_first_says_since_when():
    gone = [start(5), returned(6), returned(7, back=False)]
    assert not timer(*gone).is_returned
    assert timer(*gone, returned(8), returned(9)).returned_at == {FIRST_RUN: 8_000}


def test_an_items_own_timer_says_whose_it_is_without_ever_being_started():
    body = TimerExtended(item=ITEM, run=VISIT, delta_ms=60_000)
    view = projected(entry(1, body, entity=timer_id(ITEM, None)))
    assert (view.item, view.group, view.state) == (ITEM, None, "ready")
    assert view.extensions == {VISIT: 60_000}
