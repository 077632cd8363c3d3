"""The time of an item: pauses, extensions, corrections, second visits, undo."""

import pytest

from console.timers.phase import Phase
from console.timers.timer import TimerView, allowed_delta_ms, shown_seconds
from tests.timers.script import Script, clock, minutes


@pytest.fixture
def script() -> Script:
    script = Script()
    for length in (15, 10, 0):
        script.add_item(length)
    return script


@pytest.fixture
def running(script: Script) -> Script:
    script.advance(clock("18:03"), script.items[0])
    return script


def test_an_item_that_has_not_begun_is_ready_with_its_full_time(script: Script) -> None:
    view = script.item(script.items[0], clock("18:03"))
    assert (view.phase, view.remaining_ms, view.ends_at) == (Phase.READY, minutes(15), None)


@pytest.mark.parametrize(
    ("now", "remaining", "phase"),
    [
        ("18:03", minutes(15), Phase.RUNNING),
        ("18:12:59.999", minutes(5) + 1, Phase.RUNNING),
        ("18:13", minutes(5), Phase.WARNING),
        ("18:17", minutes(1), Phase.LAST_MINUTE),
        ("18:18", 0, Phase.OVER),
        ("18:20:05", -minutes(2) - 5_000, Phase.OVER),
    ],
)
def test_the_item_counts_down_and_then_up(running: Script, now, remaining, phase) -> None:
    view = running.item(running.items[0], clock(now))
    assert (view.remaining_ms, view.phase) == (remaining, phase)
    assert view.ends_at == clock("18:18")
    assert view.elapsed_ms + view.remaining_ms == view.length_ms


def test_a_pause_stops_the_time_and_moves_the_end(running: Script) -> None:
    item = running.items[0]
    running.pause(clock("18:05"))
    for now in ("18:05", "18:07", "18:59"):
        view = running.item(item, clock(now))
        assert (view.phase, view.remaining_ms, view.ends_at) == (Phase.PAUSED, minutes(13), None)
    running.resume(clock("18:09"))
    view = running.item(item, clock("18:10"))
    assert (view.phase, view.remaining_ms) == (Phase.RUNNING, minutes(12))
    assert view.ends_at == clock("18:22")


def test_a_pause_while_paused_begins_no_second_one(running: Script) -> None:
    item = running.items[0]
    running.pause(clock("18:05"))
    running.pause(clock("18:06"))
    running.resume(clock("18:09"))
    assert running.item(item, clock("18:10")).remaining_ms == minutes(12)


def test_an_extension_while_paused_counts_at_once(running: Script) -> None:
    item = running.items[0]
    running.pause(clock("18:05"))
    running.extend(clock("18:06"), item, minutes(2))
    view = running.item(item, clock("18:08"))
    assert (view.remaining_ms, view.extended_ms) == (minutes(15), minutes(2))
    assert view.length_ms == minutes(17)
    running.resume(clock("18:09"))
    assert running.item(item, clock("18:09")).ends_at == clock("18:24")


def test_extensions_of_several_people_add_up(running: Script) -> None:
    item = running.items[0]
    running.extend(clock("18:05"), item, minutes(2))
    running.extend(clock("18:05"), item, minutes(1))
    running.extend(clock("18:06"), item, -minutes(1))
    assert running.item(item, clock("18:06")).extended_ms == minutes(2)


def test_an_extension_does_not_change_which_thresholds_count(script: Script) -> None:
    item = script.items[1]
    script.advance(clock("18:00"), item)
    script.extend(clock("18:01"), item, minutes(10))
    assert script.item(item, clock("18:16")).phase is Phase.RUNNING


def test_a_pause_in_over_time_leaves_the_end_where_it_was(running: Script) -> None:
    item = running.items[0]
    running.pause(clock("18:20"))
    paused = running.item(item, clock("18:24"))
    assert (paused.phase, paused.is_over, paused.ends_at) == (Phase.PAUSED, True, None)
    running.resume(clock("18:25"))
    view = running.item(item, clock("18:26"))
    assert (view.remaining_ms, view.ends_at) == (-minutes(3), clock("18:18"))


