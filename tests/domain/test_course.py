"""The way of the evening: one visit after the other, whoever pressed and whenever it arrived."""

import itertools

from console.domain.course import Course, Pause
from console.domain.ids import RUN_ID, visit_id
from console.domain.ops import Entry
from console.domain.run import END, RunAdvanced, RunCorrected, RunPaused, RunResumed
from tests.domain.build import OTHER_DEVICE, entry, folded, projected, uid, undo

WELCOME, INPUT, GROUPS, BREAK = (uid(0xF0 + number) for number in range(4))


def visit(*items: str) -> str | None:
    """The id of the visit to the last of the items, reached by way of the others."""
    at: str | None = None
    for item in items:
        at = visit_id(at, item)
    return at


def advance(number: int, *items: str, ago_ms: int = 0, **more) -> Entry:
    """The press that goes to the last item from the visit that the others made."""
    body = RunAdvanced(from_visit=visit(*items[:-1]), to=items[-1], ago_ms=ago_ms)
    return entry(number, body, entity=RUN_ID, **more)


def correct(number: int, started: int, *items: str, **more) -> Entry:
    body = RunCorrected(visit=visit(*items) or "", started=started)
    return entry(number, body, entity=RUN_ID, **more)


def pause(number: int, *items: str, **more) -> Entry:
    ago_ms = more.pop("ago_ms", 0)
    return entry(number, RunPaused(visit=visit(*items), ago_ms=ago_ms), entity=RUN_ID, **more)


def resume(number: int, *items: str, **more) -> Entry:
    return entry(number, RunResumed(visit=visit(*items)), entity=RUN_ID, **more)


def course(*entries: Entry) -> Course:
    """The course, the same in every order of the presses."""
    found = [projected(*order) for order in itertools.permutations(entries)]
    assert all(one == found[0] for one in found)
    assert isinstance(found[0], Course)
    return found[0]


def items(*entries: Entry) -> list[str]:
    return [one.item for one in course(*entries).visits]


def starts(*entries: Entry) -> list[int]:
    return [one.started_at for one in course(*entries).visits]


def test_nothing_has_begun_without_an_advance():
    assert not Course().is_live
    assert course(correct(1, 5_000, WELCOME)).current is None


def test_each_visit_ends_where_the_next_begins():
    run = course(advance(1, WELCOME), advance(5, WELCOME, INPUT))
    assert [(one.started_at, one.ended_at) for one in run.visits] == [(1_000, 5_000), (5_000, None)]
    assert run.is_live
    assert run.begun_at == 1_000


def test_the_end_is_a_visit_after_which_nothing_is_on():
    run = course(advance(1, WELCOME), advance(2, WELCOME, END))
    assert run.is_over
    assert not run.is_live


def test_two_presses_are_one_advance_with_the_earlier_instant():
    run = course(
        advance(1, WELCOME),
        advance(5, WELCOME, INPUT, device=OTHER_DEVICE),
        advance(6, WELCOME, INPUT, received=5_100),
    )
    assert [one.item for one in run.visits] == [WELCOME, INPUT]
    assert run.visits[1].started_at == 5_000
    assert run.visits[1].ops == (uid(5), uid(6))
    assert run.detours == ()


def test_coming_back_to_an_item_is_another_visit():
    there_and_back = [advance(1, WELCOME), advance(2, WELCOME, INPUT)]
    there_and_back.append(advance(3, WELCOME, INPUT, WELCOME))
    run = course(*there_and_back)
    assert [one.item for one in run.visits] == [WELCOME, INPUT, WELCOME]
    assert run.visit_of(WELCOME) == run.visits[2]


def test_of_two_advances_the_one_received_first_is_the_way_and_the_other_a_detour():
    first = advance(9, WELCOME, GROUPS, received=5_000)
    second = advance(5, WELCOME, INPUT, received=5_001)
    run = course(advance(1, WELCOME), first, second)
    assert [one.item for one in run.visits] == [WELCOME, GROUPS]
    assert [one.item for one in run.detours] == [INPUT]


def test_the_earliest_receipt_of_all_presses_of_a_visit_decides():
    rivals = [
        advance(2, WELCOME, INPUT, received=9_000),
        advance(3, WELCOME, INPUT, received=4_000),
        advance(4, WELCOME, GROUPS, received=5_000),
    ]
    assert items(advance(1, WELCOME), *rivals) == [WELCOME, INPUT]


