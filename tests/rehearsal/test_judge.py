"""The judge names every way in which a file can differ from what a person saw."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.commands import attendance, groups, notes, run, timers
from console.rehearsal.evidence import Evidence
from console.rehearsal.journal import Entry
from console.rehearsal.judge_state import differing_state
from console.rehearsal.judge_words import differing_words
from console.rehearsal.saying import Saying
from console.rehearsal.script import Casting
from console.storage.store import Store
from console.words import Words
from tests.small_dialogue import MovedClock, group_id, item_id, person_id, small_dialogue

TEXT = "Zwei Bänke an der Bushaltestelle"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = small_dialogue(tmp_path, clock=MovedClock())
    yield opened
    opened.close()


def differences(store: Store, *entries: Entry) -> list[str]:
    """What the judge says when the lead saw this, and the log holds `store`."""
    evidence = Evidence(
        casting=Casting(),
        stores={"log": store},
        journals={"lead": list(entries)},
        devices={"lead": store.identity.device},
    )
    said = Saying(evidence, Words("de"))
    return [*differing_words(evidence, said), *differing_state(evidence, said)]


def saw(what: str, entity: str = "", text: str = "", field: str = "", at: int = 0) -> Entry:
    return Entry(at=at, who="lead", what=what, entity=entity, text=text, field=field)


def test_what_was_seen_as_saved_and_is_there_is_no_difference(store: Store) -> None:
    note = notes.add_note(store, TEXT, column=None)
    attendance.mark(store, [person_id(1)], "present")
    groups.seat(store, item_id(2), [person_id(1)], group_id(1))
    seen = [
        saw("note", note, TEXT),
        saw("attendance", person_id(1), field="present"),
        saw("seat", person_id(1), group_id(1), item_id(2)),
    ]
    assert differences(store, *seen) == []


def test_a_note_that_is_missing(store: Store) -> None:
    (said,) = differences(store, saw("note", store.new_id(), TEXT))
    assert said.startswith(f"Auf log fehlt: „{TEXT}“")


def test_a_note_that_nobody_typed(store: Store) -> None:
    notes.add_note(store, TEXT, column=None)
    assert differences(store) == [f"Auf log steht „{TEXT}“, das niemand getippt hat."]


def test_a_note_that_is_there_twice(store: Store) -> None:
    note = notes.add_note(store, TEXT, column=None)
    notes.add_note(store, TEXT, column=None)
    assert differences(store, saw("note", note, TEXT)) == [f"Auf log steht „{TEXT}“ zweimal."]


def test_an_edit_that_is_missing(store: Store) -> None:
    note = notes.add_note(store, TEXT, column=None)
    said = differences(store, saw("note", note, TEXT), saw("edit", note, "Drei Bänke"))
    assert said == ["Auf log fehlt die Änderung „Drei Bänke“ von lead."]


def test_a_withdrawn_note_that_still_stands_there(store: Store) -> None:
    note = notes.add_note(store, TEXT, column=None)
    (said,) = differences(store, saw("note", note, TEXT), saw("withdrawn", note, at=1))
    assert said == f"Auf log steht „{TEXT}“ noch, obwohl es zurückgenommen wurde."


def test_a_restored_note_that_is_gone(store: Store) -> None:
    note = notes.add_note(store, TEXT, column=None)
    notes.withdraw_note(store, note)
    seen = [saw("note", note, TEXT), saw("withdrawn", note, at=1), saw("restored", note, at=2)]
    assert differences(store, *seen) == [
        f"Auf log fehlt „{TEXT}“, obwohl es wieder da sein müsste."
    ]


def test_somebody_who_is_not_counted(store: Store) -> None:
    (said,) = differences(store, saw("attendance", person_id(1), field="present"))
    assert said == "log zählt 0 Anwesende, es waren 1."


def test_a_seat_elsewhere(store: Store) -> None:
    groups.seat(store, item_id(2), [person_id(1)], group_id(2))
    (said,) = differences(store, saw("seat", person_id(1), group_id(1), item_id(2)))
    assert said.startswith("Auf log sitzt jemand nicht in ")


def test_minutes_and_returns_that_were_lost(store: Store) -> None:
    run.go_on(store)
    run.go_on(store)
    timers.start_groups(store)
    timers.extend_group(store, group_id(1), 60_000)
    timer = store.state.timer(item_id(2), group_id(1)).id
    assert differences(store, saw("extended", timer, field="1")) == []
    seen = [saw("extended", timer, field="1"), saw("extended", timer, field="2")]
    assert differences(store, *seen, saw("returned", timer)) == [
        "Auf log bekam ein Timer 1 Min dazu, gegeben wurden 3 Min.",
        "Auf log sind 1 Gruppen nicht zurück, die zurück sind.",
    ]


def test_an_item_that_began_at_another_time(store: Store) -> None:
    run.go_on(store)
    visit = store.state.course.visits[0]
    assert differences(store, saw("advanced", visit.item, at=visit.started_at)) == []
    (said,) = differences(store, saw("advanced", visit.item, at=visit.started_at + 60_000))
    assert "begann auf log um" in said
