"""The report of a rehearsal: what was played, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from console.rehearsal.evidence import Evidence
from console.rehearsal.script import Casting

#: An evening with fewer than these proves too little.
LEAST_NOTES, LEAST_SENTENCES, LEAST_PICTURES, LEAST_TYPED = 120, 80, 10, 20


class Report(Struct, frozen=True, kw_only=True):
    """Everything in figures; `differences` is empty when all agree."""

    casting: Casting
    seconds: float
    notes: int
    sentences: int
    typed_by_key: int
    edits: int
    measures: int
    conflicts_settled: int
    refused: int
    present_at_end: int
    citizens_came: int
    overrun_min: int
    operations: int
    operations_by_kind: dict[str, int]
    pictures: tuple[str, ...]
    documents: tuple[str, ...]
    differences: tuple[str, ...]

    @classmethod
    def of(
        cls,
        evidence: Evidence,
        casting: Casting,
        differences: Sequence[str],
        documents: Sequence[Path],
        pictures: Sequence[Path],
        seconds: float,
    ) -> Report:
        """Count what there is; too little of it is a difference as well."""
        state = evidence.stores["log"].state
        entries = evidence.entries
        notes = [entry for entry in entries if entry.what == "note"]
        people = state.people()
        citizens = [person.id for person in people if person.part == "citizen"]
        states = [state.attendance_of(person) for person in citizens]
        ended = state.course.visits[-1].started_at if state.course.visits else 0
        found = [*differences]
        there = [path for path in pictures if path.exists()]
        typed = sum(entry.field == "typed" for entry in notes)
        sentences = len({entry.text for entry in notes})
        if len(notes) < LEAST_NOTES or sentences < LEAST_SENTENCES or typed < LEAST_TYPED:
            found.append(f"notes: {len(notes)}, {sentences} different, {typed} typed by key")
        if len(there) < LEAST_PICTURES:
            found.append(f"pictures: {len(there)}")
        return cls(
            casting=casting,
            seconds=round(seconds, 2),
            notes=len(notes),
            sentences=sentences,
            typed_by_key=typed,
            edits=sum(entry.what == "edit" for entry in entries),
            measures=sum(not one.hidden for one in state.measures.values()),
            conflicts_settled=sum(entry.what == "both_kept" for entry in entries),
            refused=sum(entry.what == "refused" for entry in entries),
            present_at_end=sum(log.state == "present" for log in states),
            citizens_came=sum(
                any(event.state == "present" for event in log.events) for log in states
            ),
            overrun_min=round((ended - state.dialogue.ends_at) / 60_000),
            operations=len(evidence.stores["log"].log_lines()),
            operations_by_kind=dict(Counter(line[0] for line in evidence.stores["log"].written())),
            pictures=tuple(str(path) for path in there),
            documents=tuple(str(path) for path in documents),
            differences=tuple(found),
        )


def write_report(report: Report, path: Path) -> None:
    """Write the report as JSON that people can read."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
