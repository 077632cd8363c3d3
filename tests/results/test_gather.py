"""What the documents say is what was recorded: notes once, citizens counted, time as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.commands.agenda import remove_item, set_skipped
from console.commands.attendance import add_guest, mark
from console.commands.measures import add_measure, edit_measure, text_base, withdraw_measure
from console.commands.notes import add_note, edit_note, move_note, withdraw_note
from console.commands.notes import text_base as note_base
from console.commands.run import advance, go_on, pause, resume
from console.domain.agenda import ColumnRemoved
from console.domain.notes import NoteSet, Place
from console.domain.ops import Fact
from console.domain.polls import PointsGiven, PollAdded, PollCounted
from console.domain.questions import AnswerAdded, QuestionAdded, QuestionSet
from console.domain.themes import ThemeAdded, ThemeWithdrawn
from console.results.gather import minutes_of
from console.results.model import Column, Minutes
from console.storage.store import Store
from console.words import Words
from tests.small_dialogue import (
    MINUTE,
    START,
    MovedClock,
    column_id,
    group_id,
    identity,
    item_id,
    person_id,
    small_dialogue,
)

DE = Words("de")


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def store(tmp_path: Path, clock: MovedClock) -> Iterator[Store]:
    opened = small_dialogue(tmp_path, clock=clock)
    yield opened
    opened.close()


def gathered(store: Store) -> Minutes:
    return minutes_of(store.state, DE, store.now_ms())


def numbered(minutes: Minutes) -> list[tuple[int, str]]:
    return [(note.number, note.text) for note in minutes.notes()]


def write(store: Store, text: str, column: int = 1, group: int | None = None) -> str:
    where = None if group is None else group_id(group)
    item = None if group is None else item_id(2)
    return add_note(store, text, column=column_id(column), group=where, item=item)


# the board


def test_notes_are_numbered_column_by_column_the_newest_last(store: Store) -> None:
    for text, column in (("a", 1), ("b", 2), ("c", 1), ("d", 3)):
        write(store, text, column)
    minutes = gathered(store)
    assert numbered(minutes) == [(1, "a"), (2, "c"), (3, "b"), (4, "d")]
    assert minutes == gathered(store)
    assert [column.label for column in minutes.columns] == ["Fehlt", "Bleibt", "Speicher", "Offen"]


def test_a_note_moved_by_hand_stands_where_it_was_put(store: Store) -> None:
    first, second = write(store, "a"), write(store, "b")
    move_note(store, first, column_id(1), before=second)
    assert [text for _, text in numbered(gathered(store))] == ["b", "a"]


def test_a_withdrawn_note_leaves_no_gap(store: Store) -> None:
    write(store, "a")
    withdraw_note(store, write(store, "b"))
    write(store, "c")
    assert numbered(gathered(store)) == [(1, "a"), (2, "c")]


def test_notes_whose_column_is_gone_are_still_there(store: Store) -> None:
    write(store, "a", 2)
    write(store, "b", 1)
    base = store.entity("column", column_id(2)).base_for(["title", "label"])
    store.commit([Fact(entity=column_id(2), body=ColumnRemoved(), base=base)])
    minutes = gathered(store)
    assert [text for _, text in numbered(minutes)] == ["b", "a"]
    assert minutes.columns[-1].question == "Ohne Spalte"


def test_no_column_of_lost_notes_where_none_is_lost(store: Store) -> None:
    assert len(gathered(store).columns) == 4


def test_a_note_says_where_and_when_it_was_written(store: Store, clock: MovedClock) -> None:
    clock.advance(minutes=7)
    write(store, "a")
    write(store, "b", group=2)
    first, second = gathered(store).notes()
    assert (first.origin, first.written_at) == ("Plenum", START + 7 * MINUTE)
    assert second.origin == "Gruppe 2"


def test_both_versions_of_a_note_are_in_the_documents(store: Store) -> None:
    note = write(store, "Ein Raum")
    seen = note_base(store, note)
    edit_note(store, note, "Zwei Räume", base=seen)
    store.be(identity("notetaker"))
    edit_note(store, note, "Ein Garten", base=seen)
    [made] = gathered(store).notes()
    assert {made.text, *made.alternatives} == {"Zwei Räume", "Ein Garten"}


# themes, points, measures, questions


def theme_of(store: Store, title: str, *notes: str) -> str:
    theme = store.new_id()
    place = Place(column=column_id(1), order="V")
    facts = [Fact(entity=theme, body=ThemeAdded(title=title, place=place))]
    facts += [Fact(entity=note, body=NoteSet(theme=theme)) for note in notes]
    store.commit(facts)
    return theme


def test_a_theme_names_its_notes_and_has_its_points(store: Store) -> None:
    write(store, "a")
    theme = theme_of(store, "Räume", write(store, "b"), write(store, "c"))
    poll = store.new_id()
    store.commit(
        [
            Fact(entity=poll, body=PollAdded(question="Was zählt?", per_person=3)),
            Fact(entity=poll, body=PollCounted(counts={}, voters=6)),
            Fact(entity=poll, body=PointsGiven(poll=poll, target=theme, delta=5)),
            Fact(entity=poll, body=PointsGiven(poll=poll, target=theme, delta=2)),
        ]
    )
    minutes = gathered(store)
    [made] = minutes.themes
    assert (made.title, made.points, made.notes) == ("Räume", 7, (2, 3))
    assert (minutes.key_figures.points_given, minutes.key_figures.points_possible) == (7, 18)


def test_there_are_no_points_without_a_poll(store: Store) -> None:
    theme_of(store, "Räume", write(store, "a"))
    minutes = gathered(store)
    assert minutes.themes[0].points is None
    assert minutes.key_figures.points_given is minutes.key_figures.points_possible is None


def test_a_dissolved_theme_is_not_told(store: Store) -> None:
    theme = theme_of(store, "Räume", write(store, "a"))
    base = store.entity("theme", theme).base_for(["title", "summary"])
    store.commit([Fact(entity=theme, body=ThemeWithdrawn(), base=base)])
    assert gathered(store).themes == ()
    assert len(numbered(gathered(store))) == 1


def test_a_measure_names_the_notes_it_came_from(store: Store) -> None:
    write(store, "a")
    note = write(store, "b")
    theme = theme_of(store, "Räume", write(store, "c"))
    add_measure(store, "Raum öffnen", sources=[note, theme], responsible="Sozialamt", due="2021")
    [made] = gathered(store).measures
    assert (made.what, made.responsible, made.due) == ("Raum öffnen", "Sozialamt", "2021")
    assert made.sources == (2, 3)


def test_measures_stand_in_their_order_without_withdrawn_ones(store: Store) -> None:
    add_measure(store, "Erste")
    withdraw_measure(store, add_measure(store, "Zweite"))
    add_measure(store, "Dritte")
    assert [measure.what for measure in gathered(store).measures] == ["Erste", "Dritte"]


def test_both_versions_of_a_measure_are_in_the_documents(store: Store) -> None:
    measure = add_measure(store, "Raum öffnen")
    seen = text_base(store, measure, "responsible")
    edit_measure(store, measure, "responsible", "Sozialamt", base=seen)
    store.be(identity("notetaker"))
    edit_measure(store, measure, "responsible", "Jugendamt", base=seen)
    [made] = gathered(store).measures
    assert {made.responsible, *made.alternatives} == {"Sozialamt", "Jugendamt"}


def test_what_is_said_about_a_merged_question_stands_with_the_one_it_was_merged_into(
    store: Store,
) -> None:
    one, two = store.new_id(), store.new_id()
    store.commit(
        [
            Fact(entity=one, body=QuestionAdded(text="Wann?", office="Sozialamt", order="V1")),
            Fact(entity=two, body=QuestionAdded(text="Ab wann?", order="V2")),
            Fact(entity=two, body=QuestionSet(merged_into=one)),
            Fact(
                entity=store.new_id(),
                body=AnswerAdded(
                    text="Im November.", function="Dezernat", about="question", target=two,
                    promise=True,
                ),
            ),
        ]
    )  # fmt: skip
    [question] = gathered(store).questions
    assert (question.text, question.office) == ("Wann?", "Sozialamt")
    [answer] = question.answers
    assert (answer.text, answer.function, answer.promise) == ("Im November.", "Dezernat", True)


# time


def test_an_item_took_as_long_as_it_was_on_pauses_included(store: Store, clock: MovedClock) -> None:
    go_on(store)
    clock.advance(minutes=4)
    pause(store)
    clock.advance(minutes=3)
    resume(store)
    clock.advance(minutes=6)
    go_on(store)
    clock.advance(minutes=20)
    minutes = gathered(store)
    first, second, third = minutes.items
    assert (first.planned_min, first.actual_ms, first.is_on) == (10, 13 * MINUTE, False)
    assert (second.actual_ms, second.is_on) == (20 * MINUTE, True)
    assert (third.started_at, third.actual_ms) == (None, None)
    assert (minutes.started_at, minutes.ended_at) == (START, None)


def test_an_item_that_was_on_twice_took_both_times(store: Store, clock: MovedClock) -> None:
    for item, length in ((1, 5), (2, 7), (1, 2), (3, 4)):
        current = store.state.course.current
        advance(store, current.id if current else None, item_id(item))
        clock.advance(minutes=length)
    went = {item.title: item.actual_ms for item in gathered(store).items}
    assert went == {"Begrüßung": 7 * MINUTE, "Gruppen": 7 * MINUTE, "Abschluss": 4 * MINUTE}


def test_a_skipped_item_did_not_run_and_a_removed_one_that_ran_did(
    store: Store, clock: MovedClock
) -> None:
    set_skipped(store, item_id(2), skipped=True)
    go_on(store)
    clock.advance(minutes=5)
    go_on(store)
    remove_item(store, item_id(1))
    first, second, third = gathered(store).items
    assert (first.actual_ms, first.skipped) == (5 * MINUTE, False)
    assert (second.actual_ms, second.skipped) == (None, True)
    assert third.is_on


def test_the_sum_of_all_items_is_the_length_of_the_evening(store: Store, clock: MovedClock) -> None:
    for length in (11, 24, 8):
        go_on(store)
        clock.advance(minutes=length)
    go_on(store)
    clock.advance(minutes=30)
    minutes = gathered(store)
    assert minutes.ended_at == START + 43 * MINUTE
    assert sum(item.actual_ms or 0 for item in minutes.items) == 43 * MINUTE


# people


def test_only_citizens_are_counted(store: Store, clock: MovedClock) -> None:
    mark(store, [person_id(n) for n in (1, 2, 3, 7)], "present")
    clock.advance(minutes=1)
    mark(store, [person_id(1)], "left")
    add_guest(store, "Margarete Ohneland")
    figures = gathered(store).key_figures
    assert figures.citizens_registered == 6
    assert figures.citizens_came == 4
    assert figures.citizens_most == 3
    assert figures.citizens_end == 3
    assert figures.others_came == 1


def test_the_curve_ends_with_the_evening(store: Store, clock: MovedClock) -> None:
    mark(store, [person_id(1), person_id(2)], "present")
    for _ in range(4):
        clock.advance(minutes=5)
        go_on(store)
    clock.advance(minutes=1)
    mark(store, [person_id(1), person_id(2)], "left")
    minutes = gathered(store)
    assert [(point.at, point.present) for point in minutes.attendance] == [(START, 2)]
    assert minutes.key_figures.citizens_end == 2


def test_a_dialogue_in_which_nothing_happened_can_be_told(store: Store) -> None:
    minutes = gathered(store)
    assert minutes.attendance == minutes.measures == minutes.questions == ()
    assert minutes.key_figures.citizens_most == minutes.key_figures.citizens_came == 0
    assert all(isinstance(column, Column) and column.notes == () for column in minutes.columns)


def test_a_name_that_somebody_corrected_elsewhere_is_found_in_both_spellings(
    store: Store,
) -> None:
    write(store, "Frau Haddadi und Frau Haddad haben angerufen.")
    person = store.state.participants[person_id(6)]
    twice = replace(person, rivals={"last_name": ("Haddadi",)})
    store.state.participants[person_id(6)] = twice
    [note] = minutes_of(store.state, DE, store.now_ms(), "public").notes()
    assert note.text == "Frau [Name] und Frau [Name] haben angerufen."
