"""A group's timer as its operations leave it: a state and an instant, never a tick."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from console.domain.fold import EntityState
from console.domain.ops import Entry
from console.domain.timers import TimerExtended, TimerRegister, TimerReturned, TimerState


class GroupTimer(Struct, frozen=True, kw_only=True):
    """The register of one timer, with what was added to each run.

    While `running`, the time used is `elapsed_ms` at `since` (UTC ms) and grows with the clock;
    else it is `elapsed_ms`. `extensions` are milliseconds by run (for an item: by visit).
    """

    id: str
    item: str = ""
    group: str | None = None
    visit: str | None = None
    run: str | None = None
    state: TimerState = "ready"
    since: int = 0
    elapsed_ms: int = 0
    extensions: Mapping[str, int] = {}
    returned_runs: tuple[str, ...] = ()
    returned_at: Mapping[str, int] = {}

    @property
    def extended_ms(self) -> int:
        """What was added to the present run, in milliseconds."""
        return self.extensions.get(self.run or "", 0)

    @property
    def is_returned(self) -> bool:
        """Whether somebody marked the group as back after the present run."""
        return self.run is not None and self.run in self.returned_runs


def _register(state: EntityState) -> tuple[Entry, list[Entry]] | None:
    winner = state.fields.get("timer")
    if not isinstance(winner, Entry):
        return None
    return winner, [winner, *state.rivals.get("timer", ())]


def _place(state: EntityState) -> TimerExtended | TimerReturned | None:
    """Return an operation that says which timer this is: an item's own is never started."""
    bodies = [entry.body for entry in state.live]
    found = [body for body in bodies if isinstance(body, TimerExtended | TimerReturned)]
    return found[0] if found else None


def _begin(entry: Entry) -> int:
    """Return the instant at which the time used was zero, had nothing ever stood still."""
    assert isinstance(entry.body, TimerRegister)
    return entry.happened_at - entry.body.elapsed_before_ms


def group_timer_of(state: EntityState) -> GroupTimer:
    """Return the timer from its folded entity.

    Two starts (or resumptions) of one situation are one run with the earlier beginning.
    """
    returned: dict[str, int] = {}
    for mark in state.marks:
        if isinstance(mark.body, TimerReturned):
            if mark.body.back:
                returned.setdefault(mark.body.run, mark.happened_at)
            else:
                returned.pop(mark.body.run, None)
    found = _register(state)
    if found is None:
        place = _place(state)
        return GroupTimer(
            id=state.id,
            item=place.item if place is not None else "",
            group=place.group if place is not None else None,
            extensions=state.counters,
            returned_runs=tuple(sorted(returned)),
            returned_at=returned,
        )
    winner, rivals = found
    body = winner.body
    assert isinstance(body, TimerRegister)
    since, elapsed = winner.happened_at, body.elapsed_before_ms
    if body.state == "running":
        same = [
            entry
            for entry in rivals
            if isinstance(entry.body, TimerRegister)
            and (entry.body.run, entry.body.state) == (body.run, "running")
        ]
        # Counted from that one's own instant, so that a pause between the two is taken out.
        earliest = min(same, key=_begin)
        assert isinstance(earliest.body, TimerRegister)
        since, elapsed = earliest.happened_at, earliest.body.elapsed_before_ms
    return GroupTimer(
        id=state.id,
        item=body.item,
        group=body.group,
        visit=body.visit,
        run=body.run,
        state=body.state,
        since=since,
        elapsed_ms=elapsed,
        extensions=state.counters,
        returned_runs=tuple(sorted(returned)),
        returned_at=returned,
    )
