"""The way the evening took: visits of items, pauses, and advances that lost against another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from console.domain.ids import visit_id
from console.domain.ops import Entry
from console.domain.run import END, RunAdvanced, RunCorrected, RunPaused, RunResumed


class Visit(Struct, frozen=True, kw_only=True):
    """One stay at an item ("end": after the last); instants are UTC ms, `ended_at` derived."""

    id: str
    item: str
    started_at: int
    ended_at: int | None = None
    from_visit: str | None = None
    ops: tuple[str, ...] = ()


class Pause(Struct, frozen=True, kw_only=True):
    """Everything stood still from `start` to `end` (UTC ms; None: still does)."""

    start: int
    end: int | None = None


class Course(Struct, frozen=True, kw_only=True):
    """The whole way from the root, its pauses, and the advances that lost (`detours`)."""

    visits: tuple[Visit, ...] = ()
    pauses: tuple[Pause, ...] = ()
    detours: tuple[Visit, ...] = ()
    #: The operations that a correction of each visit's start, or the next pause, has to name.
    corrections: dict[str, tuple[str, ...]] = {}
    pause_ops: tuple[str, ...] = ()

    @property
    def current(self) -> Visit | None:
        """The visit that is on, also "end"; None before the beginning."""
        return self.visits[-1] if self.visits else None

    @property
    def is_over(self) -> bool:
        """Whether the dialogue has ended."""
        return bool(self.visits) and self.visits[-1].item == END

    @property
    def is_live(self) -> bool:
        """Whether an item is on."""
        return bool(self.visits) and not self.is_over

    @property
    def is_paused(self) -> bool:
        """Whether everything stands still now."""
        return bool(self.pauses) and self.pauses[-1].end is None

    @property
    def begun_at(self) -> int | None:
        """When the first item began (UTC ms)."""
        return self.visits[0].started_at if self.visits else None

    def paused_ms(self, start: int, end: int) -> int:
        """Return how much of `start` to `end` (UTC ms) everything stood still."""
        return sum(
            max(0, min(end, pause.end if pause.end is not None else end) - max(start, pause.start))
            for pause in self.pauses
        )

    def visit_of(self, item: str) -> Visit | None:
        """Return the latest visit to an item on the way."""
        return next((visit for visit in reversed(self.visits) if visit.item == item), None)


def _advances(entries: Iterable[Entry]) -> dict[str | None, dict[str, list[Entry]]]:
    """Return the live advances by the visit they come from, then by the visit they make."""
    found: dict[str | None, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if isinstance(entry.body, RunAdvanced):
            made = visit_id(entry.body.from_visit, entry.body.to)
            found[entry.body.from_visit][made].append(entry)
    return found


def _first(entries: list[Entry]) -> tuple[bool, int, int, str]:
    """Order of rival visits: earliest first receipt, unsent last; then instant, operation id."""
    return min(
        (
            entry.first_received_at is None,
            entry.first_received_at or 0,
            entry.happened_at,
            entry.head.op_id,
        )
        for entry in entries
    )


def _make(made: str, entries: list[Entry]) -> Visit:
    body = entries[0].body
    assert isinstance(body, RunAdvanced)
    return Visit(
        id=made,
        item=body.to,
        started_at=min(entry.happened_at for entry in entries),
        from_visit=body.from_visit,
        ops=tuple(sorted(entry.head.op_id for entry in entries)),
    )


def _corrections(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return per visit the corrections nobody replaced, the greatest first."""
    by_visit: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: one.rank, reverse=True):
        if isinstance(entry.body, RunCorrected):
            by_visit[entry.body.visit].append(entry)
    for visit, found in by_visit.items():
        named = {op_id for entry in found for op_id in entry.head.base}
        by_visit[visit] = [entry for entry in found if entry.head.op_id not in named] or found
    return by_visit


def _way(
    advances: dict[str | None, dict[str, list[Entry]]], corrected: dict[str, list[Entry]]
) -> tuple[list[Visit], list[Visit]]:
    """Return the visits on the way, and those that lost."""
    way: list[Visit] = []
    lost: list[Visit] = []
    at: str | None = None
    seen: set[str] = set()
    while options := advances.get(at):
        ranked = sorted(options.items(), key=lambda option: (_first(option[1]), option[0]))
        lost += [_make(made, entries) for made, entries in ranked[1:]]
        made, entries = ranked[0]
        if made in seen:
            break
        seen.add(made)
        visit = _make(made, entries)
        if found := corrected.get(made):
            body = found[0].body
            assert isinstance(body, RunCorrected)
            visit = msgspec.structs.replace(visit, started_at=body.started)
        if way:
            started = max(visit.started_at, way[-1].started_at)
            visit = msgspec.structs.replace(visit, started_at=started)
            way[-1] = msgspec.structs.replace(way[-1], ended_at=started)
        way.append(visit)
        at = made
    return way, lost


def _pauses(entries: Iterable[Entry], way: list[Visit]) -> tuple[list[Pause], tuple[str, ...]]:
    """Return the intervals of standing still, and the operations the next press has to name."""
    by_visit = {visit.id: visit for visit in way}
    instants: dict[str, int] = {}
    events: list[tuple[int, Entry, Visit]] = []
    for entry in sorted(entries, key=lambda one: one.rank):
        body = entry.body
        if not isinstance(body, RunPaused | RunResumed) or body.visit not in by_visit:
            continue
        # Whoever resumes has seen the pause, whatever the clocks of the two devices say.
        seen = [instants[op_id] for op_id in entry.head.base if op_id in instants]
        visit = by_visit[body.visit]
        instant = max([entry.happened_at, visit.started_at, *seen])
        if visit.ended_at is not None:
            instant = min(instant, visit.ended_at)
        instants[entry.head.op_id] = instant
        events.append((instant, entry, visit))
    pauses: list[Pause] = []
    for visit in way:
        own = [event for event in events if event[2] is visit]
        pauses += _pauses_of(visit, sorted(own, key=lambda event: (event[0], event[1].rank)))
    current = way[-1].id if way else None
    named = {op_id for _, entry, _ in events for op_id in entry.head.base}
    heads = tuple(
        entry.head.op_id
        for _, entry, visit in events
        if visit.id == current and entry.head.op_id not in named
    )
    return pauses, heads


def _pauses_of(visit: Visit, events: list[tuple[int, Entry, Visit]]) -> list[Pause]:
    pauses: list[Pause] = []
    since: int | None = None
    for instant, entry, _ in events:
        if isinstance(entry.body, RunPaused):
            since = instant if since is None else since
        elif since is not None:
            pauses.append(Pause(start=since, end=instant))
            since = None
    if since is not None and visit.item != END:
        pauses.append(Pause(start=since, end=visit.ended_at))
    return pauses


def course_of(live: Iterable[Entry]) -> Course:
    """Return the course from the live operations of the run, in any order.

    Of several visits that come from one, the way goes on with the one received first; the
    others, and all that follows them, are detours. A start is never before that of its `from`.
    """
    entries = list(live)
    corrected = _corrections(entries)
    way, lost = _way(_advances(entries), corrected)
    pauses, pause_ops = _pauses(entries, way)
    return Course(
        visits=tuple(way),
        pauses=tuple(pauses),
        detours=tuple(lost),
        corrections={
            visit: tuple(entry.head.op_id for entry in found) for visit, found in corrected.items()
        },
        pause_ops=pause_ops,
    )
