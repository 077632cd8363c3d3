"""Compares what actors saw as saved with every dialogue file and the backend's log."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from console.domain.rights import BACKEND_ONLY, Member, may_write
from console.rehearsal.evidence import Evidence
from console.rehearsal.journal import Entry
from console.storage.store import Store
from console.words import Words, formats

#: What differs between two consoles by design: not every role receives these words.
_CONFIDENTIAL = frozenset({"tech_case"})
#: journal's word → family and text it is about.
_WRITTEN = {"note": ("note", "text"), "edit": ("note", "text")}


def judge(evidence: Evidence, words: Words) -> list[str]:
    """Return every difference in words; empty when everything agrees."""
    said = Saying(evidence, words)
    return [
        *_written(evidence, said),
        *_marked(evidence, said),
        *_course(evidence, said),
        *_consoles(evidence, said),
        *_logs(evidence, said),
        *_rights(evidence, said),
    ]


class Saying:
    """Sentences about differences."""

    def __init__(self, evidence: Evidence, words: Words) -> None:
        self._words = words
        self._zone = evidence.stores["log"].state.dialogue.zone

    def __call__(self, key: str, **parameters: object) -> str:
        """Return a sentence of `rehearsal.differs`."""
        return self._words(f"rehearsal.differs.{key}", **parameters)

    def time(self, at: int) -> str:
        """Return a wall time."""
        return formats.clock(at, self._zone)


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


def _marked(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield where attendance is not as the co-host saw it last, or a note is not withdrawn."""
    last: dict[str, Entry] = {}
    hidden: dict[str, bool] = {}
    for entry in evidence.entries:
        if entry.what == "attendance":
            last[entry.entity] = entry
        elif entry.what in ("withdrawn", "restored"):
            hidden[entry.entity] = entry.what == "withdrawn"
    expected = sum(entry.field == "present" for entry in last.values())
    for where, store in evidence.stores.items():
        found = sum(store.state.attendance_of(person).state == "present" for person in last)
        wrong = [
            person
            for person, entry in last.items()
            if store.state.attendance_of(person).state != entry.field
        ]
        if wrong:
            yield said("attendance", where=where, found=found, expected=expected)
        for note, gone in hidden.items():
            if store.state.notes[note].hidden != gone:
                text = store.state.notes[note].text.text
                yield said(
                    "extra_on" if gone else "missing_in_log",
                    where=where,
                    text=text,
                    time="",
                    who="",
                )


def _course(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield items that did not begin when the lead saw them begin."""
    seen = [entry for entry in evidence.entries if entry.what == "advanced"]
    for where, store in evidence.stores.items():
        visits = store.state.course.visits
        for number, entry in enumerate(seen):
            visit = visits[number] if number < len(visits) else None
            if visit is None or visit.item != entry.entity or visit.started_at != entry.at:
                item = store.state.agenda_items.get(entry.entity)
                title = item.title.text if item is not None else entry.entity
                found = said.time(visit.started_at) if visit is not None else "–"
                yield said(
                    "agenda", item=title, where=where, found=found, expected=said.time(entry.at)
                )


def _consoles(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield families in which two files fold to something else."""
    reference = _folded(evidence.stores["lead"])
    for where, store in evidence.stores.items():
        if where == "lead":
            continue
        for family, values in _folded(store).items():
            if family in _CONFIDENTIAL and where == "notetaker":
                continue
            if values != reference[family]:
                yield said("consoles", first="lead", second=where, what=family)


def _folded(store: Store) -> dict[str, dict[str, bytes]]:
    """Return every value of a file as bytes, without what is about this device alone."""
    result: dict[str, dict[str, bytes]] = {}
    for family in FAMILIES:
        values = store.state.family(family)
        result[family] = {
            entity: msgspec.json.encode(value, order="sorted") for entity, value in values.items()
        }
    return result


def _logs(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield where a file does not have the backend's log, whole and in the same chain."""
    log = evidence.stores["log"].log_lines()
    for where, store in evidence.stores.items():
        if store.pending_count:
            yield said("consoles", first=where, second="log", what=f"{store.pending_count} ops")
        own = store.log_lines()
        for number, line in enumerate(log):
            if number >= len(own) or own[number] != line:
                yield said("chain", where=where, seq=number + 1)
                break


def _rights(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield operations in the log that their author's role may not write."""
    store = evidence.stores["log"]
    for kind, scope, undoes_kind, role, device in store.written():
        if kind in BACKEND_ONLY:
            continue
        member = Member(id=device, roles=frozenset({role}))
        if not may_write(member, kind, scope, undoes_kind):
            yield said("right", who=role, what=kind)


FAMILIES = (
    "dialogue",
    "run",
    "column",
    "agenda_item",
    "group",
    "timer",
    "seat",
    "participant",
    "attendance",
    "tech_case",
    "note",
    "measure",
    "member",
)
