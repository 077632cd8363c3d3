"""The forecast of the evening, row by row."""

import pytest

from console.timers.phase import Phase
from console.timers.present import last_breakout, present
from console.timers.schedule import Forecast, Row, deviation_min, forecast, is_on_plan
from tests.timers.script import Script, clock, minutes


def look(script: Script, now: str) -> Forecast:
    return forecast(script.evening, clock(now))


def span(row: Row) -> tuple[int, int]:
    return row.forecast_start, row.forecast_end


def states(script: Script, now: str) -> list[str]:
    return [row.state for row in look(script, now).rows]


@pytest.fixture
def script() -> Script:
    """Items of 15, 15, 33 (groups: 3 going, 3 coming) and 12 minutes: 18:00 to 19:15."""
    script = Script(ends_at=clock("19:15"))
    script.add_item(15)
    script.add_item(15)
    script.add_item(33, "breakout", going_min=3, coming_min=3)
    script.add_item(12)
    return script


@pytest.fixture
def groups(script: Script) -> Script:
    """The same with two groups, their item begun at 18:30."""
    script.add_group(script.items[2])
    script.add_group(script.items[2])
    for at, item in zip(("18:00", "18:15", "18:30"), script.items[:3], strict=True):
        script.advance(clock(at), item)
    return script


# Before the beginning


def test_before_the_beginning_the_forecast_is_the_plan(script: Script) -> None:
    found = look(script, "17:40")
    assert [span(row) for row in found.rows] == [
        (row.planned_start, row.planned_end) for row in found.rows
    ]
    assert found.rows[0].planned_start == clock("18:00")
    assert (found.ends_at, found.deviation_ms) == (clock("19:15"), 0)
    assert [row.state for row in found.rows] == ["next", "later", "later", "later"]
    assert (found.present, found.next) == (None, found.rows[0])


def test_an_overdue_beginning_is_told_and_moves_the_forecast(script: Script) -> None:
    assert look(script, "18:00").overdue_since is None
    found = look(script, "18:07")
    assert found.overdue_since == clock("18:00")
    assert span(found.rows[0]) == (clock("18:07"), clock("18:22"))
    assert (found.ends_at, found.deviation_ms) == (clock("19:22"), minutes(7))
    assert found.rows[0].planned_start == clock("18:00")


def test_nothing_is_overdue_once_it_has_begun(script: Script) -> None:
    script.advance(clock("18:07"), script.items[0])
    assert look(script, "18:08").overdue_since is None


# In the plenary


def test_a_late_start_moves_everything_by_the_same(script: Script) -> None:
    script.advance(clock("18:03"), script.items[0])
    found = look(script, "18:04")
    assert span(found.rows[0]) == (clock("18:03"), clock("18:18"))
    assert [row.forecast_start - row.planned_start for row in found.rows] == [minutes(3)] * 4
    assert found.deviation_ms == minutes(3)
    assert states(script, "18:04") == ["now", "next", "later", "later"]


def test_over_time_the_next_item_starts_now(script: Script) -> None:
    script.advance(clock("18:00"), script.items[0])
    assert states(script, "18:14:59.999")[0] == "now"
    assert states(script, "18:15")[0] == "now_over"
    found = look(script, "18:20")
    assert found.present == found.rows[0]
    assert span(found.rows[0]) == (clock("18:00"), clock("18:20"))
    assert found.rows[0].deviation_min == 5
    assert found.rows[1].forecast_start == clock("18:20")


def test_an_extension_and_a_pause_move_the_end_of_the_present_item(script: Script) -> None:
    script.advance(clock("18:00"), script.items[0])
    script.extend(clock("18:02"), script.items[0], minutes(2))
    script.pause(clock("18:05"))
    script.resume(clock("18:08"))
    assert look(script, "18:10").rows[0].forecast_end == clock("18:20")


def test_while_paused_the_end_moves_with_the_clock(script: Script) -> None:
    script.advance(clock("18:00"), script.items[0])
    script.pause(clock("18:05"))
    assert look(script, "18:08").rows[0].forecast_end == clock("18:18")
    assert look(script, "18:09").rows[0].forecast_end == clock("18:19")


