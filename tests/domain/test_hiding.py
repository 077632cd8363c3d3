"""Withdrawing hides exactly what was on screen, and restoring lifts exactly what it names."""

import pytest

from console.domain.agenda import (
    AgendaItemAdded,
    AgendaItemEdited,
    AgendaItemRemoved,
    AgendaItemSet,
)
from console.domain.notes import NoteAdded, NoteEdited, NoteRestored, NoteSet, NoteWithdrawn, Place
from console.domain.ops import Entry
from console.domain.questions import SpeakerQueued, SpeakerRemoved
from console.domain.signals import MessageShown
from tests.domain.build import blank, entry, folded, redaction, uid, undo

PLACE = Place(order="V")


def note(number: int, **more) -> Entry:
    return entry(number, NoteAdded(text="Bank", place=PLACE), **more)


def edit(number: int, *base: int, **more) -> Entry:
    return entry(number, NoteEdited(text=f"Bänke {number}"), base=base, **more)


def withdraw(number: int, *base: int) -> Entry:
    return entry(number, NoteWithdrawn(), base=base)


def restore(number: int, *base: int) -> Entry:
    return entry(number, NoteRestored(), base=base)


def hidden(*entries: Entry) -> bool:
    return folded(*entries).hidden


def test_a_withdrawn_note_is_hidden_and_a_restored_one_is_back():
    assert hidden(note(1), withdraw(2, 1))
    assert not hidden(note(1), withdraw(2, 1), restore(3, 2))


def test_an_edit_that_the_withdrawer_had_not_seen_is_shown_whole():
    state = folded(note(1), edit(2, 1), withdraw(3, 1))
    assert not state.hidden
    assert state.text("text") == "Bänke 2"
    assert state.fields["place"] == PLACE


def test_one_of_two_versions_unseen_keeps_the_note_and_both_of_them():
    entries = [note(1), edit(2, 1), edit(3, 1), withdraw(4, 2)]
    assert not hidden(*entries)
    assert len(folded(*entries).texts["text"].versions) == 2
    assert hidden(*entries[:-1], withdraw(4, 2, 3))


def test_two_withdrawals_of_one_version_each_hide_both_together():
    assert hidden(note(1), edit(2, 1), edit(3, 1), withdraw(4, 2), withdraw(5, 3))


def test_moving_a_withdrawn_note_does_not_show_it():
    assert hidden(note(1), withdraw(2, 1), entry(3, NoteSet(for_plenary=True)))


def test_restoring_lifts_only_the_withdrawals_that_it_names():
    entries = [note(1), withdraw(2, 1), withdraw(3, 1)]
    assert hidden(*entries, restore(4, 2))
    assert not hidden(*entries, restore(4, 2, 3))
    assert folded(*entries).withdrawals == (uid(2), uid(3))


def test_a_note_withdrawn_again_after_restoring_is_hidden():
    assert hidden(note(1), withdraw(2, 1), restore(3, 2), withdraw(4, 1))


def test_undoing_a_withdrawal_or_a_restoration_takes_it_back():
    withdrawn, restored = withdraw(2, 1), restore(3, 2)
    assert not hidden(note(1), withdrawn, undo(3, withdrawn))
    assert hidden(note(1), withdrawn, restored, undo(4, restored))


def test_a_restoration_reaches_through_one_that_was_undone():
    lifted = restore(3, 2)
    assert not hidden(note(1), withdraw(2, 1), lifted, undo(4, lifted), restore(5, 3))


def test_a_withdrawal_reaches_through_an_edit_that_was_undone():
    changed = edit(2, 1)
    assert hidden(note(1), changed, withdraw(3, 2), undo(4, changed))


def test_an_undone_making_hides_the_note_but_no_words_of_others():
    made = note(1)
    assert hidden(made, undo(2, made))
    assert hidden(made, undo(2, made), entry(3, NoteSet(place=PLACE), base=[1]))
    assert not hidden(made, undo(2, made), edit(3, 1))


def test_a_withdrawal_without_its_making_hides_what_it_names_later():
    assert hidden(withdraw(2, 1))
    assert hidden(note(1), withdraw(2, 1))


def test_a_blank_withdrawal_hides_as_the_whole_one_and_takes_no_words():
    state = folded(note(1), blank(withdraw(2, 1)))
    assert state.hidden
    assert state.text("text") == "Bank"


def test_a_redacted_note_stays_where_it_is_without_words():
    made = note(1)
    assert not hidden(made, redaction(2, made))
    assert hidden(made, redaction(2, made), withdraw(3, 1))


def test_an_item_is_hidden_when_every_one_of_its_texts_was_named():
    added = AgendaItemAdded(title="Pause", kind="break", minutes=8, order="V")
    entries = [entry(1, added), entry(2, AgendaItemEdited(title="Lange Pause"), base=[1])]
    assert not hidden(*entries, entry(3, AgendaItemRemoved(), base=[2]))
    assert hidden(*entries, entry(3, AgendaItemRemoved(), base=[1, 2]))


def test_numbers_set_beside_a_removal_do_not_bring_the_item_back():
    added = AgendaItemAdded(title="Pause", kind="break", minutes=8, order="V")
    removed = entry(3, AgendaItemRemoved(), base=[1])
    assert hidden(entry(1, added), entry(2, AgendaItemSet(minutes=10), base=[1]), removed)


def test_an_entity_without_texts_is_hidden_when_its_making_is_named():
    queued = entry(1, SpeakerQueued(order="V"))
    assert not hidden(queued, entry(2, SpeakerRemoved(), base=[7]))
    assert hidden(queued, entry(2, SpeakerRemoved(), base=[1]))


def test_an_entity_all_of_whose_operations_were_undone_is_hidden():
    shown = entry(1, MessageShown(text="Bitte Mikrofone aus"))
    assert not hidden(shown)
    assert hidden(shown, undo(2, shown))


def test_an_entity_of_which_only_a_redaction_is_known_is_hidden():
    assert hidden(redaction(2, note(1)))


@pytest.mark.parametrize("kind", ["note.added", "note.liked"])
def test_an_entity_of_which_only_the_unknown_is_known_is_shown_read_only(kind: str):
    state = folded(entry(1, None, kind=kind, v=2))
    assert not state.hidden
    assert state.needs_newer
