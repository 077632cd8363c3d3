"""What is written on the evening: notes, edits of one note by two people, measures."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from random import Random
from typing import TYPE_CHECKING, Any, Final

from console.rehearsal.evening_plan import Stretch
from console.templates import RESOURCES

if TYPE_CHECKING:
    from console.rehearsal.script import Actor, Step

#: So many notes are typed key by key into the capture line.
TYPED: Final = 20
_ROUNDS: Final = {1: "groups_1", 2: "groups_2"}


def steps(random: Random, items: list[Stretch], groups: int) -> Iterable[Step]:
    """Yield the note-taker's steps, and the lead's where both edit one note."""
    by_key = {item.key: item for item in items}
    written = tomllib.loads((RESOURCES / "sample" / "notes.toml").read_text(encoding="utf-8"))
    notes = [note for note in written["note"] if note.get("group", 0) <= groups]
    typed = set(random.sample(range(len(notes)), TYPED))
    refs: dict[str, str] = {}
    for (number, note), at in zip(enumerate(notes), _moments(notes, by_key), strict=True):
        refs[note["text"]] = f"note:{number}"
        do = "type_note" if number in typed else "note"
        yield _step(at, "notetaker", do, ref=f"note:{number}", **_content(note))
    edits = [edit for edit in written["edit"] if edit.get("group", 0) <= groups]
    yield from _edits(edits, by_key)
    yield from _withdrawal(items)
    yield from _measures(items, refs)


def _step(at: float, actor: Actor, do: str, ref: str = "", **args: Any) -> Step:
    from console.rehearsal.script import Step

    return Step(at=at, actor=actor, do=do, args=args, ref=ref)


def _content(note: Mapping[str, Any]) -> dict[str, Any]:
    text = note.get("text", note.get("before", "")).strip()
    key = _ROUNDS.get(note.get("round", 0), "")
    return {"text": text, "column": note["column"], "key": key, "group": note.get("group", 0)}


def _moments(notes: list[Mapping[str, Any]], by_key: Mapping[str, Stretch]) -> Iterable[float]:
    """Yield when each note is written: spread over its round, those of the plenary over it all."""
    totals: dict[int, int] = {}
    for note in notes:
        totals[note.get("round", 0)] = totals.get(note.get("round", 0), 0) + 1
    seen: dict[int, int] = {}
    plenary = [by_key[key] for key in ("input", "reports", "proposals", "answers")]
    for note in notes:
        number = note.get("round", 0)
        place = seen.get(number, 0)
        seen[number] = place + 1
        part = (place + 1) / (totals[number] + 1)
        if number in _ROUNDS:
            # Not before the groups have begun, and not while they come back.
            yield by_key[_ROUNDS[number]].at(0.08 + 0.86 * part)
        else:
            which, rest = divmod(part * len(plenary), 1.0)
            yield plenary[min(int(which), len(plenary) - 1)].at(0.1 + 0.8 * rest)


def _edits(edits: list[Mapping[str, Any]], by_key: Mapping[str, Stretch]) -> Iterable[Step]:
    """Yield notes that two people change without having seen each other's change."""
    for number, edit in enumerate(edits):
        stretch = by_key[_ROUNDS.get(edit.get("round", 0), "reports")]
        ref = f"edited:{number}"
        # Written early, changed late: in between the network may go away.
        yield _step(stretch.at(0.1 + 0.01 * number), "notetaker", "note", ref=ref, **_content(edit))
        at = stretch.at(0.45 + 0.02 * number)
        left, right = edit["left"].strip(), edit["right"].strip()
        yield _step(at + 20, "lead", "begin_edit", target=ref)
        yield _step(at + 21, "notetaker", "edit", target=ref, text=right)
        yield _step(at + 22, "lead", "finish_edit", target=ref, text=left)
        if edit["touches"] == "words":
            # Settled in the plenary that follows, when everybody is connected again.
            after = by_key["break" if edit.get("round") == 1 else "proposals"]
            settled = after.at(0.5 + 0.02 * number)
            yield _step(settled, "notetaker", "keep_both", target=ref)


def _withdrawal(items: list[Stretch]) -> Iterable[Step]:
    """Yield two notes taken off the board; one comes back by undo."""
    at = items[4].at(0.7)
    yield _step(at, "notetaker", "withdraw", target="note:3")
    yield _step(at + 5, "notetaker", "withdraw", target="note:4")
    yield _step(at + 10, "notetaker", "undo")


def _measures(items: list[Stretch], refs: Mapping[str, str]) -> Iterable[Step]:
    """Yield the measures: from notes where there is one, then completed in the results."""
    path = RESOURCES / "sample" / "measures.toml"
    measures = tomllib.loads(path.read_text(encoding="utf-8"))["measure"]
    item = items[6]
    for number, measure in enumerate(measures):
        at = item.at((number + 1) / (len(measures) + 1))
        source = refs.get(measure["note"], "")
        yield _step(
            at,
            "notetaker",
            "measure",
            ref=f"measure:{number}",
            source=source,
            what=measure["what"],
            responsible=measure["responsible"],
            due=measure["due"],
        )