def test_done_items_keep_their_real_times_and_tell_their_deviation(script: Script) -> None:
    script.advance(clock("18:02"), script.items[0])
    script.advance(clock("18:15:10"), script.items[1])
    script.advance(clock("18:32:20"), script.items[3])
    found = look(script, "18:33")
    first, second, jumped, _ = found.rows
    assert first.actual == ((clock("18:02"), clock("18:15:10")),)
    assert span(first) == first.actual[0]
    assert [row.deviation_min for row in (first, second)] == [-2, 2]
    assert (jumped.state, jumped.actual, jumped.deviation_min) == ("skipped", (), 0)
    assert span(jumped) == (clock("18:32:20"), clock("18:32:20"))


def test_several_visits_of_an_item_all_count(script: Script) -> None:
    for at, position in (("18:00", 0), ("18:10", 1), ("18:12", 0)):
        script.advance(clock(at), script.items[position])
    found = look(script, "18:13")
    assert found.rows[0].actual == ((clock("18:00"), clock("18:10")), (clock("18:12"), None))
    assert span(found.rows[0]) == (clock("18:12"), clock("18:27"))
    assert found.rows[0].deviation_min == 10
    assert found.rows[1].state == "next"
    assert found.rows[1].actual == ((clock("18:10"), clock("18:12")),)
    assert span(found.rows[1]) == (clock("18:27"), clock("18:42"))
    script.advance(clock("18:20"), script.items[1])
    first = look(script, "18:20").rows[0]
    assert (first.state, first.deviation_min) == ("done", 3)
    assert span(first) == (clock("18:00"), clock("18:20"))


def test_a_removed_item_that_ran_stays_and_one_that_did_not_is_gone(script: Script) -> None:
    script.advance(clock("18:00"), script.items[0])
    script.advance(clock("18:15"), script.items[1])
    script.remove_item(script.items[0])
    script.remove_item(script.items[3])
    found = look(script, "18:20")
    assert [row.item for row in found.rows] == script.items[:3]
    assert found.rows[0].state == "done"
    assert (found.rows[1].planned_start, found.ends_at) == (clock("18:15"), clock("19:03"))


def test_a_removed_item_that_is_on_stays_on(script: Script) -> None:
    script.advance(clock("18:00"), script.items[0])
    script.remove_item(script.items[0])
    assert states(script, "18:05")[:2] == ["now", "next"]


def test_skipped_items_take_no_time_in_the_forecast(script: Script) -> None:
    script.advance(clock("18:00"), script.items[0])
    script.set_item(script.items[1], skipped=True)
    found = look(script, "18:05")
    assert [row.state for row in found.rows] == ["now", "skipped", "next", "later"]
    assert span(found.rows[1]) == (clock("18:15"), clock("18:15"))
    assert found.rows[2].forecast_start == clock("18:15")
    assert found.deviation_ms == -minutes(15)


def test_items_left_out_at_the_beginning_lie_at_the_beginning(script: Script) -> None:
    script.set_item(script.items[0], skipped=True)
    assert span(look(script, "17:40").rows[0]) == (clock("18:00"), clock("18:00"))
    script.advance(clock("18:04"), script.items[2])
    rows = look(script, "18:05").rows
    assert [span(row) for row in rows[:2]] == [(clock("18:04"), clock("18:04"))] * 2


def test_an_item_with_a_fixed_start_waits_for_it_and_shows_the_gap(script: Script) -> None:
    script.set_item(script.items[1], fixed_start=clock("18:20"))
    script.advance(clock("17:58"), script.items[0])
    row = look(script, "18:00").rows[1]
    assert (row.forecast_start, row.forecast_gap_ms) == (clock("18:20"), minutes(7))
    assert (row.planned_start, row.planned_gap_ms) == (clock("18:20"), minutes(5))
    row = look(script, "18:25").rows[1]
    assert (row.forecast_start, row.forecast_gap_ms) == (clock("18:25"), 0)


def test_items_of_zero_minutes_have_a_place_and_no_time(script: Script) -> None:
    script.set_item(script.items[1], minutes=0)
    script.advance(clock("18:00"), script.items[0])
    found = look(script, "18:05")
    assert span(found.rows[1]) == (clock("18:15"), clock("18:15"))
    assert found.rows[1].state == "next"
    script.advance(clock("18:15"), script.items[1])
    assert states(script, "18:15")[1] == "now_over"
    assert look(script, "18:17").rows[2].forecast_start == clock("18:17")


