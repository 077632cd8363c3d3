"""What a person meant by what stands in the fields of an agenda item."""

from __future__ import annotations

import pytest

from console.domain.errors import CommandRejected
from console.viewmodels.item_fields import instant_of, value_of
from tests.small_dialogue import MINUTE, START

ZONE = "Europe/Berlin"


@pytest.mark.parametrize("text", ["19:05", " 19.05 ", "19:05 Uhr"])
def test_a_time_of_day_is_read_as_people_write_it(text: str) -> None:
    assert instant_of(text, START, ZONE) == START + 65 * MINUTE


def test_a_full_hour_needs_no_minutes() -> None:
    assert instant_of("19", START, ZONE) == START + 60 * MINUTE


def test_after_midnight_is_the_next_day() -> None:
    assert instant_of("00:30", START, ZONE) == START + 390 * MINUTE


@pytest.mark.parametrize("text", ["24:00", "19:60", "bald", "", "7:5"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(CommandRejected, match="time_invalid"):
        instant_of(text, START, ZONE)


def test_no_fixed_start_is_none() -> None:
    assert value_of("fixed_start", " ", START, ZONE) is None


@pytest.mark.parametrize(
    ("text", "minutes"), [("5, 1", (5, 1)), ("1 5 5", (5, 1)), ("", ()), ("10;3", (10, 3))]
)
def test_thresholds_are_sorted_and_each_once(text: str, minutes: tuple[int, ...]) -> None:
    assert value_of("thresholds", text, START, ZONE) == minutes


@pytest.mark.parametrize("text", ["0", "fünf", "5, 4, 3, 2, 1", "-1"])
def test_thresholds_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(CommandRejected, match="thresholds_invalid"):
        value_of("thresholds", text, START, ZONE)


def test_minutes_per_group_may_be_left_open() -> None:
    assert value_of("per_group_min", "", START, ZONE) == 0
    with pytest.raises(CommandRejected, match="minutes_out_of_range"):
        value_of("minutes", "", START, ZONE)
