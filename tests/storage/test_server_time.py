"""One time for the evening, that no shown second skips or repeats."""

from itertools import pairwise

import pytest

from console.storage.server_time import ServerTime
from tests.storage.files import NOW, MovedClock


def at(clock: MovedClock, ms: int) -> None:
    clock.pass_ms(ms)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(NOW)


def offset(clock: MovedClock, ahead_ms: float) -> float:
    """The measurement of a server that is `ahead_ms` of this wall clock."""
    return clock.wall + ahead_ms - clock.monotonic


def test_without_any_backend_it_is_the_wall_clock(clock: MovedClock) -> None:
    time = ServerTime(clock)
    assert (time.now_ms(), time.is_known, time.is_measured) == (NOW, False, False)


def test_the_last_known_offset_moves_the_wall_clock(clock: MovedClock) -> None:
    time = ServerTime(clock, -3000)
    assert (time.now_ms(), time.is_known, time.is_measured) == (NOW - 3000, True, False)


def test_the_first_measurement_is_taken_at_once(clock: MovedClock) -> None:
    time = ServerTime(clock, 100)
    time.measured(offset(clock, 7_200_000))
    assert time.now_ms() == NOW + 7_200_000
    assert time.stored_offset_ms == 7_200_000


def test_nobody_who_sets_the_wall_clock_moves_the_evening(clock: MovedClock) -> None:
    time = ServerTime(clock)
    time.measured(offset(clock, 0))
    clock.wall += 3_600_000
    assert time.now_ms() == NOW


@pytest.mark.parametrize("ahead", [400, -400])
def test_a_small_difference_is_made_up_for_at_ten_ms_a_second(
    clock: MovedClock, ahead: int
) -> None:
    time = ServerTime(clock)
    time.measured(offset(clock, 0))
    time.measured(offset(clock, ahead))
    sign = 1 if ahead > 0 else -1
    seen = [time.now_ms()]
    for second in range(1, 61):
        clock.pass_ms(1000)
        seen.append(time.now_ms())
        assert seen[-1] == NOW + second * 1000 + sign * min(400, second * 10)
    assert all(later > earlier for earlier, later in pairwise(seen))


def test_a_new_measurement_on_the_way_begins_where_time_is_shown(clock: MovedClock) -> None:
    time = ServerTime(clock)
    time.measured(offset(clock, 0))
    time.measured(offset(clock, 400))
    clock.pass_ms(10_000)
    before = time.now_ms()
    time.measured(offset(clock, -200))
    assert time.now_ms() == before == NOW + 10_000 + 100
    clock.pass_ms(10_000)
    assert time.now_ms() == NOW + 20_000


@pytest.mark.parametrize("ahead", [501, -501, 7_200_000])
def test_a_large_difference_is_a_step(clock: MovedClock, ahead: int) -> None:
    time = ServerTime(clock)
    time.measured(offset(clock, 0))
    time.measured(offset(clock, ahead))
    assert time.now_ms() == NOW + ahead
