"""Compares what actors saw as saved with the words in every file: none lost, doubled or made up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from console.domain.notes import NoteAdded, NoteEdited
from console.rehearsal.evidence import Evidence
from console.rehearsal.journal import Entry
from console.rehearsal.saying import Saying
from console.storage.store import Store

#: journal's word → family and text it is about.
_WRITTEN = {"note": ("note", "text"), "edit": ("note", "text")}


def differing_words(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield words that an actor saw as saved and that are not there once, with their author."""
    yield from _written(evidence, said)
    yield from _unwritten(evidence, said)


def _written(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield words that an actor saw as saved and that are missing, changed, or somebody else's."""
    for entry in evidence.entries:
        if entry.what in _WRITTEN:
            family, field = _WRITTEN[entry.what]
        elif entry.what == "measure":
            family, field = "measure", entry.field
        else:
            continue
        for where, store in evidence.stores.items():
            yield from _one_text(evidence, said, entry, where, store, family, field)


def _one_text(
    evidence: Evidence,
    said: Saying,
    entry: Entry,
    where: str,
    store: Store,
    family: str,
    field: str,
) -> Iterator[str]:
    authors = [
        operation.device
        for operation in store.entries(family, entry.entity)
        if getattr(operation.body, field, None) == entry.text
    ]
    if not authors:
        key = "edit_missing" if entry.what == "edit" else "missing_on"
        time = said.time(entry.at)
        yield said(key, where=where, text=entry.text, time=time, who=entry.who)
    elif evidence.devices[entry.who] not in authors:
        names = {device: who for who, device in evidence.devices.items()}
        found = ", ".join(names.get(device, device) for device in authors)
        yield said("author", text=entry.text, where=where, found=found, typed=entry.who)


def _unwritten(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield words of notes that nobody typed, and notes made more often than they were typed."""
    typed = Counter(entry.text for entry in evidence.entries if entry.what == "note")
    # "Keep both" makes a note of its own out of a wording.
    reworded = {entry.text for entry in evidence.entries if entry.what == "edit"}
    for where, store in evidence.stores.items():
        made: Counter[str] = Counter()
        edited: set[str] = set()
        for note in store.state.notes:
            for operation in store.entries("note", note):
                if isinstance(operation.body, NoteAdded):
                    made[operation.body.text] += 1
                elif isinstance(operation.body, NoteEdited):
                    edited.add(operation.body.text)
        for text in sorted((made.keys() | edited) - typed.keys() - reworded):
            yield said("extra_on", where=where, text=text)
        for text, times in made.items():
            if text in typed and times > typed[text] + (text in reworded):
                yield said("twice_on", where=where, text=text)
