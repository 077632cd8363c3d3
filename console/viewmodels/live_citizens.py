"""Who counts: citizens only, in the plenary and in the groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from console.domain.rights import may_read_body
from console.domain.values import Participant
from console.storage.state import DialogueState
from console.viewmodels.desk import Desk


class Counts(Struct, frozen=True, kw_only=True):
    """How many citizens are in which state now, and how many were present at most."""

    present: int = 0
    waiting: int = 0
    promised: int = 0
    left: int = 0
    registered: int = 0
    most: int = 0

    @property
    def missing(self) -> int:
        """Those who are on the list and were not seen yet."""
        return max(0, self.registered - self.present - self.waiting - self.left)


def reads_names(desk: Desk) -> bool:
    """Whether this role receives the roster at all; who does not cannot count citizens."""
    return may_read_body({desk.store.identity.role}, "participant.added")


def citizens(state: DialogueState) -> Iterator[Participant]:
    """Yield the citizens on the roster; excluded ones are counted by their state."""
    return (person for person in state.people() if person.part == "citizen")


def count(state: DialogueState) -> Counts:
    """Count the citizens on the roster."""
    states = Counter(state.attendance_of(person.id).state for person in citizens(state))
    steps = attendance_steps(state)
    return Counts(
        present=states["present"],
        waiting=states["waiting"],
        promised=states["promised"],
        left=states["left"],
        registered=sum(states.values()) - states["excluded"],
        most=max((present for _, present in steps), default=0),
    )


def attendance_steps(state: DialogueState) -> list[tuple[int, int]]:
    """Return (UTC ms, citizens present from then on), one per change, in order of time."""
    changes: list[tuple[int, int]] = []
    for person in citizens(state):
        here = False
        for event in state.attendance_of(person.id).events:
            if (event.state == "present") != here:
                here = not here
                changes.append((event.at, 1 if here else -1))
    return list(_summed(sorted(changes)))


def _summed(changes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    present, last = 0, None
    for at, change in changes:
        if last is not None and at != last:
            yield last, present
        present += change
        last = at
    if last is not None:
        yield last, present


def seated_present(state: DialogueState, item: str) -> Counter[str]:
    """Return how many citizens who are present sit in each group of an item."""
    seats: Counter[str] = Counter()
    for person in citizens(state):
        group = state.seat(item, person.id)
        if group is not None and state.attendance_of(person.id).state == "present":
            seats[group] += 1
    return seats
