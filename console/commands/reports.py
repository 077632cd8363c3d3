"""Reports from the groups: a queue whose ids follow from the item's visit and the groups."""

from __future__ import annotations

from console.commands.carry_out import carry_out
from console.domain.course import Course, Visit
from console.domain.errors import CommandRejected
from console.domain.ids import derived
from console.domain.ops import Fact
from console.domain.questions import SpeakerCalled, SpeakerQueued, SpeakerRemoved
from console.domain.values import Group
from console.storage.change import Done
from console.storage.store import Store
from console.timers.reports import Turn


def reporting_groups(store: Store) -> list[Group]:
    """Return the groups that report in the present item: those that met last before it."""
    state = store.state
    visit = state.course.current
    item = state.agenda_items.get(visit.item) if visit is not None else None
    if item is None or item.kind != "plenary":
        return []
    breakouts = (
        one.item
        for one in reversed(state.course.visits)
        if one.item in state.agenda_items and state.agenda_items[one.item].kind == "breakout"
    )
    last = next(breakouts, None)
    return state.groups_of(last) if last is not None else []


def turns(store: Store) -> list[Turn]:
    """Return the reports of the present item in order; empty before they begin."""
    visit = store.state.course.current
    if visit is None:
        return []
    found = [
        (value.order, group.id, value.id)
        for group in reporting_groups(store)
        if (value := store.state.speakers.get(_turn(visit, group.id))) is not None
    ]
    return [_read(store, group, entity) for _, group, entity in sorted(found)]


def begin_reports(store: Store) -> None:
    """Queue all groups, and give the first the floor. Begun reports stay as they are.

    Raises: CommandRejected with group_missing or not_allowed.
    """
    visit, groups = _visit(store.state.course), reporting_groups(store)
    if not groups:
        raise CommandRejected("group_missing")
    if turns(store):
        return
    facts = [
        Fact(
            entity=_turn(visit, group.id),
            body=SpeakerQueued(label=group.name.text[:200], order=group.order),
        )
        for group in groups
    ]
    facts.append(Fact(entity=_turn(visit, groups[0].id), body=SpeakerCalled()))
    carry_out(store, facts, Done(key="report_called", parameters=_named(groups[0])))


def call_report(store: Store, group: str) -> None:
    """Give a group that waits the floor; whoever has had it is not asked again.

    Raises: CommandRejected with group_missing or not_allowed.
    """
    visit, found = _visit(store.state.course), _group(store, group)
    turn = next((one for one in turns(store) if one.group == group), None)
    if turn is None or turn.began_at is not None or turn.skipped:
        return
    fact = _fact(store, visit, group, SpeakerCalled())
    carry_out(store, [fact], Done(key="report_called", parameters=_named(found)))


def skip_report(store: Store, group: str) -> None:
    """Do without a group's report.

    Raises: CommandRejected with group_missing or not_allowed.
    """
    visit, found = _visit(store.state.course), _group(store, group)
    turn = next((one for one in turns(store) if one.group == group), None)
    if turn is None or turn.skipped:
        return
    fact = _fact(store, visit, group, SpeakerRemoved())
    carry_out(store, [fact], Done(key="report_skipped", parameters=_named(found)))


def _turn(visit: Visit, group: str) -> str:
    return derived("report", visit.id, group)


def _read(store: Store, group: str, entity: str) -> Turn:
    called = [
        entry.happened_at
        for entry in store.entity("speaker", entity).live
        if isinstance(entry.body, SpeakerCalled)
    ]
    hidden = store.state.speakers[entity].hidden
    return Turn(group=group, began_at=min(called, default=None), skipped=hidden)


def _visit(course: Course) -> Visit:
    if course.current is None:
        raise CommandRejected("nothing_running")
    return course.current


def _group(store: Store, group: str) -> Group:
    found = next((one for one in reporting_groups(store) if one.id == group), None)
    if found is None:
        raise CommandRejected("group_missing")
    return found


def _fact(store: Store, visit: Visit, group: str, body: SpeakerCalled | SpeakerRemoved) -> Fact:
    entity = _turn(visit, group)
    state = store.entity("speaker", entity)
    return Fact(entity=entity, body=body, base=state.base_for(["status"]))


def _named(group: Group) -> dict[str, object]:
    return {"group": group.name.text}
