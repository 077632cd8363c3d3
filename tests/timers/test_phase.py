"""Phases and the thresholds that count."""

import pytest

from console.timers.phase import Phase, counting_thresholds, running_phase
from tests.timers.script import minutes


@pytest.mark.parametrize(
    ("length", "counting"),
    [
        (minutes(15), (5, 1)),
        (minutes(15) - 1, (1,)),
        (minutes(3), (1,)),
        (minutes(3) - 1, ()),
        (0, ()),
    ],
)
def test_a_threshold_counts_up_to_a_third_of_the_length(length, counting) -> None:
    assert counting_thresholds((5, 1), length) == counting


def test_thresholds_are_in_order_once_and_never_zero() -> None:
    assert counting_thresholds((1, 5, 0, 10, 5), minutes(60)) == (10, 5, 1)


@pytest.mark.parametrize(
    ("remaining", "phase"),
    [
        (minutes(5) + 1, Phase.RUNNING),
        (minutes(5), Phase.WARNING),
        (minutes(1) + 1, Phase.WARNING),
        (minutes(1), Phase.LAST_MINUTE),
        (1, Phase.LAST_MINUTE),
        (0, Phase.OVER),
        (-1, Phase.OVER),
    ],
)
def test_the_phase_follows_the_remaining_time(remaining, phase) -> None:
    assert running_phase(remaining, (5, 1)) is phase


@pytest.mark.parametrize(
    ("thresholds", "remaining", "phase"),
    [
        ((), minutes(0.5), Phase.RUNNING),
        ((), 0, Phase.OVER),
        ((1,), minutes(4), Phase.RUNNING),
        ((10, 2), minutes(0.5), Phase.WARNING),
    ],
)
def test_only_a_threshold_of_one_minute_makes_a_last_minute(thresholds, remaining, phase) -> None:
    assert running_phase(remaining, thresholds) is phase


def test_phases_have_the_names_of_the_wire() -> None:
    assert [phase.value for phase in Phase] == [
        "ready",
        "running",
        "warning",
        "last_minute",
        "over",
        "paused",
        "returning",
        "returned",
    ]
