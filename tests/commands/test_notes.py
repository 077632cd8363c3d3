"""Rules of notes and of the measures made from them."""

from __future__ import annotations

import pytest

from console.commands import measures, notes
from console.commands.undo import History, redo, undo
from console.domain.errors import CommandRejected, KnownFailure
from console.storage.store import Store
from tests.small_dialogue import column_id, group_id, identity


def shown(store: Store, column: int = 1) -> list[str]:
    return [note.text.text for note in notes.notes_in(store, column_id(column))]


def add(store: Store, text: str, column: int = 1) -> str:
    return notes.add_note(store, text, column=column_id(column))


def test_the_newest_note_is_on_top(store: Store) -> None:
    for text in ("eins", "zwei", "drei"):
        add(store, text)
    assert shown(store) == ["drei", "zwei", "eins"]


def test_adding_clears_the_draft_in_the_same_commit(store: Store) -> None:
    store.save_draft("composer", "halb")
    notes.add_note(store, "ganz", column=None, draft="composer")
    assert store.drafts() == []


def test_an_empty_note_is_refused_and_nothing_is_written(store: Store) -> None:
    before = store.pending_count
    with pytest.raises(CommandRejected, match="note_empty"):
        add(store, " \n\t ")
    assert store.pending_count == before


def test_control_characters_go_and_emoji_and_arabic_stay(store: Store) -> None:
    note = add(store, "Ha\x00llo\x07 👩🏽‍🦽 مرحبا\r\nzweite\u2028")
    assert store.state.notes[note].text.text == "Hallo 👩🏽‍🦽 مرحبا\nzweite"


def test_a_megabyte_is_refused_in_words(store: Store) -> None:
    with pytest.raises(CommandRejected, match="text_too_long"):
        add(store, "x" * 1_000_000)


def test_an_edit_on_an_old_base_keeps_both_versions(store: Store) -> None:
    note = add(store, "erste")
    base = notes.text_base(store, note)
    notes.edit_note(store, note, "hier", base=base)
    notes.edit_note(store, note, "dort", base=base)
    value = store.state.notes[note]
    assert {value.text.text, *(one.text for one in value.text.alternatives)} == {"hier", "dort"}


def test_keeping_both_makes_two_notes_without_rivals(store: Store) -> None:
    note = add(store, "erste")
    base = notes.text_base(store, note)
    notes.edit_note(store, note, "hier", base=base)
    notes.edit_note(store, note, "dort", base=base)
    notes.keep_both(store, note)
    assert sorted(shown(store)) == ["dort", "hier"]
    assert store.state.notes[note].text.alternatives == ()


def test_keeping_one_version_ends_the_conflict(store: Store) -> None:
    note = add(store, "erste")
    base = notes.text_base(store, note)
    notes.edit_note(store, note, "hier", base=base)
    first = store.state.notes[note].text.versions[0].op_id
    notes.edit_note(store, note, "dort", base=base)
    notes.keep_version(store, note, first)
    assert shown(store) == ["hier"]
    assert store.state.notes[note].text.alternatives == ()


def test_a_withdrawn_note_is_back_after_undo(store: Store, history: History) -> None:
    note = add(store, "bleibt")
    notes.withdraw_note(store, note)
    assert shown(store) == []
    undo(store, history)
    assert shown(store) == ["bleibt"]
    redo(store, history)
    assert shown(store) == []


def test_undo_of_adding_hides_the_note_and_redo_shows_it(store: Store, history: History) -> None:
    add(store, "eins")
    undo(store, history)
    assert shown(store) == []
    redo(store, history)
    assert shown(store) == ["eins"]
    undo(store, history)
    assert shown(store) == []


def test_undo_is_refused_when_somebody_has_written_on_it(store: Store, history: History) -> None:
    note = add(store, "eins")
    step = history.last
    assert step is not None
    notes.edit_note(store, note, "zwei", base=notes.text_base(store, note))
    history.steps.remove(history.steps[-1])
    with pytest.raises(CommandRejected, match="undo_replaced"):
        undo(store, history)
    assert shown(store) == ["zwei"]


def test_an_undo_that_the_disk_refuses_can_be_tried_again(
    store: Store, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "eins")
    with monkeypatch.context() as full:

        def refuse(*_: object, **__: object) -> str:
            raise KnownFailure("disk_full", path="x")

        full.setattr(store, "commit", refuse)
        with pytest.raises(KnownFailure):
            undo(store, history)
    assert shown(store) == ["eins"]
    undo(store, history)
    assert shown(store) == []


def test_moving_changes_column_and_place_together(store: Store) -> None:
    note = add(store, "eins")
    add(store, "zwei", column=2)
    notes.move_note(store, note, column_id(2))
    assert shown(store) == []
    assert shown(store, 2) == ["eins", "zwei"]


