"""What holds of time in any evening, whatever was pressed and when."""

from hypothesis import given, settings
from hypothesis import strategies as st

from console.timers.phase import COUNTING_DOWN, MINUTE_MS
from console.timers.plan import upcoming
from console.timers.present import group_views, present
from console.timers.schedule import forecast
from console.timers.timer import TimerView
from tests.timers.script import Script, clock, minutes

BEGIN = clock("18:00")
PRESSES = (
    "advance",
    "go back",
    "correct",
    "pause",
    "resume",
    "extend",
    "start group",
    "pause group",
    "resume group",
    "reset group",
    "extend group",
    "mark back",
    "skip",
    "undo",
)
steps = st.lists(
    st.tuples(
        st.sampled_from(PRESSES), st.integers(0, 12 * MINUTE_MS), st.integers(-3, 3), st.booleans()
    ),
    max_size=14,
)
soon = st.integers(0, 45 * MINUTE_MS)


def sheet(fixed: bool = False) -> Script:
    script = Script()
    script.add_item(5)
    round_one = script.add_item(20, "breakout", going_min=3, coming_min=2)
    script.add_item(0)
    script.add_item(8, "break", fixed_start=clock("18:40") if fixed else None)
    script.add_item(12)
    script.add_group(round_one)
    script.add_group(round_one)
    return script


def play(script: Script, told: list) -> int:
    """Press what is possible, one after the other; return the instant after the last press."""
    now = BEGIN - minutes(2)
    script.advance(BEGIN, script.items[0])
    pressed: list[str] = []
    for press, later, number, flag in told:
        now = max(now, BEGIN) + later
        done = PRESS[press](script, now, number, flag, pressed)
        if done is not None and press != "undo":
            pressed.append(done)
    return max(now, BEGIN)


def advance(script, now, number, flag, pressed):
    following = upcoming(script.evening.items, script.course)
    return script.advance(now, following[0].id) if following and script.course.is_live else None


def go_back(script, now, number, flag, pressed):
    return script.advance(now, script.items[abs(number)]) if script.course.is_live else None


def correct(script, now, number, flag, pressed):
    return script.correct(now, now - minutes(abs(number))) if script.course.is_live else None


def pause(script, now, number, flag, pressed):
    return script.pause(now) if script.course.is_live else None


def resume(script, now, number, flag, pressed):
    return script.resume(now) if script.course.is_live else None


def extend(script, now, number, flag, pressed):
    on = present(script.evening, now)
    return script.extend(now, on.item.id, minutes(number)) if on else None


def skip(script, now, number, flag, pressed):
    return script.set_item(script.items[abs(number)], at=now, skipped=flag)


def undo(script, now, number, flag, pressed):
    return script.undo(now, pressed.pop()) if pressed else None


def on_group(action: str, *states: str):
    def press(script, now, number, flag, pressed):
        item, group = script.items[1], script.groups[flag]
        visit, timer = script.course.visit_of(item), script.timer(item, group)
        on = timer.state if visit is not None and timer.visit == visit.id else "ready"
        if visit is None or visit.ended_at is not None or on not in states:
            return None
        more = {"delta_ms": minutes(number)} if action == "extend" else {}
        if more:
            return script.extend(now, item, more["delta_ms"], group)
        return getattr(script, action)(now, item, group)

    return press


PRESS = {
    "advance": advance,
    "go back": go_back,
    "correct": correct,
    "pause": pause,
    "resume": resume,
    "extend": extend,
    "start group": on_group("start_group", "ready"),
    "pause group": on_group("pause_group", "running"),
    "resume group": on_group("resume_group", "paused"),
    "reset group": on_group("reset_group", "running", "paused"),
    "extend group": on_group("extend", "ready", "running", "paused"),
    "mark back": on_group("mark_back", "running", "paused"),
    "skip": skip,
    "undo": undo,
}


def all_views(script: Script, now: int) -> list[TimerView]:
    evening = script.evening
    own = [script.item(item.id, now) for item in evening.items]
    return own + [v for item in evening.items for v in group_views(evening, item, now).values()]


