"""What people do at their consoles, allowed or not, and what they have on screen for it."""

from __future__ import annotations

from collections.abc import Callable

from console.commands import timers, undo
from console.domain.errors import CommandRejected
from console.domain.ids import RUN_ID, derived
from console.domain.measures import MeasureAdded, MeasureEdited
from console.domain.members import LeadClaimed, Redacted
from console.domain.notes import NoteAdded, NoteEdited, NoteRestored, NoteSet, NoteWithdrawn, Place
from console.domain.ops import Fact
from console.domain.roster import (
    ParticipantAdded,
    ParticipantContactSet,
    ParticipantErased,
    ParticipantSet,
    TechCaseEdited,
    TechCaseOpened,
)
from console.domain.run import RunAdvanced
from console.domain.values import Note
from tests.simulation.people import Person

#: An item with two groups, and two without.
ITEMS = [derived("item", str(number)) for number in range(3)]
GROUPS = [derived("group", str(number)) for number in range(2)]
#: What a firewall on the way takes for an attack.
DISLIKED = "' or 1=1"

Doing = Callable[[Person], str]


def act(person: Person) -> str:
    """Do something at random; return it in a few words."""
    person.look_at_timers()
    doing = person.dice.choice(_OF_ROLE[person.identity.role])
    try:
        return f"{doing.__name__} {doing(person)}"
    except CommandRejected as refused:
        return f"cannot {doing.__name__}: {refused.code}"


def add(person: Person) -> str:
    words = person.words(DISLIKED if person.dice.random() < 0.04 else "")
    entity = person.store.new_id()
    group = person.dice.choice([None, None, *GROUPS])
    body = NoteAdded(text=words, place=Place(order="V"), group=group)
    person.commit(Fact(entity=entity, body=body, scope=group))
    return f"{entity[-4:]} {words!r}" + (f" in group {group[-4:]}" if group else "")


def add_with_measure(person: Person) -> str:
    note, measure = person.store.new_id(), person.store.new_id()
    group = person.dice.choice([None, *GROUPS])
    added = NoteAdded(text=person.words(" (note)"), place=Place(order="V"), group=group)
    person.commit(
        Fact(entity=note, body=added, scope=group),
        Fact(entity=measure, body=MeasureAdded(what=person.words(" (measure)"), order="V")),
        Fact(
            entity=person.store.new_id(),
            body=MeasureAdded(what=person.words(" (another)"), order="W"),
        ),
    )
    return f"{note[-4:]} {measure[-4:]}"


def edit(person: Person) -> str:
    note = person.note()
    if note is None:
        return "nothing"
    words, shown, scope = person.words(), _shown(note), _scope(person, note)
    if person.dice.random() < 0.05:
        # A program that was tampered with claims another group.
        scope = person.dice.choice(GROUPS)
        shown = f"claiming group {scope[-4:]}, {shown}"
    base = _base(person, note)
    person.commit(Fact(entity=note.id, body=NoteEdited(text=words), scope=scope, base=base))
    return f"{note.id[-4:]} to {words!r}; {shown}"


def edit_measure(person: Person) -> str:
    measures = sorted(person.store.state.measures)
    if not measures:
        return "nothing"
    measure = person.dice.choice(measures)
    words = person.words(" (measure)")
    base = person.store.entity("measure", measure).base_for(["what"])
    person.commit(Fact(entity=measure, body=MeasureEdited(what=words), base=base))
    return f"{measure[-4:]} to {words!r}"


def _base(person: Person, note: Note) -> tuple[str, ...]:
    return person.store.entity("note", note.id).base_for(["text"])


def _shown(note: Note) -> str:
    texts = ", ".join(repr(version.text) for version in note.text.versions)
    return f"on screen: {texts or 'nothing'}"


def _scope(person: Person, note: Note) -> str | None:
    """The scope that the note was made in."""
    added = person.store.entity("note", note.id).added
    return added.head.scope if added is not None else note.group


def move(person: Person) -> str:
    note = person.note()
    if note is None:
        return "nothing"
    base = person.store.entity("note", note.id).base_for(["place"])
    order = person.dice.choice("ABCDE")
    body = NoteSet(place=Place(order=order))
    person.commit(Fact(entity=note.id, body=body, scope=_scope(person, note), base=base))
    return f"{note.id[-4:]} to {order}"


def withdraw(person: Person) -> str:
    note = person.note()
    if note is None:
        return "nothing"
    shown = _shown(note)
    scope, base = _scope(person, note), _base(person, note)
    person.commit(Fact(entity=note.id, body=NoteWithdrawn(), scope=scope, base=base))
    return f"{note.id[-4:]}; {shown}"


def restore(person: Person) -> str:
    note = person.note(hidden=True)
    named = person.store.entity("note", note.id).withdrawals if note is not None else ()
    if note is None or not named:
        return "nothing"
    scope = _scope(person, note)
    person.commit(Fact(entity=note.id, body=NoteRestored(), scope=scope, base=named))
    return note.id[-4:]


def take_back(person: Person) -> str:
    """The last action is undone whole, and what it touched looks as before."""
    history = person.history
    before = person.before.get(history.last.actions[0]) if history.last is not None else None
    mine = {
        op_id
        for action in (history.last.actions if history.last is not None else ())
        for op_id, _, _ in person.store.operations_of(action)
    }
    step = undo.undo(person.store, history)
    if step is None:
        return "nothing"
    mine |= _written_by_undo(person)
    for key, (ranks, looks) in (before or {}).items():
        others = {rank for rank in person.ranks(*key) if rank[-1] not in mine}
        if others == ranks and key[0] in ("note", "participant"):
            now = person.looks(*key)
            assert now == looks, f"undone, a {key[0]} shows {now} where it showed {looks}"
    return "the last action"


