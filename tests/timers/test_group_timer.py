"""The time of a group: its register, the pauses of all, the way back, new visits, undo."""

import pytest

from console.domain.ids import group_run_id, timer_id
from console.timers.phase import Phase
from console.timers.timer import latest, run_to_name
from tests.timers.script import Script, clock, minutes


class Groups(Script):
    """A breakout item of 33 minutes (3 going, 3 coming, 27 for the groups) and a plenary."""

    def __init__(self) -> None:
        super().__init__()
        self.round = self.add_item(33, "breakout", going_min=3, coming_min=3)
        self.after = self.add_item(12)
        self.a, self.b = self.add_group(self.round), self.add_group(self.round)

    def start(self, at: str, group: str | None = None, **more) -> str:
        return self.start_group(clock(at), self.round, group or self.a, **more)

    def view(self, now: str, group: str | None = None):
        return self.group(self.round, group or self.a, clock(now))


@pytest.fixture
def script() -> Groups:
    script = Groups()
    script.advance(clock("18:30"), script.round)
    return script


@pytest.fixture
def running(script: Groups) -> Groups:
    script.start("18:33")
    return script


def test_a_group_is_ready_with_what_going_and_coming_leave(script: Groups) -> None:
    view = script.view("18:40")
    assert (view.phase, view.remaining_ms, view.ends_at) == (Phase.READY, minutes(27), None)


@pytest.mark.parametrize(
    ("now", "remaining", "phase"),
    [
        ("18:33", minutes(27), Phase.RUNNING),
        ("18:55", minutes(5), Phase.WARNING),
        ("18:59", minutes(1), Phase.LAST_MINUTE),
        ("19:00", 0, Phase.OVER),
        ("19:02:05", -minutes(2) - 5000, Phase.OVER),
    ],
)
def test_a_group_counts_from_its_own_start(running: Groups, now, remaining, phase) -> None:
    view = running.view(now)
    assert (view.remaining_ms, view.phase, view.ends_at) == (remaining, phase, clock("19:00"))


def test_the_groups_are_independent(running: Groups) -> None:
    running.start("18:35", running.b)
    running.extend(clock("18:40"), running.round, minutes(2), running.b)
    assert running.view("18:40").remaining_ms == minutes(20)
    assert running.view("18:40", running.b).remaining_ms == minutes(24)
    assert running.view("18:40", running.b).ends_at == clock("19:04")


def test_a_group_that_is_paused_stands_still_alone(running: Groups) -> None:
    running.start("18:33", running.b)
    running.pause_group(clock("18:40"), running.round, running.a)
    view = running.view("18:45")
    assert (view.phase, view.remaining_ms, view.ends_at) == (Phase.PAUSED, minutes(20), None)
    assert running.view("18:45", running.b).remaining_ms == minutes(15)
    running.resume_group(clock("18:46"), running.round, running.a)
    view = running.view("18:47")
    assert (view.remaining_ms, view.ends_at) == (minutes(19), clock("19:06"))


def test_a_pause_of_the_evening_is_taken_out_of_a_running_group(running: Groups) -> None:
    running.pause(clock("18:40"))
    assert running.view("18:44").phase is Phase.PAUSED
    running.resume(clock("18:45"))
    view = running.view("18:46")
    assert (view.phase, view.remaining_ms) == (Phase.RUNNING, minutes(19))
    assert view.ends_at == clock("19:05")


def test_a_pause_of_the_evening_does_not_count_while_the_group_stands_still_itself(
    running: Groups,
) -> None:
    running.pause_group(clock("18:40"), running.round, running.a)
    running.pause(clock("18:41"))
    running.resume(clock("18:43"))
    running.resume_group(clock("18:44"), running.round, running.a)
    assert running.view("18:45").elapsed_ms == minutes(8)


def test_a_group_resumed_within_a_pause_of_the_evening_waits_for_its_end(running: Groups) -> None:
    running.pause_group(clock("18:40"), running.round, running.a)
    running.pause(clock("18:41"))
    running.resume_group(clock("18:42"), running.round, running.a)
    view = running.view("18:44")
    assert (view.phase, view.elapsed_ms) == (Phase.PAUSED, minutes(7))
    running.resume(clock("18:45"))
    assert running.view("18:46").elapsed_ms == minutes(8)


