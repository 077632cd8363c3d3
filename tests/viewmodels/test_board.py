"""The board: exact signals of its models, edits that lose nothing, versions, search, rights."""

import pytest

from console.commands import measures, notes
from console.domain.agenda import ColumnEdited
from console.domain.notes import NoteAdded, Place
from console.domain.ops import Fact
from console.viewmodels.board import BoardViewModel
from console.viewmodels.board_row import short_origin
from tests.notes_desk import NotesDesk
from tests.small_dialogue import column_id, group_id, identity


@pytest.fixture
def here(qapp, tmp_path):
    here = NotesDesk(tmp_path)
    yield here
    here.close()


@pytest.fixture
def board(here, qtmodeltester):
    board = BoardViewModel(here.desk)
    for column in board.columns:
        qtmodeltester.check(board.model(column.id))
    return board


def add(here, text, column=1, group=None):
    note = notes.add_note(
        here.store,
        text,
        column=column_id(column),
        group=group_id(group) if group else None,
    )
    here.settle()
    return note


def shown(board, column=1):
    return [row.text for row in board.rows(column_id(column))]


def told(model):
    """Collect the model's signals as words."""
    heard = []
    model.rowsInserted.connect(lambda _p, a, b: heard.append(("in", a, b)))
    model.rowsRemoved.connect(lambda _p, a, b: heard.append(("out", a, b)))
    model.rowsMoved.connect(lambda *_: heard.append(("moved",)))
    model.dataChanged.connect(lambda a, b, _r: heard.append(("data", a.row(), b.row())))
    model.modelReset.connect(lambda: heard.append(("reset",)))
    return heard


def conflict(here, note):
    base = notes.text_base(here.store, note)
    notes.edit_note(here.store, note, "hier", base=base)
    notes.edit_note(here.store, note, "dort", base=base)
    here.settle()


def test_columns_are_numbered_and_have_colours_and_keys(board):
    assert [(column.digit, column.tone) for column in board.columns] == [
        ("1", "q1"),
        ("2", "q2"),
        ("9", "park"),
        ("0", "open"),
    ]


def test_a_new_note_is_one_inserted_row_on_top(here, board):
    add(here, "eins")
    heard = told(board.model(column_id(1)))
    others = told(board.model(column_id(2)))
    add(here, "zwei")
    assert (heard, others) == ([("in", 0, 0)], [])
    assert shown(board) == ["zwei", "eins"]


def test_an_edited_note_is_one_changed_row(here, board):
    first = add(here, "eins")
    add(here, "zwei")
    heard = told(board.model(column_id(1)))
    base = notes.text_base(here.store, first)
    notes.edit_note(here.store, first, "anders", base=base)
    here.settle()
    assert heard == [("data", 1, 1)]


def test_a_note_moved_to_another_column_leaves_one_and_enters_the_other(here, board):
    note = add(here, "eins")
    add(here, "zwei")
    left, entered = told(board.model(column_id(1))), told(board.model(column_id(2)))
    assert board.move(note, +1)
    here.settle()
    assert (left, entered) == ([("out", 1, 1)], [("in", 0, 0)])


def test_beyond_the_last_column_nothing_moves(here, board):
    note = add(here, "eins", column=4)
    assert not board.move(note, +1)
    assert board.move(note, -1)


def test_a_measure_changes_the_row_of_its_note_alone(here, board):
    note = add(here, "eins")
    add(here, "zwei")
    heard = told(board.model(column_id(1)))
    board.make_measure(note)
    here.settle()
    assert heard == [("data", 1, 1)]
    assert board.row(note).measure
    measures.withdraw_measure(here.store, here.measures()[0].id)
    here.settle()
    assert not board.row(note).measure


def test_thirty_notes_of_others_are_thirty_rows_and_no_reset(here, board):
    heard = told(board.model(column_id(1)))
    for number in range(30):
        add(here, f"Notiz {number}")
    assert heard == [("in", 0, 0)] * 30


def test_a_row_tells_origin_and_time(here, board):
    note = add(here, "eins", group=2)
    row = board.row(note)
    assert row.meta == "G2 · 18:00"
    assert row.spoken.startswith("Notiz: eins, Gruppe 2, 18:00")


def test_a_note_that_others_do_not_have_yet_says_so_once_there_are_others(here, board):
    assert board.row(add(here, "eins")).unsent == ""
    here.join()
    assert board.row(add(here, "zwei")).unsent == here.words("notes.note_unsent")


@pytest.mark.parametrize(
    ("name", "short"),
    [("Gruppe 12", "G12"), ("Group 3", "G3"), ("Nordstadt", "Nordstadt"),
     ("Menschen mit langer Anfahrt", "Menschen mit lang…")],
)  # fmt: skip
def test_a_group_is_named_short_on_the_card(name, short):
    assert short_origin(name) == short


def test_a_note_whose_column_is_gone_is_still_on_the_board(here, board):
    here.store.commit(
        [Fact(entity=here.store.new_id(), body=NoteAdded(text="verirrt", place=Place(order="V")))]
    )
    here.settle()
    assert board.columns[-1].id == ""
    assert [row.text for row in board.rows("")] == ["verirrt"]
    assert board.total == 1


