"""Times of items and groups: start, more or less time, pause, back in the plenary."""

from __future__ import annotations

from collections.abc import Iterable

from console.commands.carry_out import carry_out
from console.domain.bodies import Body
from console.domain.course import Visit
from console.domain.errors import CommandRejected
from console.domain.ids import group_run_id, timer_id
from console.domain.ops import Fact
from console.domain.timers import (
    TimerExtended,
    TimerPaused,
    TimerRegister,
    TimerReset,
    TimerResumed,
    TimerReturned,
    TimerStarted,
    TimerState,
)
from console.domain.values import AgendaItem, Group
from console.storage.change import Done
from console.storage.store import Store
from console.timers.phase import MINUTE_MS, Phase
from console.timers.timer import TimerView, allowed_delta_ms, group_view, item_view, run_to_name

ACTIVE = frozenset({Phase.RUNNING, Phase.WARNING, Phase.LAST_MINUTE, Phase.OVER, Phase.PAUSED})


def start_groups(store: Store, groups: Iterable[str] | None = None, *, ago_ms: int = 0) -> None:
    """Start the timers of groups that are ready, of all of the present item with None."""
    item, visit, chosen = _present(store, groups)
    facts = [
        _register(store, item, visit, group, TimerStarted, "running", elapsed=0, ago_ms=ago_ms)
        for group in chosen
        if _view(store, item, group).phase is Phase.READY
    ]
    if facts:
        carry_out(store, facts, _done("groups_started", "group_started", chosen, len(facts)))


def extend(store: Store, delta_ms: int) -> int:
    """Give the present item, or all its active groups, more or less time (milliseconds).

    Before any group has begun those that are ready get it together with the item: the forecast
    reckons with their time.

    Returns what was really changed at most: less time leaves at least 0:30.
    Raises: CommandRejected with nothing_running or not_allowed.
    """
    item, visit, groups = _present(store, None)
    phases = {group.id: _view(store, item, group).phase for group in groups}
    active = [group for group in groups if phases[group.id] in ACTIVE]
    if active:
        facts, largest = _extensions(store, item, visit, active, delta_ms)
        return _carry_out_extension(store, facts, active, largest)
    waiting = [group for group in groups if phases[group.id] is Phase.READY]
    facts, _ = _extensions(store, item, visit, waiting, delta_ms)
    allowed = allowed_delta_ms(
        item_view(item, store.state.course, store.state.timer(item.id), store.now_ms()), delta_ms
    )
    if allowed:
        body = TimerExtended(item=item.id, run=visit.id, delta_ms=allowed)
        facts.append(Fact(entity=timer_id(item.id, None), body=body))
        carry_out(store, facts, _changed_done("item", allowed, item=item.title.text))
    return allowed


def extend_group(store: Store, group: str, delta_ms: int) -> int:
    """Give one group more or less time; returns what was really changed (milliseconds)."""
    item, visit, chosen = _present(store, [group])
    facts, largest = _extensions(store, item, visit, chosen, delta_ms)
    return _carry_out_extension(store, facts, chosen, largest, _beyond(store, item, group, largest))


def group_time_fact(store: Store, group: str, delta_ms: int) -> Fact:
    """Return the fact that gives one group more time (ms), for an action that does more.

    Raises: CommandRejected with nothing_running or group_missing.
    """
    item, visit, chosen = _present(store, [group])
    facts, _ = _extensions(store, item, visit, chosen, delta_ms)
    return facts[0]


def pause_group(store: Store, group: str) -> None:
    """Let one group's time stand still."""
    _switch(store, group, TimerPaused, "paused", "group_paused")


def resume_group(store: Store, group: str) -> None:
    """Let one group's time go on."""
    _switch(store, group, TimerResumed, "running", "group_resumed")


def pause_groups(store: Store) -> None:
    """Let the time of all groups that run stand still."""
    _switch_all(store, TimerPaused, "paused", "groups_paused")


def resume_groups(store: Store) -> None:
    """Let the time of all groups that stand still go on."""
    _switch_all(store, TimerResumed, "running", "groups_resumed")


def reset_group(store: Store, group: str) -> None:
    """Make one group's timer ready for another run."""
    item, visit, chosen = _present(store, [group])
    if _view(store, item, chosen[0]).phase is Phase.READY:
        return
    fact = _register(store, item, visit, chosen[0], TimerReset, "ready", elapsed=0)
    carry_out(store, [fact], _done("", "group_reset", chosen, 1))


def mark_returned(store: Store, item: str, groups: Iterable[str], *, back: bool = True) -> None:
    """Say that groups are back in the plenary, or (`back` false) are still in their rooms."""
    facts: list[Fact] = []
    chosen: list[Group] = []
    for group in groups:
        timer = store.state.timer(item, group)
        if timer.run is None or timer.is_returned == back:
            continue
        body = TimerReturned(item=item, group=group, run=timer.run, back=back)
        facts.append(Fact(entity=timer_id(item, group), body=body, scope=group))
        chosen.append(store.state.groups[group])
    if facts:
        many, one = ("groups_returned", "group_returned") if back else ("", "group_not_returned")
        carry_out(store, facts, _done(many or one, one, chosen, len(facts)))


