"""Reports share what is left of the item, whoever comes, and in whatever order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.course import Course, Pause
from console.timers.reports import Turn, reports

MINUTE = 60_000


def test_the_first_has_an_even_share_of_the_rest() -> None:
    turns = [Turn(group="a", began_at=0), Turn(group="b"), Turn(group="c")]
    found = reports(turns, Course(), 12 * MINUTE, 0)
    assert (found.current, found.left_ms, found.waiting) == ("a", 4 * MINUTE, ("b", "c"))
    later = reports(turns, Course(), 11 * MINUTE, MINUTE)
    assert (later.share_ms, later.left_ms) == (4 * MINUTE, 3 * MINUTE)


def test_who_takes_longer_takes_it_from_all_that_still_come() -> None:
    turns = [Turn(group="a", began_at=0), Turn(group="b", began_at=6 * MINUTE), Turn(group="c")]
    found = reports(turns, Course(), 6 * MINUTE, 6 * MINUTE)
    assert (found.current, found.left_ms) == ("b", 3 * MINUTE)
    assert found.took == {"a": 6 * MINUTE, "b": 0}


def test_what_is_skipped_leaves_its_share_to_the_others() -> None:
    turns = [Turn(group="a", began_at=0), Turn(group="b", skipped=True), Turn(group="c")]
    assert reports(turns, Course(), 12 * MINUTE, 0).share_ms == 6 * MINUTE


def test_a_pause_takes_nothing_from_a_report() -> None:
    turns = [Turn(group="a", began_at=0)]
    course = Course(pauses=(Pause(start=MINUTE, end=3 * MINUTE),))
    assert reports(turns, course, 4 * MINUTE, 4 * MINUTE).took == {"a": 2 * MINUTE}


@given(
    count=st.integers(1, 12),
    rest=st.integers(0, 3_600_000),
    used=st.integers(0, 600_000),
)
def test_shares_never_exceed_what_is_left(count: int, rest: int, used: int) -> None:
    turns = [Turn(group="0", began_at=0), *(Turn(group=str(n)) for n in range(1, count))]
    found = reports(turns, Course(), rest, used)
    assert found.share_ms * count <= rest + used
    assert found.left_ms == found.share_ms - used
