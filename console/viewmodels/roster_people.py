"""Everybody on the roster as rows in order, with the counts over them."""

from __future__ import annotations

from console.domain.rights import may_read_body
from console.storage.change import Change
from console.viewmodels.attendance import people_counts
from console.viewmodels.citizens import reads_names
from console.viewmodels.desk import Desk
from console.viewmodels.roster_filters import Filter, filters_of
from console.viewmodels.roster_order import in_order
from console.viewmodels.roster_rows import RosterRow, RowMaker, open_cases
from console.viewmodels.roster_search import NameKeys

#: How long a row that another console changed looks touched.
FRESH_MS = 2_000
#: More than this at once is a first exchange, not somebody's edit.
MOST_FRESH = 20


class RosterPeople:
    """Makes all rows anew when asked: that costs less than finding out which stayed the same."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._keys = NameKeys()
        self._fresh: dict[str, int] = {}
        self._tech: tuple[str, ...] = ()
        self._second = -1
        self.rows: list[RosterRow] = []
        self.counts = people_counts(desk)

    @property
    def reads_names(self) -> bool:
        """Whether this role sees who the people are."""
        return reads_names(self._desk)

    @property
    def reads_tech(self) -> bool:
        """Whether this role sees technical trouble."""
        return may_read_body({self._desk.store.identity.role}, "tech_case.opened")

    def read(self) -> None:
        """Take the roster as it is now."""
        self.counts = people_counts(self._desk)
        people = self._desk.store.state.people() if self.reads_names else []
        maker = self._maker()
        self.rows = in_order(maker.row(one, fresh=one.id in self._fresh) for one in people)
        self._tech = tuple(row.tech for row in self.rows if row.tech)

    def row(self, person: str) -> RosterRow:
        """Return the row of one person as it is now."""
        return self._maker().row(self._desk.store.state.participants[person])

    def filters(self, current: str) -> tuple[Filter, ...]:
        """Return the filters with their counts; the current one is always among them."""
        return filters_of(self._desk.words, self.counts, self._trouble(), {current})

    def touch(self, change: Change) -> None:
        """Remember whom another console changed, to show it for a moment."""
        state = self._desk.store.state
        people = {*change.ids.get("participant", ()), *change.ids.get("attendance", ())}
        for family in ("seat", "tech_case"):
            values = (state.family(family).get(one) for one in change.ids.get(family, ()))
            people.update(value.participant for value in values if value is not None)
        if len(people) <= MOST_FRESH:
            until = self._desk.evening.now + FRESH_MS
            self._fresh.update(dict.fromkeys(people, until))

    def is_stale(self) -> bool:
        """Whether any row would read or look different at this beat."""
        now = self._desk.evening.now
        if now // 1000 == self._second:
            return False
        self._second = now // 1000
        ended = [one for one, until in self._fresh.items() if until <= now]
        for one in ended:
            del self._fresh[one]
        return bool(ended) or self._tech_words() != self._tech

    def _maker(self) -> RowMaker:
        return RowMaker(self._desk, self._keys, with_tech=self.reads_tech)

    def _tech_words(self) -> tuple[str, ...]:
        if not self._tech:
            return ()
        maker, cases = self._maker(), open_cases(self._desk.store.state)
        shown = (row.id for row in self.rows if row.tech and row.id in cases)
        return tuple(maker.tech_words(cases[one]) for one in shown)

    def _trouble(self) -> tuple[int, int] | None:
        """Return how many citizens and how many others have trouble."""
        if not self.reads_tech:
            return None
        people = self._desk.store.state.participants
        parts = [people[one].part for one in open_cases(self._desk.store.state) if one in people]
        citizens = parts.count("citizen")
        return citizens, len(parts) - citizens