def _present(store: Store, groups: Iterable[str] | None) -> tuple[AgendaItem, Visit, list[Group]]:
    """Return the item that is on, its visit, and the chosen ones of its groups."""
    state = store.state
    visit = state.course.current
    item = state.agenda_items.get(visit.item) if visit is not None else None
    if visit is None or item is None:
        raise CommandRejected("nothing_running")
    own = state.groups_of(item.id)
    if groups is None:
        return item, visit, own
    wanted = set(groups)
    chosen = [group for group in own if group.id in wanted]
    if not chosen:
        raise CommandRejected("group_missing")
    return item, visit, chosen


def _view(store: Store, item: AgendaItem, group: Group) -> TimerView:
    timer = store.state.timer(item.id, group.id)
    return group_view(item, store.state.course, timer, store.now_ms())


def _register(
    store: Store,
    item: AgendaItem,
    visit: Visit,
    group: Group,
    body: type[TimerRegister],
    state: TimerState,
    *,
    elapsed: int,
    ago_ms: int = 0,
) -> Fact:
    timer = store.state.timer(item.id, group.id)
    starts = body is TimerStarted
    run = group_run_id(timer.id, timer.run) if starts else run_to_name(timer, visit)
    entity = timer_id(item.id, group.id)
    return Fact(
        entity=entity,
        scope=group.id,
        base=store.entity("timer", entity).base_for(["timer"]),
        body=body(
            item=item.id,
            group=group.id,
            visit=visit.id,
            run=run,
            state=state,
            elapsed_before_ms=elapsed,
            ago_ms=ago_ms,
        ),
    )


def _switch(
    store: Store, group: str, body: type[TimerRegister], state: TimerState, key: str
) -> None:
    item, visit, chosen = _present(store, [group])
    timer = store.state.timer(item.id, group)
    view = _view(store, item, chosen[0])
    if view.phase not in ACTIVE or timer.state == state:
        return
    fact = _register(store, item, visit, chosen[0], body, state, elapsed=view.elapsed_ms)
    carry_out(store, [fact], _done("", key, chosen, 1))


def _switch_all(store: Store, body: type[TimerRegister], state: TimerState, key: str) -> None:
    item, visit, groups = _present(store, None)
    facts: list[Fact] = []
    for group in groups:
        view = _view(store, item, group)
        if view.phase in ACTIVE and store.state.timer(item.id, group.id).state != state:
            elapsed = view.elapsed_ms
            facts.append(_register(store, item, visit, group, body, state, elapsed=elapsed))
    if facts:
        carry_out(store, facts, Done(key=key))


def _extensions(
    store: Store, item: AgendaItem, visit: Visit, groups: list[Group], delta_ms: int
) -> tuple[list[Fact], int]:
    """Return the facts that give groups more or less time, and the largest real change."""
    facts: list[Fact] = []
    largest = 0
    for group in groups:
        allowed = allowed_delta_ms(_view(store, item, group), delta_ms)
        if not allowed:
            continue
        largest = max(largest, allowed, key=abs)
        timer = store.state.timer(item.id, group.id)
        body: Body = TimerExtended(
            item=item.id, group=group.id, run=run_to_name(timer, visit), delta_ms=allowed
        )
        facts.append(Fact(entity=timer_id(item.id, group.id), body=body, scope=group.id))
    return facts, largest


def _beyond(store: Store, item: AgendaItem, group: str, delta_ms: int) -> int | None:
    """Return when a group given more time is back (UTC ms) if the item ends later for it."""
    view = group_view(item, store.state.course, store.state.timer(item.id, group), store.now_ms())
    own = item_view(item, store.state.course, store.state.timer(item.id), store.now_ms())
    if delta_ms <= 0 or view.ends_at is None or own.ends_at is None:
        return None
    back_at = view.ends_at + delta_ms + item.coming_min * MINUTE_MS
    return back_at if back_at >= own.ends_at + MINUTE_MS else None


def _carry_out_extension(
    store: Store,
    facts: list[Fact],
    groups: list[Group],
    largest: int,
    beyond: int | None = None,
) -> int:
    if facts and beyond is not None:
        name = groups[0].name.text
        minutes = max(1, round(largest / MINUTE_MS))
        parameters = {"group": name, "n": minutes, "time": beyond}
        carry_out(store, facts, Done(key="group_extended_beyond", parameters=parameters))
    elif facts and len(groups) == 1:
        carry_out(store, facts, _changed_done("group", largest, group=groups[0].name.text))
    elif facts:
        carry_out(store, facts, _changed_done("groups", largest))
    return largest


def _changed_done(what: str, delta_ms: int, **parameters: object) -> Done:
    """Return how a change of time is called; it counts in minutes, at least one."""
    key = f"{what}_extended" if delta_ms > 0 else f"{what}_shortened"
    minutes = max(1, round(abs(delta_ms) / MINUTE_MS))
    return Done(key=key, parameters={**parameters, "n": minutes})


def _done(many: str, one: str, groups: list[Group], count: int) -> Done:
    if count == 1 and len(groups) == 1:
        return Done(key=one, parameters={"group": groups[0].name.text})
    return Done(key=many or one, parameters={"n": count})
