"""The way the evening took: visits of items, pauses, and advances that lost against another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from console.domain.fold import EntityState
from console.domain.ids import visit_id
from console.domain.ops import Entry
from console.domain.run import END, RunAdvanced, RunCorrected, RunPaused, RunResumed, start_of


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


Advances = dict[str | None, dict[str, list[Entry]]]


def _advances(entries: Iterable[Entry]) -> Advances:
    """Return the live advances by the visit they come from, then by the visit they make."""
    found: Advances = defaultdict(lambda: defaultdict(list))
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


def _starts(state: EntityState) -> dict[str, int]:
    """Return the corrected starts (UTC ms) by visit."""
    winners = [value.body for value in state.fields.values() if isinstance(value, Entry)]
    return {body.visit: body.started for body in winners if isinstance(body, RunCorrected)}


def _way(advances: Advances, starts: Mapping[str, int]) -> list[Visit]:
    """Return the visits on the way, from the root on."""
    way: dict[str, Visit] = {}
    before: Visit | None = None
    while options := advances.get(before.id if before is not None else None):
        made = min((_first(entries), visit) for visit, entries in options.items())[1]
        if made in way:
            break
        visit = _make(made, options[made])
        started = starts.get(made, visit.started_at)
        if before is not None:
            started = max(started, before.started_at)
            way[before.id] = msgspec.structs.replace(before, ended_at=started)
        before = way[made] = msgspec.structs.replace(visit, started_at=started)
    return list(way.values())


def _detours(advances: Advances, way: list[Visit]) -> list[Visit]:
    """Return every other visit that somebody made, the earliest first."""
    on_the_way = {visit.id for visit in way}
    made = {
        visit: _make(visit, entries)
        for options in advances.values()
        for visit, entries in options.items()
        if visit not in on_the_way
    }
    return sorted(made.values(), key=lambda visit: (visit.started_at, visit.id))


def _pauses(entries: Iterable[Entry], way: list[Visit]) -> tuple[list[Pause], tuple[str, ...]]:
    """Return the intervals of standing still, and the operations the next press has to name."""
    by_visit = {visit.id: visit for visit in way if visit.item != END}
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
    if since is not None:
        pauses.append(Pause(start=since, end=visit.ended_at))
    return pauses


def course_of(state: EntityState) -> Course:
    """Return the course from the folded run.

    Of several visits that come from one, the way goes on with the one received first; the
    others, and all that follows them, are detours, as is what came from a visit that was undone.
    A start is never before that of its `from`.
    """
    advances = _advances(state.live)
    starts = _starts(state)
    way = _way(advances, starts)
    pauses, pause_ops = _pauses(state.live, way)
    return Course(
        visits=tuple(way),
        pauses=tuple(pauses),
        detours=tuple(_detours(advances, way)),
        corrections={visit: state.base_for([start_of(visit)]) for visit in starts},
        pause_ops=pause_ops,
    )
