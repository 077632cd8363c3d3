"""Every version of a note is kept and any can be brought back."""

import pytest

from console.commands import notes
from console.viewmodels.notes_history import NoteHistory
from tests.notes_desk import NotesDesk
from tests.small_dialogue import column_id, identity


@pytest.fixture
def here(qapp, tmp_path):
    here = NotesDesk(tmp_path)
    yield here
    here.close()


@pytest.fixture
def note(here):
    note = notes.add_note(here.store, "eins", column=column_id(1))
    here.clock.advance(minutes=5)
    here.store.be(identity("lead"))
    notes.edit_note(here.store, note, "zwei", base=notes.text_base(here.store, note))
    here.store.be(identity("notetaker"))
    return note


def test_versions_stand_with_role_and_time_the_latest_first(here, note):
    versions = NoteHistory(here.desk, note).versions
    assert [(one.text, one.who, one.is_shown) for one in versions] == [
        ("zwei", "Hauptmoderation, 18:05", True),
        ("eins", "Protokoll, 18:00", False),
    ]


def test_a_version_brought_back_is_one_more_version(here, note):
    history = NoteHistory(here.desk, note)
    assert history.bring_back(history.versions[1].id)
    assert here.texts() == ["eins"]
    assert [one.text for one in history.versions] == ["eins", "zwei", "eins"]
    here.desk.undo()
    assert here.texts() == ["zwei"]


def test_moving_a_note_is_no_version(here, note):
    notes.move_note(here.store, note, column_id(2))
    assert len(NoteHistory(here.desk, note).versions) == 2


def test_an_unknown_version_brings_nothing_back(here, note):
    assert not NoteHistory(here.desk, note).bring_back("nothing")


def test_who_only_reads_sees_the_versions_and_brings_none_back(here, note):
    here.store.be(identity("observer"))
    history = NoteHistory(here.desk, note)
    assert len(history.versions) == 2
    assert not history.may_bring_back
    assert not history.bring_back(history.versions[1].id)
    assert here.texts() == ["zwei"]
