"""Measures beside the board: rows, edits in three fields, drafts, rights."""

import pytest

from console.commands import measures, notes
from console.viewmodels.notes_measures import NEW, MeasuresViewModel
from tests.notes_desk import NotesDesk
from tests.small_dialogue import column_id, group_id, identity


@pytest.fixture
def here(qapp, tmp_path):
    here = NotesDesk(tmp_path)
    yield here
    here.close()


@pytest.fixture
def listed(here, qtmodeltester):
    listed = MeasuresViewModel(here.desk)
    qtmodeltester.check(listed.model)
    return listed


def write_new(here, listed, text):
    listed.type(NEW, "what", text)
    added = listed.save_new()
    here.settle()
    return added


def told(model):
    heard = []
    model.rowsInserted.connect(lambda _p, a, b: heard.append(("in", a, b)))
    model.rowsRemoved.connect(lambda _p, a, b: heard.append(("out", a, b)))
    model.dataChanged.connect(lambda a, b, _r: heard.append(("data", a.row(), b.row())))
    return heard


def test_a_measure_of_a_note_has_its_column_and_its_source(here, listed):
    note = notes.add_note(here.store, "Bänke", column=column_id(2))
    measures.measure_from_note(here.store, note)
    here.settle()
    (row,) = listed.rows
    assert (row.what, row.digit, row.tone, row.sources) == ("Bänke", "2", "q2", "aus 1 Notiz")


def test_each_measure_is_one_row_below_the_others(here, listed):
    write_new(here, listed, "eins")
    heard = told(listed.model)
    added = write_new(here, listed, "zwei")
    listed.type(added, "due", "Mai")
    listed.save(added, "due")
    here.settle()
    assert heard == [("in", 1, 1), ("data", 1, 1)]
    assert [row.what for row in listed.rows] == ["eins", "zwei"]


def test_the_spoken_name_says_what_is_open(here, listed):
    write_new(here, listed, "Bänke")
    assert listed.rows[0].spoken == here.words(
        "notes.measure_name", what="Bänke", responsible="offen", due="offen"
    )


def test_what_is_typed_is_a_draft_until_it_is_saved(here, listed):
    added = write_new(here, listed, "Bänke")
    listed.type(added, "responsible", "Grün")
    assert here.drafts() == {f"measure:{added}:responsible": "Grün"}
    assert listed.save(added, "responsible")
    here.settle()
    assert (here.drafts(), listed.rows[0].responsible) == ({}, "Grün")


def test_drafts_are_open_again_after_a_crash(here, listed):
    added = write_new(here, listed, "Bänke")
    listed.type(added, "due", "Mai")
    listed.type(NEW, "what", "Noch ei")
    here.reopen()
    again = MeasuresViewModel(here.desk)
    assert again.begun == {added, NEW}
    assert (again.begin(added, "due"), again.begin(NEW, "what")) == ("Mai", "Noch ei")


def test_an_edit_given_up_leaves_no_draft(here, listed):
    added = write_new(here, listed, "Bänke")
    listed.type(added, "due", "Mai")
    listed.cancel(added, "due")
    assert (here.drafts(), listed.rows[0].due, listed.begun) == ({}, "", set())


def test_another_wording_meanwhile_is_kept_and_told(here, listed):
    added = write_new(here, listed, "Bänke")
    listed.type(added, "due", "Mai")
    measures.edit_measure(here.store, added, "due", "Juni")
    listed.save(added, "due")
    here.settle()
    assert listed.rows[0].disputed
    assert set(listed.begin(added, "due").split(" / ")) == {"Mai", "Juni"}
    listed.type(added, "due", "Mai oder Juni")
    listed.save(added, "due")
    here.settle()
    assert (listed.rows[0].due, listed.rows[0].disputed) == ("Mai oder Juni", False)


def test_a_measure_without_words_is_not_added(here, listed):
    assert write_new(here, listed, "  ") is None
    assert listed.rows == []


def test_the_words_of_a_measure_cannot_be_emptied(here, listed):
    added = write_new(here, listed, "Bänke")
    listed.type(added, "what", "")
    assert not listed.save(added, "what")
    assert listed.rows[0].what == "Bänke"


def test_a_measure_withdrawn_by_somebody_stays_while_it_is_edited(here, listed):
    added = write_new(here, listed, "Bänke")
    listed.type(added, "due", "Mai")
    measures.withdraw_measure(here.store, added)
    here.settle()
    assert [row.id for row in listed.rows] == [added]


def test_a_promised_measure_says_so(here, listed):
    added = write_new(here, listed, "Bänke")
    here.by_lead(measures.set_measure_status, added, "promised")
    assert listed.rows[0].status == here.words("notes.status.promised")


@pytest.mark.parametrize("role", ["cohost", "observer"])
def test_who_only_reads_changes_nothing(qapp, tmp_path, role):
    here = NotesDesk(tmp_path, role)
    listed = MeasuresViewModel(here.desk)
    added = here.by_lead(measures.add_measure, "Bänke")
    assert not listed.may_add
    assert not listed.may_change(added)
    assert not listed.withdraw(added)
    assert len(here.measures()) == 1
    here.close()


def test_who_writes_for_one_group_adds_measures_of_that_group(here):
    here.limit_to(group_id(2))
    listed = MeasuresViewModel(here.desk)
    added = write_new(here, listed, "Bänke")
    assert here.store.entity("measure", added).added.head.scope == group_id(2)
    assert listed.may_change(added)
    here.store.be(identity("lead"))
    other = measures.add_measure(here.store, "Licht")
    here.limit_to(group_id(2))
    assert not listed.may_change(other)
