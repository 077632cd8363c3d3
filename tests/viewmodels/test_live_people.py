"""People, notes, what is next and Startklar?: what stands round the Jetzt card."""

import pytest

from console.commands import attendance, notes
from tests.small_dialogue import MINUTE, START, column_id, group_id, person_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path, qtmodeltester):
    here = LiveDesk(tmp_path)
    qtmodeltester.check(here.live.notes.model)
    yield here
    here.close()


def mark(here, state, *numbers):
    attendance.mark(here.store, [person_id(number) for number in numbers], state)
    here.settle()


def test_only_citizens_are_counted(here):
    mark(here, "present", 1, 2, 7)
    here.press()
    people = here.live.people
    assert people.number == "2"
    assert people.number_words == "Bürgerinnen und Bürger anwesend"
    assert people.context == "von 6 Angemeldeten, höchstens 2"


def test_before_the_beginning_who_waits_is_there_as_well(here):
    mark(here, "waiting", 1, 2)
    mark(here, "promised", 3)
    assert here.live.people.number == "2"
    assert [(fact.label, fact.value) for fact in here.live.now.facts] == [
        ("Im Warteraum", "2"),
        ("Erwartet", "1 Zusage"),
    ]


def test_the_bar_has_a_part_for_each_state_with_its_words(here):
    mark(here, "present", 1, 2, 3)
    mark(here, "left", 3)
    mark(here, "waiting", 4)
    assert [(part.look, part.words) for part in here.live.people.parts] == [
        ("present", "2 anwesend"),
        ("waiting", "1 wartet"),
        ("left", "1 gegangen"),
        ("missing", "2 fehlen noch"),
    ]


def test_the_curve_steps_with_each_coming_and_going(here):
    mark(here, "present", 1)
    here.go(minutes=5)
    mark(here, "present", 2, 7)
    here.go(minutes=5)
    mark(here, "left", 1)
    curve = here.live.people.curve
    assert curve.steps == (
        (START, 1),
        (START + 5 * MINUTE, 2),
        (START + 10 * MINUTE, 1),
    )
    assert curve.begin == START - 30 * MINUTE
    assert curve.summary == "Anwesenheit, 1 anwesend, höchstens 2"


def test_who_does_not_receive_the_roster_counts_nobody(qapp, tmp_path):
    here = LiveDesk(tmp_path, "observer")
    assert not here.live.people.is_readable
    assert here.live.now.facts == ()
    here.close()


def add(here, text, column=1, group=None):
    note = notes.add_note(
        here.store, text, column=column_id(column), group=group_id(group) if group else None
    )
    here.settle()
    here.go(minutes=1)
    return note


def test_each_question_shows_its_two_newest_notes(here):
    for text in ("eins", "zwei", "drei"):
        add(here, text)
    add(here, "anderswo", column=2, group=3)
    add(here, "Speicher", column=3)
    first, second = here.live.notes.columns
    assert [note.text for note in first.notes] == ["drei", "zwei"]
    assert (first.number, first.tone, first.count) == ("1", "q1", 3)
    assert second.notes[0].meta == "Gruppe 3 · 18:03"
    assert here.live.notes.count_words == "5 Notizen"


def test_a_withdrawn_note_leaves_the_overview(here):
    note = add(here, "eins")
    notes.withdraw_note(here.store, note)
    here.settle()
    assert here.live.notes.columns[0].notes == ()
    assert here.live.notes.count == 0


def test_what_is_next_carries_time_length_and_words(here):
    facts = here.live.next.facts
    assert (facts.title, facts.when) == ("Begrüßung", "18:00 · 10 Min")
    here.to_item(3)
    assert here.live.next.facts.title == "Danach endet der Dialog."
    here.press()
    assert here.live.next.facts.title == "Der Dialog ist beendet."
