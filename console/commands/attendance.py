"""Who is there: check-in, leaving, guests, and technical trouble."""

from __future__ import annotations

from collections.abc import Iterable

from console.commands.carry_out import carry_out
from console.commands.text import cleaned
from console.domain.errors import CommandRejected
from console.domain.ops import Fact
from console.domain.roster import (
    Attendance,
    AttendanceMarked,
    Part,
    ParticipantAdded,
    Problem,
    TechCaseOpened,
    TechCaseSet,
    TechCaseSolved,
)
from console.domain.values import Participant, TechCase
from console.storage.change import Done
from console.storage.store import Store

LONGEST_NAME = 200


def mark(store: Store, participants: Iterable[str], state: Attendance, *, ago_ms: int = 0) -> None:
    """Mark participants as waiting, present, left, …; who is in that state already stays.

    Raises: CommandRejected with participant_missing or not_allowed.
    """
    facts: list[Fact] = []
    names: list[str] = []
    for person in participants:
        found = _person(store, person)
        if store.state.attendance_of(person).state == state:
            continue
        facts.append(Fact(entity=person, body=AttendanceMarked(state=state, ago_ms=ago_ms)))
        names.append(found.name)
    if facts:
        parameters = {"n": len(names), "name": names[0]}
        key = f"person_{state}" if len(names) == 1 else "persons_marked"
        carry_out(store, facts, Done(key=key, parameters={**parameters, "state": state}))


def add_participant(
    store: Store, first_name: str, last_name: str, *, part: Part = "citizen", guest: bool = False
) -> str:
    """Put a person on the roster; returns the id.

    Raises: CommandRejected with name_empty, name_too_long, or not_allowed.
    """
    first, last = _name(first_name), _name(last_name)
    if not first and not last:
        raise CommandRejected("name_empty")
    entity = store.new_id()
    body = ParticipantAdded(first_name=first, last_name=last, part=part, guest=guest)
    done = Done(key="person_listed", parameters={"name": f"{first} {last}".strip()})
    carry_out(store, [Fact(entity=entity, body=body)], done)
    return entity


def add_guest(store: Store, name: str) -> str:
    """Put somebody on the roster who came unannounced, and check in at once, as one action.

    The last word is taken as the surname.
    """
    words = _name(name).split()
    if not words:
        raise CommandRejected("name_empty")
    entity = store.new_id()
    first, last = " ".join(words[:-1]), words[-1]
    facts = [
        Fact(entity=entity, body=ParticipantAdded(first_name=first, last_name=last, guest=True)),
        Fact(entity=entity, body=AttendanceMarked(state="present")),
    ]
    carry_out(store, facts, Done(key="person_added", parameters={"name": " ".join(words)}))
    return entity


def open_cases(store: Store, participants: Iterable[str], problem: Problem) -> None:
    """Note the same trouble of several participants as one action.

    Who has a case open already keeps it with its time; another problem replaces what it said.
    """
    facts: list[Fact] = []
    names: list[str] = []
    known = {
        case.participant: case
        for case in store.state.tech_cases.values()
        if case.status == "open" and not case.hidden
    }
    for person in dict.fromkeys(participants):
        name, case = _person(store, person).name, known.get(person)
        if case is None:
            body = TechCaseOpened(participant=person, problem=problem)
            facts.append(Fact(entity=store.new_id(), body=body))
        elif case.problem != problem:
            base = store.entity("tech_case", case.id).base_for(["problem"])
            facts.append(Fact(entity=case.id, body=TechCaseSet(problem=problem), base=base))
        else:
            continue
        names.append(name)
    if facts:
        key = "tech_opened" if len(names) == 1 else "techs_opened"
        parameters = {"n": len(names), "name": names[0], "problem": problem}
        carry_out(store, facts, Done(key=key, parameters=parameters))


def solve_cases(store: Store, cases: Iterable[str]) -> None:
    """The technical trouble is over for several, as one action; solved ones stay as they are."""
    facts: list[Fact] = []
    names: list[str] = []
    for case in dict.fromkeys(cases):
        found = _case(store, case)
        if found.status == "solved":
            continue
        base = store.entity("tech_case", case).base_for(["status"])
        facts.append(Fact(entity=case, body=TechCaseSolved(), base=base))
        names.append(_name_of(store, found))
    if facts:
        key = "tech_solved" if len(names) == 1 else "techs_solved"
        carry_out(store, facts, Done(key=key, parameters={"n": len(names), "name": names[0]}))


def _person(store: Store, participant: str) -> Participant:
    found = store.state.participants.get(participant)
    if found is None or found.hidden:
        raise CommandRejected("participant_missing")
    return found


def _case(store: Store, case: str) -> TechCase:
    found = store.state.tech_cases.get(case)
    if found is None or found.hidden:
        raise CommandRejected("case_missing")
    return found


def _name_of(store: Store, case: TechCase) -> str:
    person = store.state.participants.get(case.participant)
    return person.name if person is not None else ""


def _name(text: str) -> str:
    name = " ".join(cleaned(text).split())
    if len(name) > LONGEST_NAME:
        raise CommandRejected("name_too_long", limit=LONGEST_NAME)
    return name
