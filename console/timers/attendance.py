"""Who was there when: stays, the curve over the evening, and counts that say whom they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from msgspec import Struct

from console.domain.roster import Attendance
from console.domain.values import AttendanceLog, Participant


class Roster(Protocol):
    """Whatever knows the people and their attendance; the folded dialogue does."""

    def people(self) -> Iterable[Participant]:
        """Return everybody on the roster."""
        ...

    def attendance_of(self, participant: str, /) -> AttendanceLog:
        """Return the events of one of them in order."""
        ...


class Stay(Struct, frozen=True):
    """Present from `start` to `end` (UTC ms); `end` is None while the person is still there."""

    start: int
    end: int | None


class Step(Struct, frozen=True):
    """From this instant (UTC ms) on so many were present."""

    at: int
    present: int


class Tally(Struct, frozen=True, kw_only=True):
    """How many are in each state, and the most that were present at once (first at `most_at`)."""

    registered: int = 0
    promised: int = 0
    waiting: int = 0
    present: int = 0
    left: int = 0
    excluded: int = 0
    most: int = 0
    most_at: int | None = None

    @property
    def listed(self) -> int:
        """Everybody who was counted."""
        held_back = self.registered + self.promised + self.excluded
        return held_back + self.waiting + self.present + self.left

    def of(self, state: Attendance) -> int:
        """Return how many are in a state."""
        number: int = getattr(self, state)
        return number


class Counts(Struct, frozen=True, kw_only=True):
    """Citizens, whom every public figure counts, and apart from them everybody else."""

    citizens: Tally
    others: Tally


def citizens(roster: Roster) -> Iterator[Participant]:
    """Yield the citizens on the roster, whom public figures count."""
    return (person for person in roster.people() if person.part == "citizen")


def citizen_counts(roster: Roster, now: int) -> Counts:
    """Count the roster at `now` (UTC ms): citizens on one side, moderation and city on the other.

    Only for a console that receives the roster: without it nobody's part is known.
    """
    counted: list[AttendanceLog] = []
    others: list[AttendanceLog] = []
    for person in roster.people():
        side = counted if person.part == "citizen" else others
        side.append(roster.attendance_of(person.id))
    return Counts(citizens=tally(counted, now), others=tally(others, now))


def citizen_steps(roster: Roster, now: int) -> tuple[Step, ...]:
    """Return the curve of the citizens who were present up to `now` (UTC ms)."""
    return steps((roster.attendance_of(person.id) for person in citizens(roster)), now)


def tally(logs: Iterable[AttendanceLog], now: int) -> Tally:
    """Count people by their events; each log is one of them."""
    counted = list(logs)
    states = Counter[str](log.state for log in counted)
    peak = max(steps(counted, now), key=lambda step: (step.present, -step.at), default=None)
    found = peak if peak is not None and peak.present else None
    return Tally(
        **states,
        most=found.present if found is not None else 0,
        most_at=found.at if found is not None else None,
    )


def stays(log: AttendanceLog, now: int) -> tuple[Stay, ...]:
    """Return when a person was present, in order.

    An event that another device stamped a moment after `now` counts as now, so that the bars end
    where the counts stand.
    """
    found: list[Stay] = []
    start: int | None = None
    for event in log.events:
        at = min(event.at, now)
        if event.state == "present" and start is None:
            start = at
        elif event.state != "present" and start is not None:
            found.append(Stay(start, at))
            start = None
    if start is not None:
        found.append(Stay(start, None))
    return tuple(found)


def arrived_at(log: AttendanceLog) -> int | None:
    """Return when a person was seen for the first time (UTC ms), in the waiting room or present."""
    seen = (event.at for event in log.events if event.state in ("waiting", "present"))
    return min(seen, default=None)


def steps(logs: Iterable[AttendanceLog], now: int) -> tuple[Step, ...]:
    """Return how many were present over time, one step per instant at which that changed."""
    changes = Counter[int]()
    for log in logs:
        for stay in stays(log, now):
            changes[stay.start] += 1
            if stay.end is not None:
                changes[stay.end] -= 1
    return tuple(_summed(changes))


def _summed(changes: Counter[int]) -> Iterator[Step]:
    present = 0
    for at in sorted(changes):
        if changes[at]:
            present += changes[at]
            yield Step(at, present)