def test_a_pause_before_the_start_of_a_group_is_none_of_its(script: Groups) -> None:
    script.pause(clock("18:31"))
    script.resume(clock("18:34"))
    script.start("18:35")
    view = script.view("18:36")
    assert (view.elapsed_ms, view.ends_at) == (minutes(1), clock("19:02"))


def test_an_extension_while_paused_is_there_after_it(running: Groups) -> None:
    running.pause_group(clock("18:40"), running.round, running.a)
    running.extend(clock("18:41"), running.round, minutes(2), running.a)
    assert running.view("18:42").remaining_ms == minutes(22)
    running.resume_group(clock("18:43"), running.round, running.a)
    assert running.view("18:43").ends_at == clock("19:05")


def test_a_resumption_in_over_time_goes_on_counting_up(running: Groups) -> None:
    running.pause_group(clock("19:02"), running.round, running.a)
    view = running.view("19:03")
    assert (view.phase, view.remaining_ms) == (Phase.PAUSED, -minutes(2))
    running.resume_group(clock("19:04"), running.round, running.a)
    assert running.view("19:05").remaining_ms == -minutes(3)


def test_after_a_pause_over_time_is_counted_from_the_later_end(running: Groups) -> None:
    running.pause_group(clock("18:40"), running.round, running.a)
    running.resume_group(clock("18:43"), running.round, running.a)
    view = running.view("19:05")
    assert (view.remaining_ms, view.ends_at) == (-minutes(2), clock("19:03"))


def test_time_given_before_the_start_counts_for_it(script: Groups) -> None:
    script.extend(clock("18:31"), script.round, minutes(2), script.a)
    assert script.view("18:32").length_ms == minutes(29)
    script.start("18:33")
    assert script.view("18:33").remaining_ms == minutes(29)


def test_two_starts_of_one_situation_are_one_run_with_the_earlier_start(script: Groups) -> None:
    for at in ("18:33:04", "18:33", "18:33:02"):
        script.start_group_unseen(clock(at), script.round, script.a)
    assert script.view("18:34").remaining_ms == minutes(26)


def test_an_extension_counts_for_both_of_two_starts(script: Groups) -> None:
    script.start_group_unseen(clock("18:33:04"), script.round, script.a)
    script.extend(clock("18:33:05"), script.round, minutes(2), script.a)
    script.start_group_unseen(clock("18:33"), script.round, script.a)
    assert script.view("18:34").remaining_ms == minutes(28)


def test_a_start_told_afterwards_counts_from_then(script: Groups) -> None:
    script.start("18:36", ago_ms=minutes(2))
    assert script.view("18:36").remaining_ms == minutes(25)


def test_a_group_that_was_reset_is_ready_with_full_time(running: Groups) -> None:
    running.extend(clock("18:35"), running.round, minutes(2), running.a)
    running.reset_group(clock("18:40"), running.round, running.a)
    view = running.view("18:41")
    assert (view.phase, view.remaining_ms) == (Phase.READY, minutes(27))
    running.start("18:42")
    assert running.view("18:43").remaining_ms == minutes(26)


def test_the_end_of_the_visit_stops_a_group_that_is_not_back(running: Groups) -> None:
    running.advance(clock("18:50"), running.after)
    for now in ("18:50", "18:58", "18:45"):
        view = running.view(now)
        assert (view.phase, view.remaining_ms) == (Phase.RETURNING, minutes(10))
        assert view.ends_at is None


def test_a_pause_of_the_next_item_does_not_touch_a_group_on_its_way_back(running: Groups) -> None:
    running.advance(clock("18:50"), running.after)
    running.pause(clock("18:52"))
    assert running.view("18:55").phase is Phase.RETURNING


def test_a_paused_group_is_on_its_way_back_after_the_end_of_the_visit(running: Groups) -> None:
    running.pause_group(clock("18:40"), running.round, running.a)
    running.advance(clock("18:50"), running.after)
    view = running.view("18:55")
    assert (view.phase, view.elapsed_ms) == (Phase.RETURNING, minutes(7))


def test_a_group_that_never_began_is_not_on_its_way_back(running: Groups) -> None:
    running.advance(clock("18:50"), running.after)
    assert running.view("18:51", running.b).phase is Phase.READY


