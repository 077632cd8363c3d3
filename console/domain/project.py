"""From a folded entity to the value of its family."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Final

from msgspec.structs import replace

from console.domain import values
from console.domain.agenda import CheckTicked
from console.domain.course import Course, course_of
from console.domain.fold import EntityState
from console.domain.group_timer import GroupTimer, group_timer_of
from console.domain.groups import DrawApplied, SeatSet
from console.domain.notes import Place
from console.domain.ops import Entry
from console.domain.polls import PointsGiven
from console.domain.roster import AttendanceMarked

Projected = values.Value | Course | GroupTimer


def _common(state: EntityState, **more: Any) -> dict[str, Any]:
    first = state.added
    if first is None:
        facts = [entry for entry in state.live if entry.does not in ("undo", "redact")]
        first = min(facts, key=lambda entry: entry.rank, default=None)
    return {
        "id": state.id,
        "hidden": state.hidden,
        "unsent": not all(entry.sent for entry in state.live),
        "needs_newer": state.needs_newer,
        "made_at": first.happened_at if first is not None else 0,
        "made_by": first.by if first is not None else "",
        "made_role": first.role if first is not None else "",
        **more,
    }


@cache
def _attributes(kind: type[values.Value]) -> frozenset[str]:
    return frozenset(kind.__struct_fields__)


def _plain(kind: type[values.Value], state: EntityState, **more: Any) -> values.Value:
    """Fill a value whose attributes are named like the fields and texts of the operations."""
    found = _common(state, **more)
    names = _attributes(kind)
    for given in (state.texts, state.fields):
        for name, value in given.items():
            if name in names:
                found[name] = value
    place = state.fields.get("place")
    if isinstance(place, Place):
        found["column"], found["order"] = place.column, place.order
    return kind(**found)


def _note(state: EntityState) -> values.Value:
    changed = max([entry.instant for entry in state.live], default=0)
    return _plain(values.Note, state, changed_at=changed)


def _participant(state: EntityState) -> values.Value:
    person = _plain(values.Participant, state)
    rivals: dict[str, tuple[str, ...]] = {}
    for name in ("first_name", "last_name", "part"):
        found = (str(value) for value in state.rivals.get(name, ()))
        others = tuple(dict.fromkeys(value for value in found if value != state.fields[name]))
        if others:
            rivals[name] = others
    return replace(
        person,
        merged_into=state.fields.get("into"),
        erased=state.erased,
        hidden=state.hidden or state.erased or "into" in state.fields,
        rivals=rivals,
    )


def _attendance(state: EntityState) -> values.Value:
    events = tuple(
        values.Presence(state=mark.body.state, at=mark.happened_at, op_id=mark.head.op_id)
        for mark in state.marks
        if isinstance(mark.body, AttendanceMarked)
    )
    return values.AttendanceLog(**_common(state), events=events)


def _tech_case(state: EntityState) -> values.Value:
    case = _plain(values.TechCase, state)
    solved = [entry for entry in state.live if entry.head.kind == "tech_case.solved"]
    at = min((entry.instant for entry in solved), default=None)
    return replace(case, solved_at=at if state.fields.get("status") == "solved" else None)


def _draw(state: EntityState) -> values.Value:
    winner = state.fields.get("draw")
    if not isinstance(winner, Entry) or not isinstance(winner.body, DrawApplied):
        return values.Draw(**_common(state, hidden=True))
    return values.Draw(**_common(state), op=winner.head.op_id, seed=winner.body.seed)


def _seat(state: EntityState) -> values.Value:
    winner = state.fields.get("seat")
    if not isinstance(winner, Entry) or not isinstance(winner.body, SeatSet):
        return values.Seat(**_common(state, hidden=True))
    body = winner.body
    return values.Seat(
        **_common(state), item=body.item, participant=body.participant, group=body.group
    )


def _points(state: EntityState) -> values.Value:
    given = [entry.body for entry in state.live if isinstance(entry.body, PointsGiven)]
    poll, target = (given[0].poll, given[0].target) if given else ("", "")
    count = state.counters.get(poll, 0)
    return values.Points(**_common(state), poll=poll, target=target, count=count)


def _check(state: EntityState) -> values.Value:
    ticks = [entry.body for entry in state.live if isinstance(entry.body, CheckTicked)]
    item, line = (ticks[0].item, ticks[0].line) if ticks else ("", "")
    return values.Check(
        **_common(state),
        item=item,
        line=line,
        ticked=bool(state.fields.get("ticked")),
    )


def _member(state: EntityState) -> values.Value:
    member = _plain(values.MemberValue, state)
    revoked = state.fields.get("status") == "revoked"
    return replace(member, revoked=revoked)


#: family → how its value is made. A family that is missing here is kept, but not shown.
PROJECTIONS: Final[Mapping[str, Callable[[EntityState], Projected]]] = MappingProxyType(
    {
        "dialogue": partial(_plain, values.Dialogue),
        "run": course_of,
        "column": partial(_plain, values.Column),
        "agenda_item": partial(_plain, values.AgendaItem),
        "check": _check,
        "group": partial(_plain, values.Group),
        "timer": group_timer_of,
        "draw": _draw,
        "seat": _seat,
        "participant": _participant,
        "attendance": _attendance,
        "tech_case": _tech_case,
        "note": _note,
        "theme": partial(_plain, values.Theme),
        "measure": partial(_plain, values.Measure),
        "question": partial(_plain, values.Question),
        "answer": partial(_plain, values.Answer),
        "speaker": partial(_plain, values.Speaker),
        "poll": partial(_plain, values.Poll),
        "points": _points,
        "signal": partial(_plain, values.Signal),
        "message": partial(_plain, values.Message),
        "member": _member,
        "lead": partial(_plain, values.Value),
    }
)
