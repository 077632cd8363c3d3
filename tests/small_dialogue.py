"""A small dialogue in a real file, with a clock that the test moves."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from console.domain.agenda import AgendaItemAdded, ColumnAdded
from console.domain.dialogue import DialogueEdited, DialogueSet
from console.domain.groups import GroupAdded
from console.domain.ids import derived
from console.domain.ops import Fact
from console.domain.roster import ParticipantAdded
from console.storage.minting import Identity
from console.storage.store import Store

MINUTE = 60_000
#: 8 September 2020, 18:00 in Dortmund.
START = 1_599_580_800_000
DIALOGUE = derived("test", "dialogue")
DEVICES = {
    role: derived("test", "device", role) for role in ("lead", "cohost", "notetaker", "observer")
}
NAMES = (
    ("Ayşe", "Yılmaz"),
    ("Bernd", "Klein"),
    ("Chiara", "Rossi"),
    ("Duc", "Nguyen"),
    ("Elke", "Winter-Sommer"),
    ("Farid", "Haddad"),
)


class MovedClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, wall_ms: int = START) -> None:
        self.wall = wall_ms
        self.monotonic = 1_000_000.0

    def wall_ms(self) -> int:
        return self.wall

    def monotonic_ms(self) -> float:
        return self.monotonic

    def boot_id(self) -> str:
        return "test"

    def advance(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time go by."""
        passed = minutes * MINUTE + seconds * 1000
        self.wall += round(passed)
        self.monotonic += passed


def counted_random(seed: str = "") -> Callable[[int], bytes]:
    """Return random bytes that are the same in every run."""

    def blocks() -> Iterator[bytes]:
        number = 0
        while True:
            yield hashlib.sha256(f"{seed}{number}".encode()).digest()
            number += 1

    source = blocks()
    return lambda size: next(source)[:size]


def item_id(number: int) -> str:
    """Return the id of item 1, 2 (breakout), or 3."""
    return derived("test", "item", str(number))


def group_id(number: int) -> str:
    """Return the id of group 1 to 3 of the breakout item."""
    return derived("test", "group", str(number))


def column_id(number: int) -> str:
    """Return the id of column 1 (question), 2 (question), 3 (parking), or 4 (open questions)."""
    return derived("test", "column", str(number))


def person_id(number: int) -> str:
    """Return the id of citizen 1 to 6, or of the moderator 7."""
    return derived("test", "person", str(number))


def facts() -> list[Fact]:
    """Return everything the small dialogue begins with."""
    times = DialogueSet(
        starts_at=START,
        ends_at=START + 40 * MINUTE,
        zone="Europe/Berlin",
        city="Dortmund",
        places=10,
        admission_min=30,
    )
    result = [
        Fact(entity=DIALOGUE, body=DialogueEdited(title="Kleiner Dialog", topic="Quartier")),
        Fact(entity=DIALOGUE, body=times),
    ]
    items = (("Begrüßung", "plenary", 10), ("Gruppen", "breakout", 25), ("Abschluss", "plenary", 5))
    for number, (title, kind, minutes) in enumerate(items, start=1):
        going = 2 if kind == "breakout" else 0
        body = AgendaItemAdded(
            title=title,
            question=f"Frage {number}?",
            kind=kind,
            minutes=minutes,
            going_min=going,
            coming_min=going,
            order=f"V{number}",
        )
        result.append(Fact(entity=item_id(number), body=body))
    columns = (
        ("Was fehlt im Quartier?", "Fehlt", "question"),
        ("Was soll bleiben?", "Bleibt", "question"),
        ("Themenspeicher", "Speicher", "parking"),
        ("Offene Fragen an die Stadt", "Offen", "open_questions"),
    )
    for number, (title, label, purpose) in enumerate(columns, start=1):
        column = ColumnAdded(title=title, label=label, purpose=purpose, order=f"V{number}")
        result.append(Fact(entity=column_id(number), body=column))
    for number in (1, 2, 3):
        group = GroupAdded(
            name=f"Gruppe {number}", topic=f"Thema {number}", item=item_id(2), order=f"V{number}"
        )
        result.append(Fact(entity=group_id(number), body=group))
    for number, (first, last) in enumerate(NAMES, start=1):
        person = ParticipantAdded(first_name=first, last_name=last)
        result.append(Fact(entity=person_id(number), body=person))
    moderator = ParticipantAdded(first_name="Gesa", last_name="Holt", part="moderator")
    result.append(Fact(entity=person_id(7), body=moderator))
    return result


def identity(role: str = "lead") -> Identity:
    """Return somebody in a role, with a device of its own."""
    return Identity(device=DEVICES[role], role=role)


def small_dialogue(folder: Path, role: str = "lead", clock: MovedClock | None = None) -> Store:
    """Return an open file with the small dialogue, at 18:00; made by the lead."""
    path = folder / f"{role}.dialogpult"
    clock = clock or MovedClock()
    store = Store.create(path, DIALOGUE, clock, identity("lead"), counted_random(role))
    store.commit(facts())
    store.be(identity(role))
    return store
