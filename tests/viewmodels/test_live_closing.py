"""What Live shows after the end: the evening in figures, and each item's minutes."""

from __future__ import annotations

import pytest

from console.commands import attendance, measures, notes, run
from console.domain.ops import Fact
from console.domain.questions import QuestionAdded
from console.domain.run import END
from console.viewmodels.live_closing import ClosingViewModel
from tests.small_dialogue import column_id, item_id, person_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture(params=["lead"])
def desk(tmp_path, qapp, request):
    made = LiveDesk(tmp_path, request.param)
    yield made
    made.close()


def at_the_end(desk: LiveDesk) -> None:
    """Begin, 13 minutes for the first item, 25 for the groups, leave the last out, and end."""
    desk.by_lead(attendance.mark, [person_id(1), person_id(2)], "present")
    for number, minutes in ((1, 13), (2, 25)):
        desk.by_lead(run.advance, last(desk), item_id(number))
        desk.go(minutes=minutes)
    desk.by_lead(run.advance, last(desk), END)
    desk.settle()


def last(desk: LiveDesk) -> str | None:
    current = desk.store.state.course.current
    return current.id if current is not None else None


def test_nothing_is_shown_before_the_end(desk):
    desk.by_lead(run.advance, None, item_id(1))
    desk.settle()
    closing = ClosingViewModel(desk.desk, desk.desk)
    assert not closing.is_shown
    assert (closing.figures, closing.rows, closing.total) == ((), (), "")


def test_each_item_has_its_plan_what_it_took_and_the_difference(desk, qtbot):
    closing = ClosingViewModel(desk.desk, desk.desk)
    at_the_end(desk)
    assert closing.is_shown
    assert [(r.title, r.plan, r.actual, r.deviation, r.late) for r in closing.rows] == [
        ("Begrüßung", "10 Min", "13 Min", "+3", True),
        ("Gruppen", "25 Min", "25 Min", "±0", False),
        ("Abschluss", "5 Min", "", "–", False),
    ]
    assert closing.rows[0].spoken == "Begrüßung: geplant 10 Min, gedauert 13 Min, +3 Min"
    assert closing.total


def test_the_figures_count_people_notes_measures_and_open_questions(desk):
    closing = ClosingViewModel(desk.desk, desk.desk)
    note = notes.add_note(desk.store, "Mehr Bänke", column=column_id(1))
    measures.measure_from_note(desk.store, note)
    question = QuestionAdded(text="Wann?", source="chat", order="V")
    desk.store.commit([Fact(entity=desk.store.new_id(), body=question)])
    at_the_end(desk)
    told = {figure.label: figure.number for figure in closing.figures}
    assert told["höchstens anwesend"] == "2"
    assert told["Notiz"] == "1"
    assert told["Maßnahme"] == "1"
    assert told["offene Frage an die Stadt"] == "1"
    assert "1 ohne Zuständigkeit" in [figure.detail for figure in closing.figures]


def test_a_note_after_the_end_is_counted_and_going_on_takes_the_figures_away(desk, qtbot):
    closing = ClosingViewModel(desk.desk, desk.desk)
    at_the_end(desk)
    with qtbot.waitSignal(closing.changed):
        notes.add_note(desk.store, "Noch eine", column=column_id(1))
    assert "1" in [figure.number for figure in closing.figures if figure.label == "Notiz"]
    with qtbot.waitSignal(closing.changed):
        desk.by_lead(run.advance, last(desk), item_id(2))
    assert not closing.rows


@pytest.mark.parametrize("desk", ["observer"], indirect=True)
def test_a_role_without_the_roster_sees_no_number_of_people(desk):
    closing = ClosingViewModel(desk.desk, desk.desk)
    at_the_end(desk)
    assert closing.rows
    assert "höchstens anwesend" not in [figure.label for figure in closing.figures]