def test_a_group_is_back_only_when_a_person_says_so(running: Groups) -> None:
    running.advance(clock("18:50"), running.after)
    running.mark_back(clock("18:52"), running.round, running.a)
    view = running.view("18:53")
    assert (view.phase, view.elapsed_ms) == (Phase.RETURNED, minutes(17))
    running.mark_back(clock("18:54"), running.round, running.a, back=False)
    assert running.view("18:55").phase is Phase.RETURNING


def test_the_time_of_a_group_that_came_back_early_stands_still(running: Groups) -> None:
    running.mark_back(clock("18:50"), running.round, running.a)
    view = running.view("18:58")
    assert (view.phase, view.remaining_ms) == (Phase.RETURNED, minutes(10))
    running.mark_back(clock("18:58"), running.round, running.a, back=False)
    view = running.view("18:59")
    assert (view.phase, view.remaining_ms) == (Phase.LAST_MINUTE, minutes(1))


def test_a_new_visit_makes_the_groups_ready_with_full_time(running: Groups) -> None:
    running.extend(clock("18:40"), running.round, minutes(2), running.a)
    running.advance(clock("18:50"), running.after)
    running.mark_back(clock("18:51"), running.round, running.a)
    running.advance(clock("18:55"), running.round)
    view = running.view("18:56")
    assert (view.phase, view.remaining_ms) == (Phase.READY, minutes(27))
    running.start("18:58")
    view = running.view("19:00")
    assert (view.phase, view.remaining_ms) == (Phase.RUNNING, minutes(25))


def test_undo_of_the_advance_restores_every_group_to_the_millisecond(running: Groups) -> None:
    running.start("18:34:00.250", running.b)
    running.pause_group(clock("18:40:00.001"), running.round, running.b)
    groups = (running.a, running.b)
    expected = [running.view("18:56:07.123", group) for group in groups]
    op_id = running.advance(clock("18:50:00.777"), running.after)
    assert [running.view("18:56:07.123", group).phase for group in groups] == [
        Phase.RETURNING,
        Phase.RETURNING,
    ]
    running.undo(clock("18:55"), op_id)
    assert [running.view("18:56:07.123", group) for group in groups] == expected


def test_undo_of_the_advance_to_the_groups_and_its_redo_keep_their_time(running: Groups) -> None:
    expected = running.view("18:40")
    op_id = next(iter(running.course.current.ops))
    undone = running.undo(clock("18:36"), op_id)
    assert running.view("18:40").phase is Phase.READY
    running.undo(clock("18:38"), undone)
    assert running.view("18:40") == expected


def test_a_clock_set_back_before_the_start_shows_no_more_than_the_full_time(
    running: Groups,
) -> None:
    view = running.view("18:20")
    assert (view.phase, view.remaining_ms) == (Phase.RUNNING, minutes(27))


def test_groups_without_minutes_of_their_own_are_over_once_begun() -> None:
    script = Groups()
    script.set_item(script.round, minutes=5)
    script.advance(clock("18:30"), script.round)
    script.start("18:33")
    assert script.view("18:34").remaining_ms == -minutes(1)


def test_the_run_to_name_is_the_present_one_or_the_one_the_next_start_makes(
    script: Groups,
) -> None:
    visit, timer = script.course.current, timer_id(script.round, script.a)
    first = group_run_id(timer, None)
    assert run_to_name(script.timer(script.round, script.a), visit) == first
    script.start("18:33")
    assert run_to_name(script.timer(script.round, script.a), visit) == first
    script.reset_group(clock("18:34"), script.round, script.a)
    assert run_to_name(script.timer(script.round, script.a), visit) == group_run_id(timer, first)


def test_the_latest_group_is_the_one_with_most_time_left(running: Groups) -> None:
    running.start("18:35", running.b)
    views = [running.view("18:40", group) for group in (running.a, running.b)]
    assert latest(views) == views[1]


def test_a_paused_group_may_be_the_latest(running: Groups) -> None:
    running.start("18:35", running.b)
    running.pause_group(clock("18:36"), running.round, running.b)
    views = [running.view("18:40", group) for group in (running.a, running.b)]
    assert latest(views) == views[1]


def test_groups_that_have_not_begun_or_are_back_are_never_the_latest(running: Groups) -> None:
    running.mark_back(clock("18:36"), running.round, running.a)
    assert latest([running.view("18:40", group) for group in (running.a, running.b)]) is None
