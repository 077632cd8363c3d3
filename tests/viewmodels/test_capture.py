"""The capture line: drafts, choices, prefixes, long text, the last own note, a full disk."""

import pytest

from console.commands import notes
from console.commands.agenda import edit_item
from console.viewmodels.capture import CaptureViewModel
from tests.notes_desk import NotesDesk
from tests.small_dialogue import column_id, group_id, item_id


@pytest.fixture
def here(qapp, tmp_path):
    here = NotesDesk(tmp_path)
    yield here
    here.close()


@pytest.fixture
def line(here):
    return CaptureViewModel(here.desk)


def write(line, text):
    line.type(text)
    return line.submit()


def test_enter_makes_a_note_in_the_first_column_from_the_plenary(here, line, qtbot):
    with qtbot.waitSignal(line.saved) as told:
        assert write(line, "Mehr Bänke")
    (note,) = here.notes()
    assert told.args == [[note.id]]
    assert (note.text.text, note.column, note.group) == ("Mehr Bänke", column_id(1), None)


def test_a_note_remembers_the_item_it_was_said_in(here, line):
    write(line, "vor Beginn")
    here.go_on()
    write(line, "im ersten Punkt")
    assert [note.item for note in here.notes()] == [item_id(1), None]


def test_every_keystroke_is_a_draft_that_goes_with_the_note(here, line):
    for end in range(1, 6):
        line.type("Bänke"[:end])
        assert here.drafts() == {"capture": "Bänke"[:end]}
    line.submit()
    assert here.drafts() == {}


def test_the_draft_is_back_after_a_crash_with_its_column_and_origin(here, line):
    line.choices.choose_digit("2")
    line.choices.choose_group(3)
    line.type("halber Sa")
    here.reopen()
    again = CaptureViewModel(here.desk)
    assert again.text == "halber Sa"
    assert (again.choices.column, again.choices.origin) == (column_id(2), group_id(3))
    assert again.hint == here.words("notes.draft_back")
    assert again.submit()
    assert again.hint == "", "what was saved is no draft any more"


def test_a_choice_made_after_the_first_letter_is_back_as_well(here, line):
    line.type("Bänke")
    line.choices.choose_digit("9")
    here.reopen()
    assert CaptureViewModel(here.desk).choices.column == column_id(3)


@pytest.mark.parametrize(
    ("typed", "column", "group"),
    [
        ("/2 Bänke", 2, None),
        ("/9 Bänke", 3, None),
        ("/0 Bänke", 4, None),
        ("@2 Bänke", 1, 2),
        ("/2 @3 Bänke", 2, 3),
    ],
)
def test_a_prefix_becomes_a_choice_and_leaves_the_text(here, line, typed, column, group):
    assert line.type(typed) == "Bänke"
    line.submit()
    (note,) = here.notes()
    assert note.text.text == "Bänke"
    assert note.column == column_id(column)
    assert note.group == (group_id(group) if group else None)


@pytest.mark.parametrize("typed", ["/7 Bänke", "@9 Bänke"])
def test_a_prefix_that_names_nothing_stays_text(line, typed):
    assert line.type(typed) == typed


def test_the_mark_makes_note_and_measure_at_once(here, line):
    assert line.type("! Bänke aufstellen") == "Bänke aufstellen"
    assert line.is_measure
    line.submit()
    (measure,) = here.measures()
    assert measure.sources == (here.notes()[0].id,)
    assert not line.is_measure


def test_long_text_is_split_into_one_action(here, line):
    first, second = "Bänke fehlen. " * 19, "Licht fehlt auch. " * 5
    text = (first + second).strip()
    line.type(text)
    assert line.hint == here.words("notes.counter_over", over=len(text) - 280)
    line.submit()
    assert len(here.notes()) == 2
    assert " ".join(here.texts()) == text
    assert line.hint == here.words("notes.split_saved", n=2)
    here.desk.undo()
    assert here.notes() == []


def test_five_hundred_characters_lose_none(here, line):
    text = "Wort " * 100
    write(line, text)
    assert " ".join(here.texts()).split() == text.split()


def test_pasted_lines_are_offered_and_become_notes_in_their_order(here, line):
    line.type("eins\n\nzwei\ndrei")
    line.offer_lines()
    assert line.offered_lines == 3
    line.save_lines()
    assert here.texts() == ["eins", "zwei", "drei"]
    assert line.offered_lines == 0
    here.desk.undo()
    assert here.notes() == []


def test_pasted_lines_may_stay_one_note(here, line):
    line.type("eins\nzwei")
    line.offer_lines()
    line.keep_as_one()
    assert line.offered_lines == 0
    line.submit()
    assert here.texts() == ["eins\nzwei"]


def test_one_pasted_line_offers_nothing(line):
    line.type("eins")
    line.offer_lines()
    assert line.offered_lines == 0


def test_a_full_disk_leaves_the_text_and_says_so(here, line):
    line.type("Bänke")
    with here.full_disk():
        assert not line.submit()
        assert line.text == "Bänke"
        assert line.message == here.words("errors.disk_full")
        line.type("Bänke!")
        assert line.message == here.words("errors.disk_full")
    assert line.submit()
    assert (line.message, here.texts()) == ("", ["Bänke!"])


def test_a_disk_that_takes_drafts_again_ends_the_warning(here, line, qtbot):
    with here.full_disk():
        line.type("B")
    with qtbot.waitSignal(here.desk.saved):
        line.type("Bä")
    assert line.message == ""