def test_what_is_typed_into_a_note_is_a_draft_and_then_its_text(here, board):
    note = add(here, "eins")
    assert board.begin_edit(note)
    board.edits.type(note, "eins und")
    assert here.drafts() == {f"note:{note}": "eins und"}
    assert board.save_edit(note)
    here.settle()
    assert (shown(board), here.drafts()) == (["eins und"], {})


def test_an_edit_given_up_leaves_the_note_and_no_draft(here, board):
    note = add(here, "eins")
    board.begin_edit(note)
    board.edits.type(note, "anders")
    board.cancel_edit(note)
    assert (shown(board), here.drafts(), note in board.edits) == (["eins"], {}, False)


def test_another_edit_during_mine_becomes_an_alternative(here, board):
    note = add(here, "eins")
    board.begin_edit(note)
    board.edits.type(note, "meins")
    base = notes.text_base(here.store, note)
    notes.edit_note(here.store, note, "ihres", base=base)
    here.settle()
    assert board.edits.text(note) == "meins"
    board.save_edit(note)
    here.settle()
    assert {version.text for version in board.row(note).versions} == {"meins", "ihres"}


def test_an_edit_left_unchanged_writes_nothing_over_another(here, board):
    note = add(here, "eins")
    board.begin_edit(note)
    notes.edit_note(here.store, note, "ihres", base=notes.text_base(here.store, note))
    assert board.save_edit(note)
    here.settle()
    assert (shown(board), board.row(note).versions) == (["ihres"], ())


def test_a_note_withdrawn_during_my_edit_stays_until_i_am_done_and_my_words_live_on(here, board):
    note = add(here, "eins", group=1)
    board.begin_edit(note)
    board.edits.type(note, "eins, genauer")
    notes.withdraw_note(here.store, note)
    here.settle()
    assert shown(board) == ["eins"]
    assert board.save_edit(note)
    here.settle()
    assert shown(board) == ["eins, genauer"]
    assert (here.notes()[0].group, here.drafts()) == (group_id(1), {})


def test_an_edit_is_open_again_after_a_crash_on_its_old_base(here, board):
    note = add(here, "eins")
    board.begin_edit(note)
    board.edits.type(note, "meins")
    here.reopen()
    notes.edit_note(here.store, note, "ihres", base=notes.text_base(here.store, note))
    again = BoardViewModel(here.desk)
    assert again.edits.text(note) == "meins"
    again.save_edit(note)
    here.settle()
    assert {version.text for version in again.row(note).versions} == {"meins", "ihres"}


def test_a_full_disk_keeps_the_edit_open(here, board):
    note = add(here, "eins")
    board.begin_edit(note)
    board.edits.type(note, "zwei")
    with here.full_disk():
        assert not board.save_edit(note)
    assert board.edits.text(note) == "zwei"
    assert board.save_edit(note)


def test_two_versions_are_told_with_role_and_time(here, board):
    note = add(here, "erste")
    base = notes.text_base(here.store, note)
    here.store.be(identity("lead"))
    notes.edit_note(here.store, note, "hier", base=base)
    here.store.be(identity("notetaker"))
    here.clock.advance(minutes=3)
    notes.edit_note(here.store, note, "dort", base=base)
    here.settle()
    assert [(version.text, version.who) for version in board.row(note).versions] == [
        ("dort", "Ihre Fassung, 18:03"),
        ("hier", "Fassung Hauptmoderation, 18:00"),
    ]


def test_both_versions_may_stay_as_two_notes(here, board):
    note = add(here, "erste")
    conflict(here, note)
    board.keep_both(note)
    here.settle()
    assert sorted(shown(board)) == ["dort", "hier"]


def test_one_version_may_be_chosen(here, board):
    note = add(here, "erste")
    conflict(here, note)
    other = board.row(note).versions[1]
    board.keep_version(note, other.id)
    here.settle()
    assert (shown(board), board.row(note).versions) == ([other.text], ())


def test_both_versions_may_be_made_one_text(here, board):
    note = add(here, "erste")
    conflict(here, note)
    board.begin_edit(note, together=True)
    assert sorted(board.edits.text(note).split("\n")) == ["dort", "hier"]
    board.edits.type(note, "hier und dort")
    board.save_edit(note)
    here.settle()
    assert (shown(board), board.row(note).versions) == (["hier und dort"], ())


def test_joining_both_as_they_stand_ends_the_conflict(here, board):
    note = add(here, "erste")
    conflict(here, note)
    board.begin_edit(note, together=True)
    board.save_edit(note)
    here.settle()
    assert board.row(note).versions == ()


def test_versions_that_touch_other_lines_are_shown_as_one(here, board):
    note = add(here, "Bänke\n\nLicht")
    base = notes.text_base(here.store, note)
    notes.edit_note(here.store, note, "Bänke am Markt\n\nLicht", base=base)
    notes.edit_note(here.store, note, "Bänke\n\nLicht am Weg", base=base)
    here.settle()
    assert shown(board) == ["Bänke am Markt\n\nLicht am Weg"]
    assert board.row(note).versions == ()


