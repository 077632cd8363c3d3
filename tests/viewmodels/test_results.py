"""The results tell the evening as it stands: figures, notes, checks, times; measures by cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from console.commands.attendance import add_guest, mark
from console.commands.measures import add_measure, edit_measure, text_base, withdraw_measure
from console.commands.notes import add_note, edit_note
from console.commands.notes import text_base as note_base
from console.commands.run import go_on
from console.viewmodels.results import ResultsViewModel
from console.viewmodels.results_measures import DUE, RESPONSIBLE, STATUS, WHAT, ResultMeasures
from tests.notes_desk import NotesDesk
from tests.small_dialogue import column_id, group_id, person_id


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[NotesDesk]:
    made = NotesDesk(tmp_path, "lead")
    yield made
    made.close()


@pytest.fixture
def results(desk: NotesDesk) -> ResultsViewModel:
    made = ResultsViewModel(desk.desk)
    made.set_shown(True)
    return made


def run_to_the_end(desk: NotesDesk, *lengths: float) -> None:
    for length in lengths:
        go_on(desk.store)
        desk.clock.advance(minutes=length)
    go_on(desk.store)
    desk.settle()


def in_two_versions(desk: NotesDesk, measure: str, name: str, one: str, other: str) -> None:
    seen = text_base(desk.store, measure, name)
    edit_measure(desk.store, measure, name, one, base=seen)
    edit_measure(desk.store, measure, name, other, base=seen)
    desk.settle()


# head


def test_the_state_says_how_final_the_numbers_are(
    desk: NotesDesk, results: ResultsViewModel
) -> None:
    assert results.chip.text == "Noch nicht begonnen"
    go_on(desk.store)
    desk.settle()
    assert results.chip.text == "Zwischenstand"
    desk.clock.advance(minutes=30)
    for _ in range(3):
        go_on(desk.store)
    desk.settle()
    assert results.chip.text == "Beendet um 18:30 Uhr"


def test_the_figures_count_citizens_and_say_so(desk: NotesDesk, results: ResultsViewModel) -> None:
    mark(desk.store, [person_id(n) for n in (1, 2, 7)], "present")
    add_guest(desk.store, "Margarete Ohneland")
    desk.settle()
    figure = results.figures[0]
    assert (figure.number, figure.label) == ("3", "höchstens anwesend")
    assert figure.detail == "von 6 Bürgerinnen und Bürgern"


def test_the_length_is_told_with_plan_and_deviation(
    desk: NotesDesk, results: ResultsViewModel
) -> None:
    run_to_the_end(desk, 12, 25, 18)
    figure = results.figures[1]
    assert (figure.number, figure.label) == ("0:55", "Stunden Dauer")
    assert (figure.detail, figure.tone) == ("Plan 0:40, +15 Min", "warn5")


def test_measures_without_anybody_stand_out(desk: NotesDesk, results: ResultsViewModel) -> None:
    add_measure(desk.store, "Eins", responsible="Sozialamt")
    desk.settle()
    assert (results.figures[-1].detail, results.figures[-1].tone) == ("alle mit Zuständigkeit", "")
    add_measure(desk.store, "Zwei")
    desk.settle()
    assert results.figures[-1].number == "2"
    assert (results.figures[-1].detail, results.figures[-1].tone) == (
        "1 ohne Zuständigkeit",
        "warn5",
    )


def test_nothing_is_read_while_nobody_looks(desk: NotesDesk, results: ResultsViewModel) -> None:
    results.set_shown(False)
    before = results.minutes
    add_note(desk.store, "a", column=column_id(1))
    desk.settle()
    assert results.minutes is before
    results.set_shown(True)
    assert [note.text for note in results.minutes.notes()] == ["a"]


def test_the_running_item_grows_by_the_minute(
    desk: NotesDesk, results: ResultsViewModel, qtbot: QtBot
) -> None:
    go_on(desk.store)
    desk.settle()
    desk.clock.advance(minutes=2)
    with qtbot.waitSignal(results.changed):
        desk.desk.ticker.tick.emit()
    assert (results.times[0].minutes, results.times[0].deviation) == ("2", "läuft")
    desk.clock.advance(seconds=5)
    with qtbot.assertNotEmitted(results.changed):
        desk.desk.ticker.tick.emit()


def test_no_minute_is_counted_while_nobody_looks(
    desk: NotesDesk, results: ResultsViewModel
) -> None:
    go_on(desk.store)
    desk.settle()
    results.set_shown(False)
    before = results.minutes
    desk.clock.advance(minutes=2)
    desk.desk.ticker.tick.emit()
    assert results.minutes is before


def test_an_observer_is_told_no_number_of_citizens(tmp_path: Path, qapp: object) -> None:
    desk = NotesDesk(tmp_path, "observer")
    results = ResultsViewModel(desk.desk)
    assert [figure.label for figure in results.figures] == [
        "Stunden geplant",
        "Notizen",
        "Maßnahmen",
    ]
    assert not results.export.is_allowed
    assert "Beobachtung" in results.export.refusal
    desk.close()


# notes


def test_the_columns_are_listed_with_their_notes(
    desk: NotesDesk, results: ResultsViewModel
) -> None:
    add_note(desk.store, "a", column=column_id(1))
    add_note(desk.store, "b", column=column_id(1), group=group_id(2))
    desk.settle()
    shown = [(row.kind, row.mark, row.text) for row in results.board.rows]
    assert shown[:4] == [
        ("column", "1", "Was fehlt im Quartier?"),
        ("note", "1", "a"),
        ("note", "2", "b"),
        ("column", "2", "Was soll bleiben?"),
    ]
    assert results.board.rows[2].detail == "Gruppe 2 · 18:00"
    assert results.board_count == "2"


def test_a_new_note_moves_nothing_else(
    desk: NotesDesk, results: ResultsViewModel, qtmodeltester: ModelTester
) -> None:
    add_note(desk.store, "a", column=column_id(1))
    desk.settle()
    qtmodeltester.check(results.board)
    inserted: list[tuple[int, int]] = []
    results.board.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    add_note(desk.store, "b", column=column_id(1))
    desk.settle()
    assert inserted == [(2, 2)]


# checks


def test_what_wants_a_look_is_listed_the_worst_first(
    desk: NotesDesk, results: ResultsViewModel
) -> None:
    note = add_note(desk.store, "Frau Haddad ruft an", column=column_id(1))
    seen = note_base(desk.store, note)
    edit_note(desk.store, note, "Frau Haddad schreibt", base=seen)
    edit_note(desk.store, note, "Frau Haddad kommt", base=seen)
    in_two_versions(desk, add_measure(desk.store, "Eins"), "what", "Zwei", "Drei")
    go_on(desk.store)
    desk.settle()
    assert [(row.id, row.title) for row in results.checks] == [
        ("notes", "1 Notiz mit zwei Fassungen"),
        ("disputed", "1 Maßnahme mit zwei Fassungen"),
        ("unassigned", "1 Maßnahme ohne Zuständigkeit"),
        ("names", "2 Namen im Text werden öffentlich ersetzt"),
        ("running", "Der Dialog läuft noch"),
    ]


def test_nothing_to_look_at_leaves_the_list_empty(results: ResultsViewModel) -> None:
    assert results.checks == []


def test_a_name_is_listed_with_place_and_public_words(
    desk: NotesDesk, results: ResultsViewModel
) -> None:
    add_note(desk.store, "Klein anfangen", column=column_id(1))
    note = add_note(desk.store, "Danke an Frau Haddad", column=column_id(2))
    measure = add_measure(desk.store, "Das macht Bernd Klein")
    desk.settle()
    rows = [(row.place, row.found, row.public, row.kind, row.target) for row in results.name_rows]
    assert rows == [
        ("Notiz 2", "Haddad", "Danke an Frau [Name]", "name", f"note:{note}"),
        ("Maßnahme 1", "Bernd Klein", "Das macht [Name]", "name", f"measure:{measure}"),
        ("Notiz 1", "Klein", "Klein anfangen", "everyday_word", rows[2][4]),
    ]


# times


def test_plan_and_actual_stand_side_by_side(desk: NotesDesk, results: ResultsViewModel) -> None:
    run_to_the_end(desk, 12, 25, 4)
    shown = [(row.title, row.planned, row.actual, row.deviation) for row in results.times]
    assert shown == [
        ("Begrüßung", 10, 12, "+2"),
        ("Gruppen", 25, 25, "±0"),
        ("Abschluss", 5, 4, "−1"),
    ]
    assert [row.late for row in results.times] == [True, False, False]
    assert results.times_total == ("+1 Min gesamt", "+1 Min", False)
    assert results.times[0].spoken == "Begrüßung: geplant 10 Min, gedauert 12 Min, +2 Min"


def test_the_curve_ends_with_the_evening(desk: NotesDesk, results: ResultsViewModel) -> None:
    mark(desk.store, [person_id(1), person_id(2)], "present")
    run_to_the_end(desk, 10, 20, 10)
    desk.clock.advance(minutes=1)
    mark(desk.store, [person_id(1), person_id(2)], "left")
    desk.settle()
    assert [count for _, count in results.curve] == [2]
    assert results.attendance_summary == "höchstens 2, am Ende 2"


# measures


@pytest.fixture
def measures(results: ResultsViewModel) -> ResultMeasures:
    return results.measures


def test_a_cell_is_saved_as_one_command(desk: NotesDesk, measures: ResultMeasures) -> None:
    measure = add_measure(desk.store, "Raum öffnen")
    desk.settle()
    assert measures.begin(measure, RESPONSIBLE) == ""
    measures.type(measure, RESPONSIBLE, "Sozialamt")
    assert measures.save(measure, RESPONSIBLE)
    desk.settle()
    assert measures.rows[0].responsible == "Sozialamt"
    desk.desk.undo()
    desk.settle()
    assert measures.rows[0].responsible == ""


def test_what_is_typed_in_a_cell_survives_a_crash(desk: NotesDesk) -> None:
    measures = ResultMeasures(desk.desk)
    measure = add_measure(desk.store, "Raum öffnen")
    desk.settle()
    measures.begin(measure, DUE)
    measures.type(measure, DUE, "Ende 20")
    desk.reopen()
    again = ResultMeasures(desk.desk)
    assert again.unfinished == (measure, DUE)
    assert again.begin(measure, DUE) == "Ende 20"
    again.cancel(measure, DUE)
    assert again.unfinished is None


def test_a_refused_cell_keeps_what_was_typed(
    desk: NotesDesk, measures: ResultMeasures, qtbot: QtBot
) -> None:
    measure = add_measure(desk.store, "Raum öffnen")
    desk.settle()
    measures.begin(measure, WHAT)
    measures.type(measure, WHAT, "x" * 4001)
    with qtbot.waitSignal(desk.desk.refused):
        assert not measures.save(measure, WHAT)
    assert measures.rows[0].what == "Raum öffnen"
    assert measures.begin(measure, WHAT) == "x" * 4001


def test_a_status_is_set(desk: NotesDesk, measures: ResultMeasures) -> None:
    measure = add_measure(desk.store, "Raum öffnen")
    desk.settle()
    assert measures.rows[0].text(STATUS) == "Vorschlag"
    assert measures.set_status(measure, 1)
    desk.settle()
    assert desk.store.state.measures[measure].status == "promised"
    assert measures.rows[0].text(STATUS) == "Zugesagt"


def test_two_versions_of_a_cell_end_with_the_one_chosen(
    desk: NotesDesk, measures: ResultMeasures
) -> None:
    measure = add_measure(desk.store, "Raum öffnen")
    in_two_versions(desk, measure, "responsible", "Sozialamt", "Jugendamt")
    assert measures.disputed_column(measure) == RESPONSIBLE
    versions = measures.versions(measure, RESPONSIBLE)
    assert {one.text for one in versions} == {"Sozialamt", "Jugendamt"}
    chosen = next(one for one in versions if one.text == "Sozialamt")
    assert measures.keep(measure, RESPONSIBLE, chosen.id)
    desk.settle()
    assert measures.rows[0].responsible == "Sozialamt"
    assert measures.disputed_column(measure) is None
    assert measures.versions(measure, RESPONSIBLE) == ()


def test_a_measure_that_is_being_typed_stays_when_somebody_withdraws_it(
    desk: NotesDesk, measures: ResultMeasures
) -> None:
    measure = add_measure(desk.store, "Raum öffnen")
    desk.settle()
    measures.begin(measure, WHAT)
    measures.type(measure, WHAT, "Räume öffnen")
    withdraw_measure(desk.store, measure)
    desk.settle()
    assert [row.id for row in measures.rows] == [measure]
    measures.cancel(measure, WHAT)


def test_a_new_measure_comes_last(desk: NotesDesk, measures: ResultMeasures) -> None:
    add_measure(desk.store, "Eins")
    measures.type_new("Zwei")
    assert measures.save_new() is not None
    desk.settle()
    assert [row.what for row in measures.rows] == ["Eins", "Zwei"]


def test_who_only_reads_may_change_no_cell(tmp_path: Path, qapp: object) -> None:
    desk = NotesDesk(tmp_path, "cohost")
    desk.by_lead(add_measure, "Raum öffnen")
    measures = ResultMeasures(desk.desk)
    assert not measures.may_add
    assert measures.rows[0].locked
    assert not measures.set_status(measures.rows[0].id, 1)
    assert desk.measures()[0].status == "proposal"
    desk.close()


def test_the_table_tells_exactly_what_changed(
    desk: NotesDesk, measures: ResultMeasures, qtmodeltester: ModelTester
) -> None:
    for what in ("Eins", "Zwei", "Drei"):
        add_measure(desk.store, what)
    desk.settle()
    qtmodeltester.check(measures.table)
    changed: list[int] = []
    measures.table.dataChanged.connect(lambda first, _: changed.append(first.row()))
    measures.set_status(measures.rows[1].id, 2)
    desk.settle()
    assert changed == [1]