@pytest.mark.parametrize(
    ("started", "remaining"),
    [("18:00", minutes(11)), ("18:03:30", minutes(14.5))],
)
def test_a_corrected_start_moves_the_time(running: Script, started, remaining) -> None:
    running.correct(clock("18:04"), clock(started))
    assert running.item(running.items[0], clock("18:04")).remaining_ms == remaining


def test_a_start_told_afterwards_counts_from_then(script: Script) -> None:
    script.advance(clock("18:04"), script.items[0], ago_ms=minutes(3))
    assert script.item(script.items[0], clock("18:04")).remaining_ms == minutes(12)


def test_a_start_corrected_into_a_pause_counts_only_the_rest_of_it(running: Script) -> None:
    running.pause(clock("18:05"))
    running.resume(clock("18:09"))
    running.correct(clock("18:10"), clock("18:07"))
    view = running.item(running.items[0], clock("18:10"))
    assert (view.elapsed_ms, view.ends_at) == (minutes(1), clock("18:24"))


def test_two_starts_are_one_with_the_earlier_instant(script: Script) -> None:
    first = script.items[0]
    script.advance_from(clock("18:03:02"), None, first)
    script.advance_from(clock("18:03"), None, first)
    assert len(script.course.visits) == 1
    assert script.item(first, clock("18:04")).remaining_ms == minutes(14)


def test_a_clock_set_back_before_the_start_shows_no_more_than_the_full_time(
    running: Script,
) -> None:
    view = running.item(running.items[0], clock("17:30"))
    assert (view.remaining_ms, view.elapsed_ms) == (minutes(15), 0)
    assert view.ends_at == clock("18:18")


def test_a_clock_set_back_shows_what_it_showed_then(running: Script) -> None:
    item = running.items[0]
    then = running.item(item, clock("18:05"))
    running.item(item, clock("18:12"))
    assert running.item(item, clock("18:05")) == then


def test_a_clock_set_back_into_a_pause_shows_where_it_stood_still(running: Script) -> None:
    running.pause(clock("18:05"))
    running.resume(clock("18:09"))
    assert running.item(running.items[0], clock("18:07")).remaining_ms == minutes(13)


def test_a_visit_that_has_ended_stays_as_it_was_left(running: Script) -> None:
    running.advance(clock("18:20"), running.items[1])
    for now in ("18:20", "18:40", "18:05"):
        view = running.item(running.items[0], clock(now))
        assert (view.remaining_ms, view.ends_at) == (-minutes(2), None)


def test_a_pause_of_a_later_item_does_not_touch_an_earlier_one(running: Script) -> None:
    running.advance(clock("18:10"), running.items[1])
    before = running.item(running.items[0], clock("18:12"))
    running.pause(clock("18:11"))
    assert running.item(running.items[0], clock("18:12")) == before


def test_an_advance_resumes(running: Script) -> None:
    running.pause(clock("18:05"))
    running.advance(clock("18:07"), running.items[1])
    view = running.item(running.items[1], clock("18:08"))
    assert (view.phase, view.remaining_ms) == (Phase.RUNNING, minutes(9))


def test_a_second_visit_has_full_time_without_the_extensions_of_the_first(running: Script) -> None:
    first, second, _ = running.items
    running.extend(clock("18:05"), first, minutes(2))
    running.advance(clock("18:10"), second)
    running.advance(clock("18:15"), first)
    view = running.item(first, clock("18:16"))
    assert (view.remaining_ms, view.extended_ms) == (minutes(14), 0)