def test_a_note_keeps_the_group_it_came_from_as_scope(store: Store) -> None:
    note = notes.add_note(store, "aus Gruppe 1", column=column_id(1), group=group_id(1))
    notes.set_origin(store, note, group_id(2))
    scopes = {entry.head.scope for entry in store.entries("note", note)}
    assert scopes == {group_id(1)}
    assert store.state.notes[note].group == group_id(2)


def test_search_finds_the_beginnings_of_words_without_accents(store: Store) -> None:
    note = add(store, "Mehr Bänke im Schatten")
    add(store, "Mehr Licht")
    assert store.search_notes("banke scha") == {note}
    notes.withdraw_note(store, note)
    assert store.search_notes("banke") == set()


@pytest.mark.parametrize("role", ["cohost", "observer"])
def test_who_may_not_write_notes_is_refused(store: Store, role: str) -> None:
    store.be(identity(role))
    with pytest.raises(CommandRejected, match="not_allowed"):
        add(store, "eins")


def test_a_measure_is_made_once_from_a_note(store: Store, history: History) -> None:
    note = add(store, "Bänke aufstellen")
    first = measures.measure_from_note(store, note)
    assert measures.measure_from_note(store, note) == first
    assert store.state.measures[first].what.text == "Bänke aufstellen"
    measures.edit_measure(store, first, "responsible", "Grünflächenamt")
    assert store.state.measures[first].responsible.text == "Grünflächenamt"
    undo(store, history)
    assert store.state.measures[first].responsible.text == ""


def test_several_notes_are_one_action_and_the_first_is_uppermost(
    store: Store, history: History
) -> None:
    add(store, "vorher")
    notes.add_notes(store, ["eins", "zwei", "drei"], column=column_id(1))
    assert shown(store) == ["eins", "zwei", "drei", "vorher"]
    undo(store, history)
    assert shown(store) == ["vorher"]


def test_one_empty_note_among_several_refuses_all(store: Store) -> None:
    before = store.pending_count
    with pytest.raises(CommandRejected, match="note_empty"):
        notes.add_notes(store, ["eins", " "], column=column_id(1))
    with pytest.raises(CommandRejected, match="note_empty"):
        notes.add_notes(store, [], column=column_id(1))
    assert store.pending_count == before


def test_a_note_and_its_measure_are_one_action(store: Store, history: History) -> None:
    (note,) = notes.add_notes(store, ["Bänke"], column=column_id(1), measure=True)
    (measure,) = store.state.measures.values()
    assert (measure.what.text, measure.sources) == ("Bänke", (note,))
    undo(store, history)
    assert shown(store) == []
    assert [one for one in store.state.measures.values() if not one.hidden] == []


def test_a_draft_of_an_edit_goes_with_the_edit_also_when_nothing_changed(store: Store) -> None:
    note = add(store, "eins")
    base = notes.text_base(store, note)
    store.save_draft("note", "eins", base)
    notes.edit_note(store, note, "eins", base=base, draft="note")
    assert store.drafts() == []
    store.save_draft("note", "zwei", base)
    notes.edit_note(store, note, "zwei", base=base, draft="note")
    assert store.drafts() == []


def test_a_measure_edited_on_an_old_base_keeps_both_wordings(store: Store) -> None:
    measure = measures.add_measure(store, "Bänke")
    base = measures.text_base(store, measure, "due")
    for due in ("Mai", "Juni"):
        measures.edit_measure(store, measure, "due", due, base=base)
    value = store.state.measures[measure].due
    assert {value.text, *(one.text for one in value.alternatives)} == {"Mai", "Juni"}


def test_drafts_of_a_measure_go_with_what_they_became(store: Store) -> None:
    store.save_draft("new", "Bänke")
    measure = measures.add_measure(store, "Bänke", draft="new")
    store.save_draft("due", "Mai")
    measures.edit_measure(store, measure, "due", "Mai", draft="due")
    store.save_draft("due", "Mai ")
    measures.edit_measure(store, measure, "due", "Mai ", draft="due")
    assert store.drafts() == []


def test_each_of_three_versions_is_kept_as_a_note_of_its_own(store: Store) -> None:
    note = add(store, "erste")
    base = notes.text_base(store, note)
    for text in ("hier", "dort", "drüben"):
        notes.edit_note(store, note, text, base=base)
    head = store.state.notes[note].text.text
    kept = notes.keep_both(store, note)
    assert len(kept) == 2
    assert sorted(shown(store)) == ["dort", "drüben", "hier"]
    assert shown(store)[-1] == head, "the others stand above the one that stays"
