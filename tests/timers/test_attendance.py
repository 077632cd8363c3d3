"""Stays, the curve, and counts that keep citizens apart from everybody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.roster import Attendance, Part
from console.domain.values import AttendanceLog, Participant, Presence
from console.timers.attendance import (
    Stay,
    Step,
    arrived_at,
    citizen_counts,
    citizen_steps,
    stays,
    steps,
    tally,
)

LATE = 10_000
STATES: tuple[Attendance, ...] = (
    "registered", "promised", "waiting", "present", "left", "excluded",
)  # fmt: skip


def log(*events: tuple[int, Attendance]) -> AttendanceLog:
    return AttendanceLog(
        id="x",
        events=tuple(Presence(state=state, at=at, op_id=str(n)) for n, (at, state) in
                     enumerate(events)),
    )  # fmt: skip


class People:
    """A roster as the folded dialogue offers it."""

    def __init__(self, *people: tuple[Part, AttendanceLog]) -> None:
        self._parts = [part for part, _ in people]
        self._logs = [found for _, found in people]

    def people(self) -> list[Participant]:
        return [Participant(id=str(n), part=part) for n, part in enumerate(self._parts)]

    def attendance_of(self, participant: str, /) -> AttendanceLog:
        return self._logs[int(participant)]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), ()),
        (((5, "waiting"),), ()),
        (((5, "waiting"), (7, "present")), (Stay(7, None),)),
        (((7, "present"), (9, "left")), (Stay(7, 9),)),
        (((7, "present"), (9, "left"), (12, "present")), (Stay(7, 9), Stay(12, None))),
        (((7, "present"), (8, "present"), (9, "left")), (Stay(7, 9),)),
        (((7, "present"), (9, "registered")), (Stay(7, 9),)),
        (((9, "left"),), ()),
    ],
)
def test_a_stay_lasts_from_present_to_anything_else(events, expected):
    assert stays(log(*events), LATE) == expected


def test_an_event_that_another_device_stamped_later_counts_as_now():
    assert stays(log((7, "present"), (20, "left"), (30, "present")), 10) == (
        Stay(7, 10),
        Stay(10, None),
    )


def test_who_waits_has_arrived():
    assert arrived_at(log((3, "promised"), (5, "waiting"), (7, "present"))) == 5
    assert arrived_at(log((3, "promised"))) is None


def test_the_curve_has_one_step_per_instant_at_which_the_number_changed():
    logs = [log((1, "present")), log((1, "present"), (4, "left")), log((4, "present"))]
    # One leaves and one comes at 4: the number stays.
    assert steps(logs, LATE) == (Step(1, 2),)


def test_citizens_are_counted_apart_from_moderation_and_city():
    roster = People(
        ("citizen", log((1, "present"))),
        ("citizen", log((2, "present"), (3, "left"))),
        ("citizen", log()),
        ("moderator", log((1, "present"))),
        ("staff", log((1, "waiting"))),
    )
    counts = citizen_counts(roster, LATE)
    assert (counts.citizens.present, counts.citizens.left, counts.citizens.registered) == (1, 1, 1)
    assert (counts.citizens.most, counts.citizens.most_at) == (2, 2)
    assert (counts.others.present, counts.others.waiting) == (1, 1)
    assert citizen_steps(roster, LATE) == (Step(1, 1), Step(2, 2), Step(3, 1))


def test_of_two_equal_peaks_the_first_is_named():
    assert tally([log((1, "present"), (2, "left"), (3, "present"))], LATE).most_at == 1


EVENTS = st.lists(st.tuples(st.integers(0, 100), st.sampled_from(STATES)), max_size=8)


@given(st.lists(EVENTS, max_size=6), st.integers(0, 120))
def test_the_curve_ends_where_the_counts_stand(people, now):
    logs = [log(*sorted(events, key=lambda event: event[0])) for events in people]
    found, course = tally(logs, now), steps(logs, now)
    assert (course[-1].present if course else 0) == found.present
    assert found.listed == len(logs)
    assert found.most >= found.present
    assert all(step.at <= now and step.present >= 0 for step in course)
    assert [step.at for step in course] == sorted({step.at for step in course})