def test_who_comes_back_with_unsent_presses_moves_nobody():
    offline = [advance(2, WELCOME, INPUT, unsent=True), advance(4, WELCOME, INPUT, GROUPS)]
    run = course(advance(1, WELCOME), *offline, advance(9, WELCOME, BREAK))
    assert [one.item for one in run.visits] == [WELCOME, BREAK]
    assert [one.item for one in run.detours] == [INPUT, GROUPS]


def test_an_advance_that_was_made_first_and_received_last_moves_nobody():
    """As a lead adopts it when the team has gone on: it counts from then, not from its press."""
    adopted = advance(2, WELCOME, INPUT, at=2_000, received=60_000)
    run = course(advance(1, WELCOME), adopted, advance(9, WELCOME, GROUPS, received=9_000))
    assert [(one.item, one.started_at) for one in run.visits] == [(WELCOME, 1_000), (GROUPS, 9_000)]
    assert [one.item for one in run.detours] == [INPUT]


def test_of_two_unsent_advances_the_earlier_instant_and_then_the_id_decides():
    early = advance(6, WELCOME, GROUPS, unsent=True, ago_ms=4_500)
    late = advance(5, WELCOME, INPUT, unsent=True)
    assert items(advance(1, WELCOME), early, late) == [WELCOME, GROUPS]
    same = advance(6, WELCOME, GROUPS, unsent=True, at=5_000)
    assert items(advance(1, WELCOME), same, late) == [WELCOME, INPUT]


def test_what_follows_a_detour_is_a_detour():
    lost = advance(5, WELCOME, INPUT, received=9_000)
    after = advance(6, WELCOME, INPUT, GROUPS, received=9_100)
    run = course(advance(1, WELCOME), advance(4, WELCOME, BREAK), lost, after)
    assert [one.item for one in run.visits] == [WELCOME, BREAK]
    assert [one.item for one in run.detours] == [INPUT, GROUPS]


def test_an_advance_from_a_visit_that_was_undone_is_a_detour():
    undone = advance(2, WELCOME, INPUT)
    run = course(advance(1, WELCOME), undone, undo(4, undone), advance(3, WELCOME, INPUT, GROUPS))
    assert [one.item for one in run.visits] == [WELCOME]
    assert [one.item for one in run.detours] == [GROUPS]


def test_undoing_an_advance_restores_the_course_before_it():
    before = [advance(1, WELCOME), advance(2, WELCOME, INPUT), pause(3, WELCOME, INPUT)]
    pressed = advance(4, WELCOME, INPUT, GROUPS)
    assert course(*before).is_paused
    assert not course(*before, pressed).is_paused
    assert course(*before, pressed, undo(5, pressed)) == course(*before)


def test_undoing_one_of_two_presses_keeps_the_advance():
    twice = [advance(2, WELCOME, INPUT), advance(3, WELCOME, INPUT, device=OTHER_DEVICE)]
    assert items(advance(1, WELCOME), *twice, undo(4, twice[0])) == [WELCOME, INPUT]


def test_the_detour_becomes_the_way_when_the_other_advance_is_undone():
    first, second = advance(2, WELCOME, INPUT), advance(3, WELCOME, GROUPS)
    assert items(advance(1, WELCOME), first, second, undo(4, first)) == [WELCOME, GROUPS]


def test_a_start_before_that_of_the_visit_it_came_from_counts_from_there():
    run = course(advance(5, WELCOME), advance(6, WELCOME, INPUT, ago_ms=4_000))
    assert [(one.started_at, one.ended_at) for one in run.visits] == [(5_000, 5_000), (5_000, None)]


def test_a_corrected_start_moves_the_end_before_it_and_the_latest_correction_counts():
    evening = [advance(1, WELCOME), advance(9, WELCOME, INPUT)]
    once = correct(10, 4_000, WELCOME, INPUT)
    again = correct(11, 6_000, WELCOME, INPUT, base=[10])
    assert starts(*evening, once) == [1_000, 4_000]
    assert starts(*evening, once, again) == [1_000, 6_000]
    assert course(*evening, once, again).visits[0].ended_at == 6_000
    assert starts(*evening, once, again, undo(12, again)) == [1_000, 4_000]


def test_a_correction_replaces_what_an_undone_one_replaced():
    evening = [advance(1, WELCOME)]
    first = correct(2, 300, WELCOME, ms=50_000, received=50_000)
    undone = correct(3, 400, WELCOME, base=[2])
    last = correct(4, 500, WELCOME, base=[3])
    assert starts(*evening, first, undone, undo(5, undone), last) == [500]


