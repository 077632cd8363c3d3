"""The sample evening in a real file: its people, all its notes, its measures, run to the end."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from console.commands.attendance import mark
from console.commands.measures import add_measure
from console.commands.notes import add_note
from console.commands.run import go_on
from console.domain.ids import derived
from console.storage.store import Store
from console.templates import (
    RESOURCES,
    column_id,
    group_id,
    item_id,
    person_id,
    read_people,
    sample_facts,
)
from tests.small_dialogue import MINUTE, START, MovedClock, counted_random, identity

DIALOGUE = derived("whole", "sample")
ROUNDS = {1: "groups_1", 2: "groups_2"}


def corpus() -> list[dict[str, Any]]:
    """Every sentence of the sample as it is typed."""
    return tomllib.loads((RESOURCES / "sample/notes.toml").read_text("utf-8"))["note"]


def texts() -> list[str]:
    return [note["text"].strip() for note in corpus()]


def people(part: str = "citizen") -> list[tuple[str, dict[str, Any]]]:
    """Ids and entries of the people who take part as `part`."""
    everybody = enumerate(read_people()["person"], start=1)
    return [(person_id(DIALOGUE, n), one) for n, one in everybody if one["part"] == part]


class WholeSample:
    """`store` holds the evening at `clock`; `notes` are the ids by text."""

    def __init__(self, folder: Path, role: str = "lead") -> None:
        self.clock = MovedClock(START - 20 * MINUTE)
        path = folder / "sample.dialogpult"
        self.store = Store.create(path, DIALOGUE, self.clock, identity("lead"), counted_random())
        self.store.commit(sample_facts(DIALOGUE))
        self.notes: dict[str, str] = {}
        self._come()
        self._write()
        self.store.be(identity(role))

    def close(self) -> None:
        self.store.close()

    def end(self) -> None:
        """Run all items, one of them three minutes longer than planned."""
        before = self.store.identity
        self.store.be(identity("lead"))
        self.clock.wall = START + 3 * MINUTE
        for item in self.store.state.agenda():
            go_on(self.store)
            self.clock.advance(minutes=item.minutes)
        self.clock.advance(minutes=3)
        go_on(self.store)
        self.store.be(before)

    def _come(self) -> None:
        coming = [person for person, _ in people()][:40]
        for person in coming:
            mark(self.store, [person], "present")
            self.clock.advance(seconds=15)
        for part in ("moderator", "staff"):
            mark(self.store, [person for person, _ in people(part)], "present")

    def _write(self) -> None:
        for note in corpus():
            key = ROUNDS.get(note.get("round", 0))
            self.notes[note["text"].strip()] = add_note(
                self.store,
                note["text"],
                column=column_id(DIALOGUE, note["column"]),
                group=group_id(DIALOGUE, key, note["group"]) if key else None,
                item=item_id(DIALOGUE, key) if key else None,
            )
        written = tomllib.loads((RESOURCES / "sample/measures.toml").read_text("utf-8"))
        for measure in written["measure"]:
            source = self.notes.get(measure["note"])
            add_measure(
                self.store,
                measure["what"],
                sources=[source] if source else [],
                column=self.store.state.notes[source].column if source else None,
                responsible=measure["responsible"],
                due=measure["due"],
            )