def test_withdrawing_selects_the_note_below(here, board):
    ids = [add(here, text) for text in ("unten", "mitte", "oben")]
    board.select(ids[1])
    board.withdraw(ids[1])
    here.settle()
    assert (shown(board), board.selected) == (["oben", "unten"], ids[0])
    board.withdraw(ids[0])
    assert board.selected == ids[2]
    here.desk.undo()
    here.settle()
    assert shown(board) == ["oben", "unten"]


def test_a_selected_note_that_somebody_withdraws_is_selected_no_more(here, board, qtbot):
    note = add(here, "eins")
    board.select(note)
    notes.withdraw_note(here.store, note)
    with qtbot.waitSignal(board.selection_changed):
        here.settle()
    assert board.selected is None


def test_search_shows_notes_with_the_beginnings_of_words(here, board):
    add(here, "Mehr Bänke im Schatten")
    add(here, "Mehr Licht", column=2)
    board.search("bank")
    assert (shown(board), shown(board, 2), board.shown) == (["Mehr Bänke im Schatten"], [], 1)
    add(here, "Noch eine Bank")
    assert board.shown == 2
    board.search("")
    assert board.shown == board.total == 3


def test_a_note_being_edited_is_not_searched_away(here, board):
    note = add(here, "Licht")
    board.begin_edit(note)
    board.search("Bänke")
    assert shown(board) == ["Licht"]
    board.cancel_edit(note)
    assert shown(board) == []


def test_the_origin_filters(here, board):
    add(here, "Plenum")
    add(here, "Gruppe", group=2)
    labels = [origin.label for origin in board.filter.origins]
    assert labels == ["Alle", "Plenum", "Gruppe 1", "Gruppe 2", "Gruppe 3"]
    board.filter_origin(1)
    assert shown(board) == ["Plenum"]
    board.filter_origin(3)
    assert shown(board) == ["Gruppe"]
    board.filter_origin(0)
    assert len(shown(board)) == 2


@pytest.mark.parametrize("role", ["cohost", "observer"])
def test_who_only_reads_changes_nothing(qapp, tmp_path, role):
    here = NotesDesk(tmp_path, role)
    board = BoardViewModel(here.desk)
    note = here.by_lead(notes.add_note, "eins", column=column_id(1))
    here.by_lead(conflict_of, note)
    assert not board.may_write
    for act in (
        lambda: board.begin_edit(note),
        lambda: board.withdraw(note),
        lambda: board.move(note, +1),
        lambda: board.make_measure(note),
        lambda: board.keep_both(note),
        lambda: board.keep_version(note, board.row(note).versions[1].id),
    ):
        before = here.store.pending_count
        assert not act()
        assert here.store.pending_count == before
    here.close()


def conflict_of(store, note):
    base = notes.text_base(store, note)
    notes.edit_note(store, note, "hier", base=base)
    notes.edit_note(store, note, "dort", base=base)


def test_who_writes_for_one_group_changes_its_notes_alone(here):
    own, other = add(here, "eigene", group=1), add(here, "fremde", group=2)
    here.limit_to(group_id(1))
    board = BoardViewModel(here.desk)
    assert (board.may_change(own), board.may_change(other)) == (True, False)


def test_another_name_of_a_column_is_told_without_touching_rows(here, board, qtbot):
    add(here, "eins")
    heard = told(board.model(column_id(1)))
    with qtbot.waitSignal(board.columns_changed):
        here.by_lead(rename_column)
    assert board.columns[0].title == "Neu?"
    assert heard == []


def rename_column(store):
    base = store.entity("column", column_id(1)).base_for(["title"])
    store.commit([Fact(entity=column_id(1), body=ColumnEdited(title="Neu?"), base=base)])


def test_who_else_is_writing_stands_on_the_note_alone_and_goes_again(here, board):
    add(here, "eins")
    note = add(here, "zwei")
    heard = told(board.model(column_id(1)))
    board.show_writing({note: "Kim schreibt", "elsewhere": "Kim schreibt"})
    board.show_writing({note: "Kim schreibt"})
    row = board.row(note)
    assert (row.writing, row.spoken.rpartition(", ")[2]) == ("Kim schreibt", "Kim schreibt")
    board.show_writing({})
    assert "Kim" not in board.row(note).spoken
    assert heard == [("data", 0, 0), ("data", 0, 0)]


def test_lines_that_do_not_touch_are_shown_as_one_with_a_quiet_hint(here, board):
    note = add(here, "eins\nzwei\ndrei")
    base = notes.text_base(here.store, note)
    notes.edit_note(here.store, note, "eins, ja\nzwei\ndrei", base=base)
    notes.edit_note(here.store, note, "eins\nzwei\ndrei, auch", base=base)
    here.settle()
    row = board.row(note)
    assert (row.text, row.versions) == ("eins, ja\nzwei\ndrei, auch", ())
    assert row.merged == here.words("notes.merged")
    assert row.merged in row.spoken
    notes.edit_note(here.store, note, "anders", base=notes.text_base(here.store, note))
    here.settle()
    assert board.row(note).merged == ""