def test_the_last_own_note_comes_back_to_be_mended(here, line, qtbot):
    write(line, "Mer Bänke")
    note = here.notes()[0].id
    with qtbot.waitSignal(line.text_wanted) as told:
        assert line.recall()
    assert told.args == ["Mer Bänke"]
    line.type("Mehr Bänke")
    assert here.drafts() == {f"note:{note}": "Mehr Bänke"}
    line.submit()
    assert (here.texts(), here.drafts(), line.edited) == (["Mehr Bänke"], {}, None)


def test_another_edit_meanwhile_is_not_lost(here, line):
    write(line, "Bänke")
    note = here.notes()[0].id
    line.recall()
    notes.edit_note(here.store, note, "Sitze", base=notes.text_base(here.store, note))
    line.type("Stühle")
    line.submit()
    value = here.store.state.notes[note].text
    assert {value.text, *(other.text for other in value.alternatives)} == {"Sitze", "Stühle"}


def test_a_recalled_note_left_as_it_was_writes_nothing(here, line):
    write(line, "Bänke")
    note = here.notes()[0].id
    line.recall()
    notes.edit_note(here.store, note, "Sitze", base=notes.text_base(here.store, note))
    line.submit()
    assert here.store.state.notes[note].text.alternatives == ()


def test_esc_gives_the_recalled_note_up(here, line):
    write(line, "Bänke")
    line.recall()
    line.type("anders")
    assert line.cancel()
    assert (line.text, line.edited, here.texts(), here.drafts()) == ("", None, ["Bänke"], {})
    assert not line.cancel()


def test_there_is_nothing_to_recall_on_an_empty_board_or_over_text(here, line):
    assert not line.recall()
    write(line, "Bänke")
    line.type("x")
    assert not line.recall()


def test_a_withdrawn_note_is_not_recalled(here, line):
    write(line, "eins")
    write(line, "zwei")
    notes.withdraw_note(here.store, here.notes()[0].id)
    line.recall()
    assert line.text == "eins"


def test_empty_text_saves_nothing(here, line):
    assert not write(line, " \n ")
    assert (here.notes(), line.message) == ([], "")


def test_nothing_but_control_characters_is_refused_in_words(here, line):
    assert not write(line, "\x00\x07")
    assert line.message == here.words("errors.note_empty")


def test_control_characters_go_and_it_is_said(here, line):
    write(line, "Bän\x00ke مرحبا 👩🏽‍🦽")
    assert here.texts() == ["Bänke مرحبا 👩🏽‍🦽"]
    assert line.hint == here.words("errors.text_cleaned")


def test_the_origin_is_the_plenary_until_a_group_was_used(here, line):
    here.go_on()
    here.go_on()
    assert here.desk.evening.item.kind == "breakout"
    assert line.choices.origin is None
    line.choices.choose_group(2)
    here.go_on()
    assert line.choices.origin is None


def test_in_the_groups_the_one_used_last_comes_again(here, line):
    here.go_on()
    line.choices.choose_group(2)
    here.go_on()
    assert line.choices.origin == group_id(2)


def test_who_writes_for_one_group_is_offered_that_one_alone(here):
    here.limit_to(group_id(3))
    line = CaptureViewModel(here.desk)
    assert [origin.group for origin in line.choices.origins] == [group_id(3)]
    write(line, "aus der Gruppe")
    assert here.notes()[0].group == group_id(3)


def test_origins_are_stepped_through_in_a_circle(here, line):
    seen = []
    for _ in range(4):
        line.choices.step_origin()
        seen.append(line.choices.origin)
    assert seen == [group_id(1), group_id(2), group_id(3), None]


def test_the_column_follows_the_question_of_the_item(here, line, qtbot):
    here.by_lead(edit_item, item_id(1), texts={"question": "Was soll bleiben? Und was noch?"})
    with qtbot.waitSignal(line.choices.chosen):
        here.go_on()
    assert line.choices.column == column_id(2)


def test_after_a_start_in_the_middle_the_column_asked_for_last_is_chosen(here):
    here.by_lead(edit_item, item_id(2), texts={"question": "Was soll bleiben?"})
    for _ in range(3):
        here.go_on()
    assert CaptureViewModel(here.desk).choices.column == column_id(2)


def test_nothing_changes_under_the_fingers(here, line):
    here.by_lead(edit_item, item_id(1), texts={"question": "Was soll bleiben?"})
    line.type("Bän")
    here.go_on()
    assert line.choices.column == column_id(1)
    line.type("Bänke")
    line.submit()
    assert here.notes()[0].column == column_id(1)
    assert line.choices.column == column_id(2)


def test_the_column_used_last_stays(here, line):
    line.choices.choose_digit("2")
    write(line, "eins")
    write(line, "zwei")
    assert [note.column for note in here.notes()] == [column_id(2)] * 2


def test_the_name_says_where_the_note_will_go(here, line):
    line.choices.choose_digit("2")
    line.choices.choose_group(1)
    expected = here.words("notes.capture_name", column="Was soll bleiben?", origin="Gruppe 1")
    assert line.spoken == expected


@pytest.mark.parametrize(("role", "writes"), [("notetaker", True), ("lead", True),
                                              ("cohost", False), ("observer", False)])  # fmt: skip
def test_only_who_takes_notes_has_a_line(qapp, tmp_path, role, writes):
    here = NotesDesk(tmp_path, role)
    assert CaptureViewModel(here.desk).may_write is writes
    here.close()


def test_too_much_to_paste_is_told_in_words(here, line):
    line.refuse_paste()
    assert line.message == here.words("errors.paste_too_large")