def test_of_two_corrections_at_once_the_greater_clock_counts_and_both_are_to_be_named():
    twice = [correct(2, 300, WELCOME), correct(3, 400, WELCOME)]
    run = course(advance(1, WELCOME), *twice)
    assert run.visits[0].started_at == 400
    assert set(run.corrections[visit(WELCOME) or ""]) == {uid(2), uid(3)}


def test_a_correction_past_later_starts_pushes_them_along():
    evening = [advance(1, WELCOME), advance(2, WELCOME, INPUT), advance(3, WELCOME, INPUT, GROUPS)]
    assert starts(*evening, correct(4, 2_500, WELCOME)) == [2_500, 2_500, 3_000]


def test_a_correction_of_one_visit_leaves_another_to_the_same_item_alone():
    back = [advance(1, WELCOME), advance(2, WELCOME, INPUT), advance(3, WELCOME, INPUT, WELCOME)]
    assert starts(*back, correct(4, 2_900, WELCOME, INPUT, WELCOME)) == [1_000, 2_000, 2_900]


def test_a_pause_lasts_until_it_is_resumed():
    evening = [advance(1, WELCOME), pause(2, WELCOME)]
    assert course(*evening).is_paused
    run = course(*evening, resume(5, WELCOME, base=[2]))
    assert run.pauses == (Pause(start=2_000, end=5_000),)
    assert run.paused_ms(0, 10_000) == 3_000
    assert run.paused_ms(4_000, 10_000) == 1_000


def test_two_people_pausing_make_one_pause_from_the_earlier_press():
    twice = [pause(2, WELCOME), pause(3, WELCOME)]
    assert course(advance(1, WELCOME), *twice, resume(5, WELCOME, base=[2, 3])).pauses == (
        Pause(start=2_000, end=5_000),
    )


def test_an_advance_resumes():
    run = course(advance(1, WELCOME), pause(2, WELCOME), advance(7, WELCOME, INPUT))
    assert run.pauses == (Pause(start=2_000, end=7_000),)
    assert not run.is_paused


def test_a_pause_of_a_visit_that_is_over_or_lost_stops_nothing():
    evening = [advance(1, WELCOME), advance(3, WELCOME, INPUT)]
    late = course(*evening, pause(9, WELCOME))
    assert not late.is_paused
    assert late.pauses == (Pause(start=3_000, end=3_000),)
    assert course(*evening, pause(9, WELCOME, GROUPS)).pauses == ()


def test_nothing_is_paused_after_the_end():
    over = [advance(1, WELCOME), advance(2, WELCOME, END)]
    run = course(*over, pause(3, WELCOME, END), resume(4, WELCOME, END, base=[3]))
    assert run.pauses == ()


def test_resuming_comes_after_the_pause_that_it_names_whatever_the_clocks_say():
    seen = pause(6, WELCOME, ms=6_000)
    run = course(advance(1, WELCOME), seen, resume(7, WELCOME, base=[6], ms=6_001, at=2_000))
    assert run.pauses == (Pause(start=6_000, end=6_000),)
    assert not run.is_paused


def test_a_pause_made_good_later_does_not_reach_before_the_start():
    run = course(advance(5, WELCOME), pause(6, WELCOME, ago_ms=5_000))
    assert run.pauses == (Pause(start=5_000, end=None),)


def test_undoing_pause_or_resumption_takes_exactly_it_back():
    begun, paused = advance(1, WELCOME), pause(2, WELCOME)
    resumed = resume(5, WELCOME, base=[2])
    assert not course(begun, paused, undo(6, paused)).is_paused
    assert course(begun, paused, resumed, undo(6, resumed)) == course(begun, paused)
    assert course(begun, paused, resumed, undo(6, paused)).pauses == ()


def test_the_next_press_of_pause_names_the_last_one():
    evening = [advance(1, WELCOME), pause(2, WELCOME), resume(5, WELCOME, base=[2])]
    assert course(*evening).pause_ops == (uid(5),)
    assert folded(*evening).base_for(["pause"]) == (uid(5),)


def test_a_new_visit_has_no_press_of_pause_to_name():
    evening = [advance(1, WELCOME), pause(2, WELCOME), advance(5, WELCOME, INPUT)]
    assert course(*evening).pause_ops == ()


def test_a_removed_item_that_ran_stays_in_the_history():
    # The course knows items only by id: nothing that happens to an item reaches it.
    assert items(advance(1, uid(0x99)), advance(2, uid(0x99), INPUT)) == [uid(0x99), INPUT]