@settings(max_examples=120, deadline=None)
@given(steps, soon, st.booleans())
def test_the_forecast_never_ends_before_now_while_an_item_is_on(told, later, fixed) -> None:
    script = sheet(fixed)
    now = play(script, told) + later
    found = forecast(script.evening, now)
    if script.course.is_live:
        assert found.ends_at >= now
        assert found.present is not None
        assert found.present.forecast_end >= now
        assert all(
            row.forecast_start >= now for row in found.rows if row.state in {"next", "later"}
        )


@settings(max_examples=120, deadline=None)
@given(steps, soon, st.booleans())
def test_the_forecast_is_the_end_of_the_present_item_and_the_rest_with_its_gaps(
    told, later, fixed
) -> None:
    script = sheet(fixed)
    now = play(script, told) + later
    found = forecast(script.evening, now)
    rest = [row for row in found.rows if row.state in {"next", "later"}]
    length = {item.id: item.minutes * MINUTE_MS for item in script.evening.items}
    assert found.present is not None
    at = found.present.forecast_end
    for row in rest:
        assert row.forecast_start == at + row.forecast_gap_ms
        assert row.forecast_end == row.forecast_start + length[row.item]
        at = row.forecast_end
    assert found.ends_at == at


@settings(max_examples=120, deadline=None)
@given(steps, soon, soon)
def test_remaining_time_falls_by_exactly_the_time_that_ran(told, first, second) -> None:
    script = sheet()
    now = play(script, told) + first
    for before, after in zip(all_views(script, now), all_views(script, now + second), strict=True):
        ran = before.remaining_ms - after.remaining_ms
        assert ran == (0 if before.ends_at is None else second)


@settings(max_examples=120, deadline=None)
@given(steps, soon)
def test_a_timer_that_runs_is_at_zero_when_it_says_it_ends(told, later) -> None:
    script = sheet()
    now = play(script, told) + later
    for view in all_views(script, now):
        assert view.remaining_ms == view.length_ms - view.elapsed_ms
        if view.phase not in COUNTING_DOWN:
            assert view.ends_at is None
        elif view.ends_at is not None and not view.is_over:
            assert view.ends_at - now == view.remaining_ms


@settings(max_examples=120, deadline=None)
@given(steps, st.integers(0, 10 * MINUTE_MS), st.integers(1, 20 * MINUTE_MS))
def test_undo_of_an_advance_restores_every_timer_and_the_forecast(told, later, away) -> None:
    script = sheet()
    now = play(script, told) + later
    expected = all_views(script, now + away), forecast(script.evening, now + away)
    left = script.advance(now, script.items[-1])
    script.undo(now + away, left)
    assert (all_views(script, now + away), forecast(script.evening, now + away)) == expected


@settings(max_examples=120, deadline=None)
@given(steps, st.integers(0, 10 * MINUTE_MS), st.integers(0, 30 * MINUTE_MS))
def test_a_pause_moves_every_running_timer_by_its_length(told, later, length) -> None:
    script = sheet()
    now = play(script, told) + later
    if script.course.is_paused:
        script.resume(now)
    before = present(script.evening, now)
    script.pause(now)
    script.resume(now + length)
    after = present(script.evening, now + length)
    assert before is not None
    assert after is not None
    pairs = zip(before.groups.values(), after.groups.values(), strict=True)
    for was, became in ((before.own, after.own), *pairs):
        assert (became.remaining_ms, became.phase) == (was.remaining_ms, was.phase)
        if was.ends_at is not None:
            assert became.ends_at == was.ends_at + (0 if was.is_over else length)


@settings(max_examples=120, deadline=None)
@given(steps, st.integers(-90 * MINUTE_MS, 90 * MINUTE_MS))
def test_no_clock_however_wrong_gives_a_time_used_below_zero(told, jump) -> None:
    script = sheet()
    now = play(script, told) + jump
    assert all(view.elapsed_ms >= 0 for view in all_views(script, now))
    assert all(row.forecast_end >= row.forecast_start for row in forecast(script.evening, now).rows)
