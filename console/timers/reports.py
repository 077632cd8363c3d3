"""Reports from the groups: whose turn it is, and how long each has of what is left."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from console.domain.course import Course


class Turn(Struct, frozen=True, kw_only=True):
    """A group's place among the reports; `began_at` (UTC ms) is None while it waits."""

    group: str
    began_at: int | None = None
    skipped: bool = False


class Reports(Struct, frozen=True, kw_only=True):
    """The reports at one instant; times in milliseconds.

    `current` is the group (id) whose turn it is, `left_ms` what it has of its share, negative
    when over. `waiting` come after it, in order; `took` says how long each turn was or is.
    """

    current: str | None
    left_ms: int
    share_ms: int
    waiting: tuple[str, ...]
    took: dict[str, int]


def reports(turns: Sequence[Turn], course: Course, rest_ms: int, now: int) -> Reports:
    """Return how the reports stand at `now` (UTC ms); `turns` in order.

    `rest_ms` is what is left of the item. The share of whoever reports is what was left when
    the turn began, divided by the groups that still had to come; pauses do not count.
    """
    taken = [turn for turn in turns if turn.began_at is not None and not turn.skipped]
    taken.sort(key=lambda turn: turn.began_at or 0)
    waiting = tuple(turn.group for turn in turns if turn.began_at is None and not turn.skipped)
    ends = [*(turn.began_at or 0 for turn in taken[1:]), now]
    took = {
        turn.group: _ran(course, turn.began_at or 0, end)
        for turn, end in zip(taken, ends, strict=True)
    }
    if not taken:
        return Reports(current=None, left_ms=0, share_ms=0, waiting=waiting, took=took)
    current = taken[-1].group
    share = max(0, rest_ms + took[current]) // (len(waiting) + 1)
    left = share - took[current]
    return Reports(current=current, left_ms=left, share_ms=share, waiting=waiting, took=took)


def _ran(course: Course, start: int, end: int) -> int:
    return max(0, end - start - course.paused_ms(start, end))
