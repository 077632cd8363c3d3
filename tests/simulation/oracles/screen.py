"""What is on screen, what is in the tables, and what the operations fold to are one."""

from __future__ import annotations

from console.storage.entries import all_entries
from console.storage.erasure import erased_people
from console.storage.folding import Folder
from console.storage.state import DialogueState
from tests.simulation.people import Person


def what_is_shown_is_in_the_file(person: Person) -> None:
    store = person.store
    entries = {key: list(own) for key, own in all_entries(person.db)}
    state = DialogueState(store.replica.position.dialogue)
    fresh = Folder(person.db, state, erased_people(person.db)).fold_all(entries).values
    for (family, entity), value in fresh.items():
        shown = store.state.family(family).get(entity)
        assert shown == value, f"{person.name} shows another {family} {entity[-4:]}"