def _written_by_undo(person: Person) -> set[str]:
    """What the undoing itself has just written: the operations of the last action."""
    rows = person.db.execute(
        "SELECT op_id FROM ops WHERE action = (SELECT action FROM ops WHERE seq IS NULL"
        " AND device = ? ORDER BY n DESC LIMIT 1)",
        [person.store.identity.device],
    ).fetchall()
    return {row[0] for row in rows}


def do_again(person: Person) -> str:
    step = undo.redo(person.store, person.history)
    return "nothing" if step is None else "what was undone"


def advance(person: Person) -> str:
    current = person.store.state.course.current
    to = person.dice.choice([ITEMS[0], *ITEMS])
    came = current.id if current is not None else None
    person.commit(Fact(entity=RUN_ID, body=RunAdvanced(from_visit=came, to=to)))
    return f"from {came and came[-4:]} to item {ITEMS.index(to)}"


def start_timers(person: Person) -> str:
    group = person.dice.choice(GROUPS)
    timers.start_groups(person.store, [group])
    given = timers.extend_group(person.store, group, 60_000) if person.dice.random() < 0.5 else 0
    return f"of group {group[-4:]} with {given} ms more"


def extend(person: Person) -> str:
    """More time for a group, as its timer is on screen."""
    group = person.dice.choice(GROUPS)
    given = timers.extend_group(person.store, group, 60_000)
    return f"group {group[-4:]} by {given} ms"


def reset(person: Person) -> str:
    group = person.dice.choice(GROUPS)
    timers.reset_group(person.store, group)
    return f"the timer of group {group[-4:]}"


def register(person: Person) -> str:
    participant, name = person.store.new_id(), person.secret()
    person.commit(Fact(entity=participant, body=ParticipantAdded(last_name=name)))
    return f"{participant[-4:]} {name}"


def _anybody(person: Person) -> str | None:
    people = sorted(person.store.state.participants)
    return person.dice.choice(people) if people else None


def rename(person: Person) -> str:
    participant = _anybody(person)
    if participant is None:
        return "nobody"
    name = person.secret()
    base = person.store.entity("participant", participant).base_for(["last_name"])
    person.commit(Fact(entity=participant, body=ParticipantSet(last_name=name), base=base))
    return f"{participant[-4:]} {name}"


def write_down_contact(person: Person) -> str:
    participant = _anybody(person)
    if participant is None:
        return "nobody"
    base = person.store.entity("participant", participant).base_for(["email"])
    body = ParticipantContactSet(email=f"{person.secret()}@example.org")
    person.commit(Fact(entity=participant, body=body, base=base))
    return participant[-4:]


def open_case(person: Person) -> str:
    participant = _anybody(person)
    if participant is None:
        return "nobody"
    case = person.store.new_id()
    text = f"{person.secret()} hears nothing"
    body = TechCaseOpened(participant=participant, problem="no_sound", text=text)
    person.commit(Fact(entity=case, body=body))
    return f"{case[-4:]} about {participant[-4:]}"


def write_in_case(person: Person) -> str:
    cases = [one for one in person.store.state.tech_cases.values() if one.participant]
    if not cases:
        return "nothing"
    case = person.dice.choice(sorted(cases, key=lambda one: one.id))
    base = person.store.entity("tech_case", case.id).base_for(["text"])
    body = TechCaseEdited(text=f"{person.secret()} hears again")
    person.commit(Fact(entity=case.id, body=body, base=base))
    return case.id[-4:]


def erase(person: Person) -> str:
    participant = _anybody(person)
    if participant is None or person.dice.random() < 0.6:
        return "nobody"
    person.store.commit([Fact(entity=participant, body=ParticipantErased())])
    return participant[-4:]


def redact(person: Person) -> str:
    note = person.note()
    if note is None or not note.text.versions or person.dice.random() < 0.7:
        return "nothing"
    ops = tuple(version.op_id for version in note.text.versions)
    body, scope = Redacted(ops=ops), _scope(person, note)
    person.store.commit([Fact(entity=note.id, body=body, scope=scope, undoes_kind="note.added")])
    return note.id[-4:]


def claim(person: Person) -> str:
    if person.dice.random() < 0.5:
        return "not yet"
    person.store.commit([Fact(entity=person.identity.member, body=LeadClaimed())])
    return "the lead"


_NOTES: list[Doing] = [add, add, edit, edit, edit, move, withdraw, restore, add_with_measure]
_NOTES += [edit_measure, take_back, take_back, do_again]
_ROSTER: list[Doing] = [register, rename, rename, write_down_contact, open_case, write_in_case]
_ROSTER += [erase]
_TIMES: list[Doing] = [start_timers, start_timers, extend, extend, reset]
_OF_ROLE: dict[str, list[Doing]] = {
    "lead": [*_NOTES, *_ROSTER, *_TIMES, advance, advance, advance, redact],
    "cohost": [*_ROSTER, *_TIMES, add, edit, take_back, claim],
    "notetaker": _NOTES,
    "observer": [add, edit, withdraw, register],
}
