"""Which announcement is due, when, and for which end of the time it was sent already."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.timers.due import Due, covers


def due(end: int, minutes: int) -> Due:
    return Due(when="warning", visit="v", minutes=minutes, end_min=end)


@given(end=st.integers(0, 10_000), minutes=st.sampled_from([0, 1, 5, 10]))
def test_what_was_sent_for_an_end_covers_it_and_every_earlier_one(end: int, minutes: int) -> None:
    assert covers(end, due(end, minutes))
    assert covers(end + 3, due(end, minutes))


@given(end=st.integers(0, 10_000), minutes=st.sampled_from([1, 5, 10]), less=st.integers(1, 9))
def test_time_that_was_given_comes_round_again(end: int, minutes: int, less: int) -> None:
    assert not covers(end, due(end + minutes, minutes))
    assert covers(end, due(end + minutes - 1, minutes))
    assert covers(end, due(end + min(less, minutes - 1), minutes))


def test_the_end_is_told_again_after_each_minute_given() -> None:
    assert not covers(100, due(101, 0))
