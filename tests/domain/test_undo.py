"""What an `undone` leaves out, and what it has no effect on."""

import pytest

from console.domain.fold_undo import left_out_by_undo
from console.domain.members import MemberAdded, MemberRevoked, Undone
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Entry
from console.domain.roster import ParticipantAdded, ParticipantErased
from tests.domain.build import entry, folded, redaction, uid, undo


def note(number: int) -> Entry:
    return entry(number, NoteAdded(text="Bank", place=Place(order="V")))


def left_out(*entries: Entry) -> set[int]:
    out = left_out_by_undo({one.head.op_id: one for one in entries})
    return {number for number in range(1, 100) if uid(number) in out}


def test_undo_redo_and_undo_again_name_the_operation_each_time():
    made = note(1)
    first = undo(2, made)
    redo = undo(3, first)
    again = undo(4, made)
    assert left_out(made, first) == {1}
    assert left_out(made, first, redo) == {2}
    assert left_out(made, first, redo, again) == {1, 2}


def test_two_people_undoing_one_operation_undo_it_once():
    made = note(1)
    assert left_out(made, undo(2, made), undo(3, made)) == {1}


def test_redo_lifts_an_operation_only_when_every_undone_of_it_is_undone():
    made = note(1)
    first, second = undo(2, made), undo(3, made)
    assert left_out(made, first, second, undo(4, first)) == {1, 2}
    assert left_out(made, first, second, undo(4, first), undo(5, second)) == {2, 3}


def test_a_long_chain_of_undones_is_walked_without_recursion():
    chain = [note(1)]
    for number in range(2, 5_002):
        chain.append(undo(number, chain[-1]))
    out = left_out_by_undo({one.head.op_id: one for one in chain})
    assert len(out) == 2_500
    assert uid(1) not in out


def test_undones_of_each_other_have_no_effect():
    first = entry(1, Undone(), undoes=uid(2), undoes_kind="note.added")
    second = entry(2, Undone(), undoes=uid(1), undoes_kind="note.added")
    itself = entry(3, Undone(), undoes=uid(3), undoes_kind="note.added")
    assert left_out(first, second, itself) == set()


def test_an_undone_outside_a_ring_still_takes_part_of_it_back():
    ring = [
        entry(1, Undone(), undoes=uid(2), undoes_kind="note.added"),
        entry(2, Undone(), undoes=uid(1), undoes_kind="note.added"),
    ]
    assert left_out(*ring, undo(3, ring[0])) == {1}


@pytest.mark.parametrize("named", ["note.edited", "undone", "theme.added"])
def test_an_undone_that_names_another_kind_than_its_targets_has_no_effect(named: str):
    assert left_out(note(1), undo(2, note(1), undoes_kind=named)) == set()


def test_an_undone_of_something_not_there_has_no_effect():
    assert left_out(undo(2, note(1))) == set()


def test_an_undone_of_another_version_of_the_format_has_no_effect():
    made = note(1)
    newer = entry(2, None, kind="undone", v=2, undoes=uid(1), undoes_kind="note.added")
    assert left_out(made, newer) == set()
    assert folded(made, newer).needs_newer


def test_an_unknown_kind_can_be_undone():
    unknown = entry(2, None, kind="note.liked")
    state = folded(note(1), unknown, undo(3, unknown))
    assert not state.needs_newer


@pytest.mark.parametrize(
    "for_good",
    [
        entry(2, ParticipantErased()),
        entry(2, MemberAdded(name="Anna", role="lead")),
        entry(2, MemberRevoked()),
        entry(2, None, kind="member.praised"),
        redaction(2, note(1)),
    ],
    ids=lambda one: one.head.kind,
)
def test_erasures_redactions_and_memberships_are_never_left_out(for_good: Entry):
    named = entry(3, Undone(), undoes=uid(2), undoes_kind=for_good.head.kind)
    family = entry(4, Undone(), undoes=uid(2), undoes_kind=for_good.head.undoes_kind or "note")
    assert left_out(note(1), for_good, named, family) == set()


def test_undoing_an_edit_shows_the_wording_before_it_with_its_heads():
    edit = entry(2, NoteEdited(text="Bänke"), base=[1])
    state = folded(note(1), edit, undo(3, edit))
    assert state.text("text") == "Bank"
    assert state.heads["text"] == (uid(1),)


def test_an_erased_person_stays_erased_when_the_making_is_undone():
    added = entry(1, ParticipantAdded(first_name="Anna"))
    assert folded(added, entry(2, ParticipantErased()), undo(3, added)).erased
