"""Who counts: citizens only, in the plenary and in the groups."""

from __future__ import annotations

from collections import Counter

from console.domain.rights import may_read_body
from console.storage.state import DialogueState
from console.timers.attendance import citizens
from console.viewmodels.desk import Desk


def reads_names(desk: Desk) -> bool:
    """Whether this role receives the roster at all; who does not cannot count citizens."""
    return may_read_body({desk.store.identity.role}, "participant.added")


def seated_present(state: DialogueState, item: str) -> Counter[str]:
    """Return how many citizens who are present sit in each group of an item."""
    seats: Counter[str] = Counter()
    for person in citizens(state):
        group = state.seat(item, person.id)
        if group is not None and state.attendance_of(person.id).state == "present":
            seats[group] += 1
    return seats
