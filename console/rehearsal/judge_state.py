"""Compares what actors saw happen with the state of every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from console.rehearsal.evidence import Evidence
from console.rehearsal.saying import Saying
from console.timers.phase import MINUTE_MS


def differing_state(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield where something is not as the person who did it saw it last."""
    yield from _attendance(evidence, said)
    yield from _withdrawn(evidence, said)
    yield from _seats(evidence, said)
    yield from _timers(evidence, said)
    yield from _course(evidence, said)


def _attendance(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield where somebody is not as the co-host marked them last."""
    last = {e.entity: e.field for e in evidence.entries if e.what == "attendance"}
    expected = sum(state == "present" for state in last.values())
    for where, store in evidence.stores.items():
        shown = {person: store.state.attendance_of(person).state for person in last}
        if shown != last:
            found = sum(state == "present" for state in shown.values())
            yield said("attendance", where=where, found=found, expected=expected)


def _withdrawn(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield notes that are shown though they were withdrawn, or the other way round."""
    gone = {
        entry.entity: entry.what == "withdrawn"
        for entry in evidence.entries
        if entry.what in ("withdrawn", "restored")
    }
    for where, store in evidence.stores.items():
        for note, is_gone in gone.items():
            value = store.state.notes[note]
            if value.hidden != is_gone:
                key = "still_shown" if is_gone else "gone_from"
                yield said(key, where=where, text=value.text.text)


def _seats(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield who sits elsewhere than they were seated last."""
    last = {(e.field, e.entity): e.text for e in evidence.entries if e.what == "seat"}
    for where, store in evidence.stores.items():
        for (item, person), group in last.items():
            if store.state.seat(item, person) != group:
                yield said("seat", where=where, group=store.state.groups[group].name.text)


def _timers(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield timers that did not get exactly the minutes that were given, and groups not back."""
    given: Counter[str] = Counter()
    for entry in evidence.entries:
        if entry.what == "extended":
            given[entry.entity] += int(entry.field)
    returned = {entry.entity for entry in evidence.entries if entry.what == "returned"}
    for where, store in evidence.stores.items():
        timers = store.state.timers
        for timer, minutes in given.items():
            found = sum(timers[timer].extensions.values()) // MINUTE_MS
            if found != minutes:
                yield said("timer", where=where, found=found, expected=minutes)
        away = sum(not timers[timer].is_returned for timer in returned)
        if away:
            yield said("returned", where=where, n=away)


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