def test_undo_of_an_advance_restores_the_forecast(script: Script) -> None:
    script.advance(clock("18:00"), script.items[0])
    expected = look(script, "18:12")
    op_id = script.advance(clock("18:05"), script.items[1])
    assert look(script, "18:12") != expected
    script.undo(clock("18:06"), op_id)
    assert look(script, "18:12") == expected


def test_a_clock_set_back_before_the_start_puts_no_end_before_it(script: Script) -> None:
    script.advance(clock("18:03"), script.items[0])
    found = look(script, "17:00")
    assert span(found.rows[0]) == (clock("18:03"), clock("18:18"))
    assert found.ends_at == clock("19:18")


# With groups


def test_groups_that_have_not_begun_count_from_the_end_of_going(groups: Script) -> None:
    assert look(groups, "18:31").rows[2].forecast_end == clock("19:03")
    assert look(groups, "18:33").rows[2].forecast_end == clock("19:03")
    assert look(groups, "18:35").rows[2].forecast_end == clock("19:05")


def test_the_item_ends_when_the_latest_group_has_come_back(groups: Script) -> None:
    item = groups.items[2]
    groups.start_group(clock("18:33"), item, groups.groups[0])
    groups.start_group(clock("18:34"), item, groups.groups[1])
    groups.extend(clock("18:40"), item, minutes(2), groups.groups[1])
    found = look(groups, "18:41")
    assert found.rows[2].forecast_end == clock("19:06")
    assert found.rows[3].forecast_start == clock("19:06")
    assert (found.deviation_ms, found.rows[2].deviation_min) == (minutes(3), 3)


def test_a_group_that_has_not_begun_beside_others_counts_from_now(groups: Script) -> None:
    groups.start_group(clock("18:33"), groups.items[2], groups.groups[0])
    assert look(groups, "18:40").rows[2].forecast_end == clock("19:10")


def test_groups_that_began_while_others_were_going_need_no_going(groups: Script) -> None:
    for group in groups.groups:
        groups.start_group(clock("18:31"), groups.items[2], group)
    assert look(groups, "18:32").rows[2].forecast_end == clock("19:01")


def test_a_removed_group_is_not_waited_for(groups: Script) -> None:
    groups.start_group(clock("18:33"), groups.items[2], groups.groups[0])
    groups.remove_group(groups.groups[1])
    assert look(groups, "18:40").rows[2].forecast_end == clock("19:03")


def test_groups_over_time_still_need_the_way_back(groups: Script) -> None:
    for group in groups.groups:
        groups.start_group(clock("18:33"), groups.items[2], group)
    found = look(groups, "19:02")
    assert found.rows[2].state == "now_over"
    assert found.rows[2].forecast_end == clock("19:05")


def test_a_group_that_is_back_is_not_waited_for(groups: Script) -> None:
    item = groups.items[2]
    for at, group in zip(("18:33", "18:36"), groups.groups, strict=True):
        groups.start_group(clock(at), item, group)
    groups.mark_back(clock("18:50"), item, groups.groups[1])
    assert look(groups, "18:51").rows[2].forecast_end == clock("19:03")
    groups.mark_back(clock("18:52"), item, groups.groups[0])
    assert look(groups, "18:53").rows[2].forecast_end == clock("18:53")


def test_a_paused_group_moves_the_end_with_the_clock(groups: Script) -> None:
    for group in groups.groups:
        groups.start_group(clock("18:33"), groups.items[2], group)
    groups.pause_group(clock("18:40"), groups.items[2], groups.groups[0])
    assert look(groups, "18:45").rows[2].forecast_end == clock("19:08")


def test_a_pause_while_going_makes_the_going_longer(groups: Script) -> None:
    groups.pause(clock("18:31"))
    groups.resume(clock("18:35"))
    assert look(groups, "18:36").rows[2].forecast_end == clock("19:07")


def test_a_breakout_without_groups_ends_after_its_minutes(script: Script) -> None:
    script.advance(clock("18:30"), script.items[2])
    assert look(script, "18:50").rows[2].forecast_end == clock("19:03")
    assert states(script, "19:03")[2] == "now_over"


