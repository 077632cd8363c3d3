"""The proposal when the forecast passes a fixed time: whose later minutes bring it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from msgspec import Struct

from console.domain.values import AgendaItem
from console.timers.evening import Evening
from console.timers.phase import MINUTE_MS
from console.timers.plan import slot_after, upcoming
from console.timers.present import Present, present
from console.timers.schedule import free_at

#: Whose time is taken in which order; a protected item keeps all of it.
_ORDER: Final = ("first", "if_needed")


class Cut(Struct, frozen=True):
    """An item (id) that is to take fewer minutes."""

    item: str
    minutes: int
    shortened: int

    @property
    def saved(self) -> int:
        """How many minutes it gives."""
        return self.minutes - self.shortened


class Target(Struct, frozen=True):
    """A fixed time at risk: of an item (id), or with None the end of the dialogue.

    `at` is UTC ms; `late_ms` is how far the forecast passes it now, `missing_ms` how far it still
    would with the proposal; both are 0 when it holds.
    """

    item: str | None
    at: int
    late_ms: int
    missing_ms: int


class Proposal(Struct, frozen=True):
    """The cuts in the order of the run sheet, and what they are for, the earliest first.

    No cuts: nothing can be shortened any more.
    """

    cuts: tuple[Cut, ...]
    targets: tuple[Target, ...]
    ends_at: int

    @property
    def holds(self) -> bool:
        """Whether every fixed time is met with it, to the minute."""
        return all(target.missing_ms < MINUTE_MS for target in self.targets)


def catch_up(
    evening: Evening,
    now: int,
    *,
    locked: Collection[str] = (),
    tolerance_ms: int = MINUTE_MS,
    on: Present | None = None,
) -> Proposal | None:
    """Return what to shorten so that fixed starts and the fixed end hold; None: they do.

    Only items still to come change, by whole minutes: those to shorten first before those to
    shorten if needed, within each by the share of what they can give, never below their minimum;
    `locked` ones (ids) and protected ones not at all. A fixed time counts as passed by more than
    `tolerance_ms`. `on` is `present(evening, now)`, for a caller that has it already.
    """
    if evening.course.is_over:
        return None
    coming = upcoming(evening.items, evening.course)
    sheet = _Sheet(coming, free_at(evening, now, on or present(evening, now)), locked)
    passed = [
        (fixed, late)
        for fixed in _fixed_times(coming, evening.dialogue.ends_at)
        if (late := sheet.late(fixed)) > tolerance_ms
    ]
    if not passed:
        return None
    for fixed, _ in passed:
        sheet.bring_back(fixed)
    targets = tuple(
        Target(fixed.item, fixed.at, late, max(0, sheet.late(fixed))) for fixed, late in passed
    )
    return Proposal(sheet.cuts(), targets, sheet.arrival(len(coming)))


class _Fixed(Struct, frozen=True):
    """A fixed time (UTC ms): what lies before `index` has to be done by then."""

    index: int
    at: int
    item: str | None


def _fixed_times(coming: Sequence[AgendaItem], ends_at: int) -> list[_Fixed]:
    fixed = [
        _Fixed(index, item.fixed_start, item.id)
        for index, item in enumerate(coming)
        if item.fixed_start is not None
    ]
    return [*fixed, _Fixed(len(coming), ends_at, None)] if ends_at else fixed


class _Sheet:
    """The items to come with the minutes they are left with, tried out one by one."""

    def __init__(self, items: Sequence[AgendaItem], begins: int, locked: Collection[str]) -> None:
        self._items = items
        self._begins = begins
        self._taken = [0] * len(items)
        self._spare = [0 if item.id in locked else spare_minutes(item) for item in items]

    def arrival(self, index: int) -> int:
        """Return when everything before the item at `index` is done (UTC ms)."""
        return self._walk(index)[0]

    def late(self, fixed: _Fixed) -> int:
        """Return by how much (ms) a fixed time is passed; negative: there is room."""
        return self.arrival(fixed.index) - fixed.at

    def bring_back(self, fixed: _Fixed) -> None:
        """Take minutes until a fixed time holds, or nobody can give any more for it."""
        while self.late(fixed) > 0:
            chosen = self._next_to_give(fixed.index)
            if chosen is None:
                return
            self._taken[chosen] += 1

    def cuts(self) -> tuple[Cut, ...]:
        """Return what was taken, in the order of the run sheet."""
        return tuple(
            Cut(item.id, item.minutes, item.minutes - taken)
            for item, taken in zip(self._items, self._taken, strict=True)
            if taken
        )

    def _next_to_give(self, before: int) -> int | None:
        """Return who gives the next minute for what begins at `before`: the least asked so far.

        What lies before a fixed start that is waited for would only make the wait longer.
        """
        since = self._walk(before)[1]
        for policy in _ORDER:
            able = [
                index
                for index in range(since, before)
                if self._items[index].policy == policy and self._taken[index] < self._spare[index]
            ]
            if able:
                return min(able, key=self._asked)
        return None

    def _asked(self, index: int) -> tuple[float, int]:
        """Share of what an item can give that it would have given; of two equal ones the later."""
        return (self._taken[index] + 1) / self._spare[index], -index

    def _walk(self, index: int) -> tuple[int, int]:
        """Return the arrival at `index`, and the last fixed start before it that is kept."""
        at, kept = self._begins, 0
        for i in range(index):
            item = self._items[i]
            if item.fixed_start is not None and at <= item.fixed_start:
                kept = i
            slot = slot_after(at, item)
            at = slot.end - self._taken[i] * MINUTE_MS
        return at, kept


def spare_minutes(item: AgendaItem) -> int:
    """Return how many minutes an item can give: its groups keep one besides the ways."""
    ways = item.going_min + item.coming_min if item.kind == "breakout" else 0
    return (
        0 if item.policy == "protected" else max(0, item.minutes - max(item.min_minutes, ways + 1))
    )
