"""The filters over the table: whom each one shows, and how many that are."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from console.domain.roster import Attendance
from console.timers.attendance import Counts
from console.viewmodels.roster_rows import RosterRow
from console.words import Words

ALL, TECH = "all", "tech"
STATES: tuple[Attendance, ...] = (
    "registered", "promised", "waiting", "present", "left", "excluded",
)  # fmt: skip
#: Shown only while somebody is in that state: most evenings have none.
SELDOM = {"promised", "excluded"}


class Filter(Struct, frozen=True, kw_only=True):
    """`number` counts citizens; `name` says it in full, with everybody else beside them."""

    key: str
    label: str
    number: int
    others: int
    name: str


def belongs(row: RosterRow, key: str) -> bool:
    """Whether a filter shows a row."""
    if key == TECH:
        return row.problem is not None
    return key in (ALL, row.state)


def filters_of(
    words: Words, counts: Counts, trouble: tuple[int, int] | None, kept: Collection[str] = ()
) -> tuple[Filter, ...]:
    """Return the filters in order; `trouble`: citizens and others with open technical trouble.

    None for a role that does not receive it. `kept` stay although nobody is in them.
    """
    found = [_filter(words, ALL, counts.citizens.listed, counts.others.listed)]
    for state in STATES:
        number, others = counts.citizens.of(state), counts.others.of(state)
        if number or others or state not in SELDOM or state in kept:
            found.append(_filter(words, state, number, others))
    if trouble is not None:
        found.append(_filter(words, TECH, *trouble))
    return tuple(found)


def _filter(words: Words, key: str, number: int, others: int) -> Filter:
    own = key in (ALL, TECH)
    label = words(f"roster.filter_{key}") if own else words(f"roster.state.{key}")
    who = words("roster.citizens", n=number)
    if others:
        who = f"{who}, {words('roster.count_others', n=others)}"
    return Filter(key=key, label=label, number=number, others=others,
                  name=words("roster.filter_name", label=label, who=who))  # fmt: skip
