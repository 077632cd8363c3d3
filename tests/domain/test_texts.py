"""Which wordings stand, which is shown, and when two are shown as one."""

import pytest

from console.domain.agenda import AgendaItemAdded, AgendaItemEdited
from console.domain.notes import NoteAdded, NoteEdited, NoteSet, Place
from tests.domain.build import blank, entry, folded, redaction, uid, undo

PLACE = Place(column=uid(0xC0), order="V")


def note(number: int, text: str, **more):
    return entry(number, NoteAdded(text=text, place=PLACE), **more)


def edit(number: int, text: str, *base: int, **more):
    return entry(number, NoteEdited(text=text), base=base, **more)


def wordings(*entries, name: str = "text", **more) -> list[str]:
    """The visible versions, the shown one first."""
    value = folded(*entries, **more).texts.get(name)
    return [version.text for version in value.versions] if value is not None else []


def test_an_edit_replaces_the_wording_that_it_names():
    assert wordings(note(1, "Bank"), edit(2, "Bänke", 1)) == ["Bänke"]


def test_two_edits_of_one_wording_are_both_visible_the_later_first():
    state = folded(note(1, "Bank"), edit(2, "Bänke", 1), edit(3, "Sitzbank", 1))
    assert state.text("text") == "Sitzbank"
    assert [version.text for version in state.texts["text"].alternatives] == ["Bänke"]


def test_an_edit_that_names_all_versions_resolves_them():
    two = [note(1, "Bank"), edit(2, "Bänke", 1), edit(3, "Sitzbank", 1)]
    assert wordings(*two, edit(4, "Sitzbänke", 2, 3)) == ["Sitzbänke"]


def test_two_equal_wordings_leave_nothing_to_choose():
    state = folded(note(1, "Bank"), edit(2, "Bänke", 1), edit(3, "Bänke", 1))
    assert len(state.texts["text"].versions) == 2
    assert state.texts["text"].alternatives == ()
    assert set(state.base_for(["text"])) == {uid(2), uid(3)}


def test_an_edit_replaces_only_the_texts_that_it_sets():
    added = AgendaItemAdded(title="Input", question="Was?", kind="plenary", minutes=5, order="V")
    entries = [entry(1, added), entry(2, AgendaItemEdited(title="Vortrag"), base=[1])]
    assert wordings(*entries, name="title") == ["Vortrag"]
    assert wordings(*entries, name="question") == ["Was?"]


def test_an_edit_on_top_of_an_undone_one_replaces_what_that_one_replaced():
    first, second, third = note(1, "Bank"), edit(2, "Bänke", 1), edit(3, "Sitzbänke", 2)
    assert wordings(first, second, undo(4, second), third) == ["Sitzbänke"]


def test_naming_goes_on_through_any_number_of_undone_and_blank_ones():
    chain = [note(1, "Bank"), *(edit(number, "?", number - 1) for number in range(2, 40))]
    gone = [undo(100 + number, one) for number, one in enumerate(chain[1::2])]
    blanks = [blank(one) if index % 2 == 0 and index else one for index, one in enumerate(chain)]
    assert wordings(*blanks, *gone, edit(90, "Bänke", 39)) == ["Bänke"]


def test_a_blank_version_on_top_does_not_bring_back_what_it_replaced():
    assert wordings(note(1, "Bank"), blank(edit(2, "Anna Klein", 1))) == []


def test_a_blank_version_takes_every_text_of_what_it_names():
    added = AgendaItemAdded(title="Input", question="Was?", kind="plenary", minutes=5, order="V")
    lost = blank(entry(2, AgendaItemEdited(title="Vortrag"), base=[1]))
    assert folded(entry(1, added), lost).texts == {}


def test_a_redacted_version_is_gone_and_what_replaced_it_stays():
    first = note(1, "Anna Klein")
    assert wordings(first, edit(2, "Bänke", 1), redaction(3, first)) == ["Bänke"]
    assert wordings(first, redaction(3, first)) == []


def test_a_redaction_cannot_be_undone():
    first = note(1, "Anna Klein")
    taken = redaction(2, first)
    assert wordings(first, taken, undo(3, taken)) == []


def test_an_edit_of_a_later_version_of_the_format_hides_no_words():
    state = folded(note(1, "Bank"), entry(2, None, kind="note.edited", v=2, base=[1]))
    assert state.text("text") == "Bank"
    assert state.needs_newer


@pytest.mark.parametrize("kind", ["note.liked", "note.edited"])
def test_naming_goes_on_through_an_operation_of_an_unknown_kind(kind: str):
    unknown = entry(2, None, kind=kind, v=2, base=[1])
    assert wordings(note(1, "Bank"), unknown, edit(3, "Bänke", 2)) == ["Bänke"]


