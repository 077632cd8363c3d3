"""What of the notes is told to the others as being edited here."""

from __future__ import annotations

import pytest

from console.app.looking import MOST_EDITED, Looking
from console.viewmodels.notes import NotesViewModel
from tests.notes_desk import NotesDesk


@pytest.fixture
def here(qapp, tmp_path):
    here = NotesDesk(tmp_path)
    yield here
    here.close()


@pytest.fixture
def model(here) -> NotesViewModel:
    return NotesViewModel(here.desk, here.desk)


@pytest.fixture
def told(model) -> list[tuple[str, tuple[str, ...]]]:
    looking = Looking(model, model)
    heard: list[tuple[str, tuple[str, ...]]] = []
    looking.changed.connect(lambda view, edited: heard.append((view, edited)))
    looking.show("notes")
    return heard


def written(here, model, text: str = "Bänke") -> str:
    model.capture.choices.choose_column(0)
    model.capture.type(text)
    assert model.capture.submit()
    here.settle()
    return next(note.id for note in here.notes() if note.text.text == text)


def test_writing_a_new_note_is_no_edit(here, model, told):
    written(here, model)
    assert told == [("notes", ())]


@pytest.mark.parametrize("end", ["save_edit", "cancel_edit"])
def test_an_edit_on_the_board_is_told_until_it_ends(here, model, told, end):
    note = written(here, model)
    model.board.begin_edit(note)
    model.board.edits.type(note, "Bänke im Park")
    getattr(model.board, end)(note)
    assert told[1:] == [("notes", (note,)), ("notes", ())]


@pytest.mark.parametrize("end", ["submit", "cancel"])
def test_a_note_in_the_capture_line_is_told_until_it_leaves_it(here, model, told, end):
    note = written(here, model)
    assert model.capture.recall()
    getattr(model.capture, end)()
    assert told[1:] == [("notes", (note,)), ("notes", ())]


def test_an_edit_that_a_crash_left_open_is_told_from_the_start(here, model):
    note = written(here, model)
    model.board.begin_edit(note)
    model.board.edits.type(note, "Bänke im Park")
    here.reopen()
    assert Looking(NotesViewModel(here.desk, here.desk)).edited == (note,)


def test_no_more_edits_are_told_than_one_report_holds(here, model, told):
    for number in range(MOST_EDITED + 1):
        model.board.begin_edit(written(here, model, f"Bänke {number}"))
    assert len(told[-1][1]) == MOST_EDITED