def test_groups_still_on_their_way_do_not_hold_up_the_next_item(groups: Script) -> None:
    groups.start_group(clock("18:33"), groups.items[2], groups.groups[0])
    groups.advance(clock("18:50"), groups.items[3])
    found = look(groups, "18:51")
    assert (found.rows[2].state, found.ends_at) == ("done", clock("19:02"))


def test_the_countdown_is_the_latest_groups_and_before_that_the_items(groups: Script) -> None:
    def shown(now: str):
        return present(groups.evening, clock(now)).countdown

    assert shown("18:32").remaining_ms == minutes(31)
    for at, group in zip(("18:33", "18:34"), groups.groups, strict=True):
        groups.start_group(clock(at), groups.items[2], group)
    assert (shown("18:40").remaining_ms, shown("18:40").ends_at) == (minutes(21), clock("19:01"))
    groups.advance(clock("18:50"), groups.items[3])
    assert shown("18:51").remaining_ms == minutes(11)


def test_nothing_is_on_before_the_beginning_and_after_the_end(script: Script) -> None:
    assert present(script.evening, clock("17:59")) is None
    script.advance(clock("18:00"), script.items[0])
    assert present(script.evening, clock("18:01")).item.id == script.items[0]
    script.end(clock("18:02"))
    assert present(script.evening, clock("18:03")) is None


def test_a_given_present_makes_the_same_forecast(groups: Script) -> None:
    groups.start_group(clock("18:33"), groups.items[2], groups.groups[0])
    evening, now = groups.evening, clock("18:40")
    assert forecast(evening, now, present(evening, now)) == forecast(evening, now)


def test_the_last_breakout_is_the_one_that_is_or_was_on(groups: Script) -> None:
    later = groups.add_item(20, "breakout")
    assert last_breakout(groups.evening).id == groups.items[2]
    groups.advance(clock("19:00"), groups.items[3])
    assert last_breakout(groups.evening).id == groups.items[2]
    groups.advance(clock("19:10"), later)
    assert last_breakout(groups.evening).id == later
    assert last_breakout(Script().evening) is None


def test_the_row_is_over_when_the_countdown_is(groups: Script) -> None:
    for now in ("19:02", "19:03", "19:04"):
        over = present(groups.evening, clock(now)).countdown.phase is Phase.OVER
        assert states(groups, now)[2] == ("now_over" if over else "now")


# The end


def test_after_the_end_nothing_moves_any_more(script: Script) -> None:
    script.advance(clock("18:00"), script.items[0])
    script.advance(clock("18:10"), script.items[1])
    script.end(clock("18:50"))
    found = look(script, "18:50")
    assert look(script, "21:00") == found
    assert [row.state for row in found.rows] == ["done", "done", "skipped", "skipped"]
    assert (found.ends_at, found.deviation_ms) == (clock("18:50"), -minutes(25))
    assert (found.present, found.next) == (None, None)


def test_without_a_fixed_end_the_plan_says_when_it_ends() -> None:
    script = Script(ends_at=0)
    script.add_item(15)
    script.advance(clock("18:04"), script.items[0])
    found = look(script, "18:05")
    assert (found.planned_end, found.deviation_ms) == (clock("18:15"), minutes(4))


def test_an_empty_run_sheet_has_a_forecast(script: Script) -> None:
    found = forecast(Script(ends_at=0).evening, clock("17:00"))
    assert (found.rows, found.ends_at, found.deviation_ms) == ((), clock("18:00"), 0)


def test_an_unknown_item_that_is_on_holds_up_what_follows_until_now(script: Script) -> None:
    script.advance(clock("18:00"), script.items[0])
    script.advance(clock("18:10"), script.dialogue)
    found = look(script, "18:30")
    assert [row.state for row in found.rows] == ["done", "next", "later", "later"]
    assert found.rows[1].forecast_start == clock("18:30")


@pytest.mark.parametrize(
    ("ms", "shown", "on_plan"),
    [
        (0, 0, True),
        (29_999, 0, True),
        (30_000, 1, True),
        (-30_000, -1, True),
        (89_999, 1, True),
        (90_000, 2, False),
        (-89_999, -1, True),
        (-90_000, -2, False),
        (minutes(6), 6, False),
    ],
)
def test_a_deviation_is_shown_in_whole_minutes(ms, shown, on_plan) -> None:
    assert deviation_min(ms) == shown
    assert is_on_plan(ms) is on_plan