def test_versions_that_replace_each_other_in_a_ring_are_all_visible():
    assert set(wordings(edit(1, "a", 2), edit(2, "b", 1))) == {"a", "b"}


def test_a_ring_with_a_blank_one_in_it_leaves_the_others_visible():
    ring = [edit(1, "a", 3), blank(edit(2, "b", 1)), edit(3, "c", 2)]
    assert set(wordings(*ring)) == {"a", "c"}


def test_an_edit_that_names_itself_by_way_of_an_undone_one_stays_visible():
    third = edit(3, "c", 2)
    undone = edit(2, "b", 3)
    assert set(wordings(edit(1, "a"), undone, undo(4, undone), third)) == {"a", "c"}


def test_naming_nothing_known_replaces_nothing():
    assert set(wordings(note(1, "Bank"), edit(2, "Bänke", 77))) == {"Bank", "Bänke"}


def test_words_without_their_making_are_shown():
    state = folded(edit(2, "Bänke", 1))
    assert state.text("text") == "Bänke"
    assert not state.hidden


def test_moving_a_note_replaces_no_words():
    assert wordings(note(1, "Bank"), entry(2, NoteSet(place=PLACE), base=[1])) == ["Bank"]


def test_an_edit_on_top_of_an_unsent_one_names_the_sent_ones_below_as_well():
    state = folded(note(1, "Bank"), edit(2, "Bänke", 1, unsent=True))
    assert state.base_for(["text"]) == (uid(2), uid(1))


def test_an_unsent_one_below_an_unsent_one_is_not_named():
    unsent = [edit(2, "Bänke", 1, unsent=True), edit(3, "Sitzbank", 2, 1, unsent=True)]
    assert folded(note(1, "Bank"), *unsent).base_for(["text"]) == (uid(3), uid(1))


def test_an_edit_names_no_more_than_an_operation_can():
    rivals = [edit(number, str(number), 1) for number in range(2, 252)]
    base = folded(note(1, "Bank"), *rivals).base_for(["text"])
    assert base == tuple(uid(number) for number in range(251, 51, -1))


def test_changes_of_lines_that_do_not_touch_are_shown_as_one_text():
    first = note(1, "Bänke\nim Park\nund Licht")
    left = edit(2, "Mehr Bänke\nim Park\nund Licht", 1)
    right = edit(3, "Bänke\nim Park\nund mehr Licht", 1)
    state = folded(first, left, right)
    assert state.text("text") == "Mehr Bänke\nim Park\nund mehr Licht"
    assert state.texts["text"].merged
    assert state.texts["text"].alternatives == ()
    assert set(state.base_for(["text"])) == {uid(2), uid(3)}


def test_the_merge_is_the_same_whoever_was_later():
    first = note(1, "a\nb\nc")
    shown = [
        folded(first, edit(2, "A\nb\nc", 1, ms=left), edit(3, "a\nb\nC", 1, ms=right)).text("text")
        for left, right in ((9_000, 8_000), (8_000, 9_000))
    ]
    assert shown == ["A\nb\nC"] * 2


@pytest.mark.parametrize("bases", [((1,), (1, 2)), ((1, 2), (1, 2)), ((), ()), ((1,), (2,))])
def test_versions_that_do_not_rest_on_one_and_the_same_text_are_not_merged(bases):
    older = [note(1, "a\nb\nc"), edit(2, "a\nb\nc", 1)]
    rivals = [edit(3, "A\nb\nc", *bases[0]), edit(4, "a\nb\nC", *bases[1])]
    assert not folded(*older, *rivals).texts["text"].merged


def test_three_versions_are_not_merged():
    rivals = [edit(2, "A\nb\nc", 1), edit(3, "a\nb\nC", 1), edit(4, "a\nb\nc\nd", 1)]
    state = folded(note(1, "a\nb\nc"), *rivals)
    assert not state.texts["text"].merged
    assert len(state.texts["text"].alternatives) == 2


def test_two_versions_of_a_blanked_text_are_not_merged():
    first = note(1, "a\nb\nc")
    state = folded(blank(first), edit(2, "A\nb\nc", 1), edit(3, "a\nb\nC", 1))
    assert not state.texts["text"].merged


def test_versions_of_an_undone_text_are_merged_on_it():
    base = edit(2, "a\nb\nc", 1)
    rivals = [edit(3, "A\nb\nc", 2), edit(4, "a\nb\nC", 2)]
    assert folded(note(1, "x"), base, undo(5, base), *rivals).text("text") == "A\nb\nC"
