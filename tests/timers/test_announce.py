"""Which moments of a timer are announced."""

from itertools import pairwise

import pytest

from console.timers.announce import crossed
from console.timers.timer import TimerView
from tests.timers.script import Script, clock, minutes


@pytest.fixture
def script() -> Script:
    script = Script()
    script.add_item(15)
    script.add_item(2)
    script.advance(clock("18:00"), script.items[0])
    return script


def at(script: Script, now: str) -> TimerView:
    return script.item(script.items[0], clock(now))


@pytest.mark.parametrize(
    ("before", "after", "moments"),
    [
        ("18:09:59.900", "18:10", (5,)),
        ("18:10", "18:10:00.250", ()),
        ("18:09:59", "18:09:59.999", ()),
        ("18:13:59", "18:14:01", (1,)),
        ("18:14:59.999", "18:15", (0,)),
        ("18:15", "18:15:00.250", ()),
        ("18:15:59", "18:16", (-1,)),
        ("18:16:59", "18:17", (-2,)),
        ("18:17:01", "18:19:59", ()),
        ("18:19:59", "18:20", (-5,)),
        ("18:24:59", "18:25", (-10,)),
        ("18:25", "18:29:59", ()),
        ("18:29:59", "18:30:01", (-15,)),
        ("18:09", "18:25", (5, 1, 0, -1, -2, -5, -10)),
    ],
)
def test_each_moment_is_announced_when_it_is_reached(script, before, after, moments) -> None:
    assert crossed(at(script, before), at(script, after)) == moments


def test_ticks_one_after_the_other_announce_every_moment_once(script: Script) -> None:
    views = [
        script.item(script.items[0], now) for now in range(clock("18:00"), clock("18:31"), 7_777)
    ]
    found = [moment for pair in pairwise(views) for moment in crossed(*pair)]
    assert found == [5, 1, 0, -1, -2, -5, -10, -15]


def test_time_that_was_given_comes_round_again(script: Script) -> None:
    before = at(script, "18:10:30")
    script.extend(clock("18:10:40"), script.items[0], minutes(2))
    assert crossed(before, at(script, "18:10:50")) == ()
    assert crossed(at(script, "18:11:59"), at(script, "18:12")) == (5,)


def test_time_that_was_taken_away_reaches_a_threshold_at_once(script: Script) -> None:
    before = at(script, "18:09:20")
    script.extend(clock("18:09:30"), script.items[0], -minutes(1))
    assert crossed(before, at(script, "18:09:30")) == (5,)


def test_a_threshold_that_does_not_count_is_not_announced(script: Script) -> None:
    script.advance(clock("18:05"), script.items[1])
    before, after = (script.item(script.items[1], clock(now)) for now in ("18:05", "18:06:30"))
    assert crossed(before, after) == ()


def test_a_timer_that_stands_still_announces_nothing(script: Script) -> None:
    before = at(script, "18:09")
    script.pause(clock("18:12"))
    assert crossed(before, at(script, "18:13")) == ()


def test_a_clock_set_back_announces_nothing(script: Script) -> None:
    assert crossed(at(script, "18:16"), at(script, "18:09")) == ()