def test_undo_of_an_advance_restores_the_time_as_if_never_left(running: Script) -> None:
    first, second, _ = running.items
    running.extend(clock("18:05"), first, minutes(2))
    expected = running.item(first, clock("18:15:00.123"))
    op_id = running.advance(clock("18:10:00.777"), second)
    assert running.item(first, clock("18:15:00.123")) != expected
    running.undo(clock("18:14"), op_id)
    assert running.item(first, clock("18:15:00.123")) == expected


def test_undo_of_a_pause_restores_the_running_time(running: Script) -> None:
    expected = running.item(running.items[0], clock("18:09"))
    running.undo(clock("18:08"), running.pause(clock("18:05")))
    assert running.item(running.items[0], clock("18:09")) == expected


def test_undo_of_an_extension_takes_it_back(running: Script) -> None:
    expected = running.item(running.items[0], clock("18:09"))
    running.undo(clock("18:08"), running.extend(clock("18:05"), running.items[0], minutes(2)))
    assert running.item(running.items[0], clock("18:09")) == expected


def test_an_item_of_zero_minutes_is_over_from_its_beginning(script: Script) -> None:
    script.advance(clock("18:00"), script.items[2])
    view = script.item(script.items[2], clock("18:01"))
    assert (view.phase, view.remaining_ms) == (Phase.OVER, -minutes(1))
    assert view.ends_at == clock("18:00")


def test_the_time_goes_on_past_midnight(script: Script) -> None:
    script.advance(clock("23:55"), script.items[0])
    view = script.item(script.items[0], clock("24:05"))
    assert (view.remaining_ms, view.ends_at) == (minutes(5), clock("24:10"))


@pytest.mark.parametrize(
    ("remaining", "seconds"),
    [
        (minutes(1), 60),
        (minutes(1) - 1, 60),
        (minutes(1) - 1000, 59),
        (1001, 2),
        (1000, 1),
        (1, 1),
        (0, 0),
        (-1, 0),
        (-999, 0),
        (-1000, -1),
        (-1001, -1),
        (-2000, -2),
    ],
)
def test_zero_is_shown_exactly_when_the_time_is_up(remaining, seconds) -> None:
    assert shown_seconds(remaining) == seconds


def view_of(remaining_ms: int, phase: Phase = Phase.RUNNING) -> TimerView:
    return TimerView(
        phase=phase,
        remaining_ms=remaining_ms,
        length_ms=minutes(15),
        ends_at=None,
        extended_ms=0,
        elapsed_ms=minutes(15) - remaining_ms,
        thresholds=(5, 1),
    )


@pytest.mark.parametrize(
    ("remaining", "requested", "allowed"),
    [
        (minutes(3), -minutes(1), -minutes(1)),
        (minutes(1.5), -minutes(1), -minutes(1)),
        (minutes(1), -minutes(1), -minutes(0.5)),
        (minutes(0.5), -minutes(1), 0),
        (10_000, -minutes(1), 0),
        (-minutes(2), -minutes(1), 0),
        (-minutes(2), minutes(1), minutes(1)),
        (minutes(3), minutes(2), minutes(2)),
        (minutes(3), 0, 0),
    ],
)
def test_taking_time_away_leaves_half_a_minute(remaining, requested, allowed) -> None:
    assert allowed_delta_ms(view_of(remaining), requested) == allowed


@pytest.mark.parametrize("phase", [Phase.RETURNING, Phase.RETURNED])
@pytest.mark.parametrize("requested", [minutes(1), -minutes(1)])
def test_a_group_on_its_way_back_gets_no_time(phase, requested) -> None:
    assert allowed_delta_ms(view_of(minutes(3), phase), requested) == 0


@pytest.mark.parametrize(
    ("remaining", "reached"),
    [(minutes(6), None), (minutes(5), 5), (minutes(1), 1), (-minutes(1), 1)],
)
def test_a_view_tells_the_least_threshold_it_has_reached(remaining, reached) -> None:
    assert view_of(remaining).reached_min == reached
