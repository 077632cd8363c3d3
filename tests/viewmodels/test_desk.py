"""Commands at the desk: what goes is saved, what does not is said in one sentence."""

from __future__ import annotations

import pytest

from console.commands import notes
from console.commands.run import go_on
from tests.notes_desk import NotesDesk


@pytest.fixture
def here(tmp_path, qapp):
    desk = NotesDesk(tmp_path, "notetaker")
    yield desk
    desk.close()


def test_what_goes_is_told_as_saved(here, qtbot):
    with qtbot.waitSignal(here.desk.saved), qtbot.assertNotEmitted(here.desk.refused):
        assert here.desk.made(notes.add_note, "Bänke", column=None)
    assert here.texts() == ["Bänke"]


def test_what_a_rule_refuses_is_said_and_leaves_nothing(here, qtbot):
    before = here.store.pending_count
    with qtbot.waitSignal(here.desk.refused) as said, qtbot.assertNotEmitted(here.desk.failed):
        assert not here.desk.attempt(go_on)
    role = here.words("shell.role.notetaker")
    assert role in said.args[0]
    assert here.store.pending_count == before


def test_a_full_disk_is_said_and_the_next_success_takes_it_back(here, qtbot):
    failures: list[str] = []
    here.desk.failed.connect(lambda failure: failures.append(failure.code))
    with here.full_disk():
        assert here.desk.made(notes.add_note, "Bänke", column=None) is None
        assert not here.desk.save_draft("capture", "Bänke")
    assert failures == ["disk_full", "disk_full"]
    assert here.texts() == []
    with qtbot.waitSignal(here.desk.saved):
        assert here.desk.made(notes.add_note, "Bänke", column=None)


def test_a_draft_is_on_the_disk_when_the_call_returns(here):
    assert here.desk.save_draft("capture", "Bän")
    here.reopen()
    assert here.drafts() == {"capture": "Bän"}


def test_undo_and_redo_are_announced(here, qtbot):
    here.desk.made(notes.add_note, "Bänke", column=None)
    with qtbot.waitSignal(here.desk.history_changed):
        here.desk.undo()
    assert here.texts() == []
    with qtbot.waitSignal(here.desk.history_changed):
        here.desk.redo()
    assert here.texts() == ["Bänke"]


def test_with_nothing_to_take_back_it_says_so(here, qtbot):
    with qtbot.waitSignal(here.desk.refused) as said, qtbot.assertNotEmitted(here.desk.saved):
        here.desk.undo()
        here.desk.redo()
    assert said.args == [here.words("errors.nothing_to_undo")]


def test_it_says_what_a_role_may(here):
    assert here.desk.may("note.added")
    assert not here.desk.may("item.started")


def test_an_ended_desk_hears_nothing_more(here, qtbot):
    desk = here._desk()
    desk.end()
    with qtbot.assertNotEmitted(desk.bridge.changed):
        notes.add_note(here.store, "Bänke", column=None)
        here.settle()
