"""Typing into the capture line of the whole window."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from tests.gui.big_evening import read
from tests.gui.notes_window import NotesWindow
from tests.small_dialogue import column_id, group_id

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
SENTENCES = [note["text"] for note in read("sample/notes.toml")["note"][:20]]


@pytest.fixture
def window(qtbot, tmp_path):
    window = NotesWindow(qtbot, tmp_path)
    yield window
    window.close()


def paste(window, text):
    data = QMimeData()
    data.setText(text)
    QApplication.clipboard().setMimeData(data)
    window.press(Qt.Key.Key_V, CTRL)


def test_opening_the_view_puts_the_keyboard_into_the_line(window):
    assert window.focus is window.line


def test_twenty_sentences_typed_key_by_key_are_twenty_notes(window):
    for sentence in SENTENCES:
        for end, letter in enumerate(sentence, start=1):
            window.type(letter)
            assert window.here.drafts() == {"capture": sentence[:end]}
        window.press(Qt.Key.Key_Return)
        assert window.here.drafts() == {}
        assert window.focus is window.line
    assert window.here.texts() == SENTENCES[::-1]
    assert window.line.text() == ""
    assert window.on_screen()[0] == SENTENCES[-1]
    assert window.view.board.panels()[0].head._count.text() == "20"


def test_a_crash_while_typing_brings_the_words_back_with_a_hint(window):
    window.press(Qt.Key.Key_2, ALT)
    window.type("halber Satz")
    window.restart()
    assert window.line.text() == "halber Satz"
    assert window.view.capture.notice.isVisible()
    window.type(" ganz")
    window.press(Qt.Key.Key_Return)
    (note,) = window.here.notes()
    assert (note.text.text, note.column) == ("halber Satz ganz", column_id(2))


@pytest.mark.parametrize(
    ("key", "column"),
    [(Qt.Key.Key_1, 1), (Qt.Key.Key_2, 2), (Qt.Key.Key_9, 3), (Qt.Key.Key_0, 4)],
)
def test_alt_and_a_digit_choose_the_column(window, key, column):
    window.type("Bänke")
    window.press(key, ALT)
    window.press(Qt.Key.Key_Return)
    assert window.here.notes()[0].column == column_id(column)


def test_alt_g_steps_the_origin(window):
    window.press(Qt.Key.Key_G, ALT)
    window.press(Qt.Key.Key_G, ALT)
    window.type("Bänke")
    window.press(Qt.Key.Key_Return)
    assert window.here.notes()[0].group == group_id(2)


def test_prefixes_typed_at_the_start_become_choices(window):
    window.type("/2 @3 Bänke")
    assert window.line.text() == "Bänke"
    window.press(Qt.Key.Key_Return)
    (note,) = window.here.notes()
    assert (note.column, note.group) == (column_id(2), group_id(3))


def test_a_prefix_put_before_words_leaves_the_cursor_before_them(window):
    window.type("Bänke")
    window.press(Qt.Key.Key_Home)
    window.type("/2 Mehr ")
    assert window.line.text() == "Mehr Bänke"


def test_the_mark_shows_as_a_chip_and_backspace_takes_it_away(window):
    window.type("! ")
    assert window.view.capture.line._mark.isVisible()
    window.press(Qt.Key.Key_Backspace)
    assert not window.view.capture.line._mark.isVisible()
    window.type("! Bänke")
    window.press(Qt.Key.Key_Return)
    assert [measure.what.text for measure in window.here.measures()] == ["Bänke"]
    assert window.view.measures.list.items()[0].row.what == "Bänke"


def test_ctrl_m_marks_the_note_that_is_being_written(window):
    window.type("Bänke")
    window.press(Qt.Key.Key_M, CTRL)
    assert window.focus is window.line
    window.press(Qt.Key.Key_Return)
    assert [measure.what.text for measure in window.here.measures()] == ["Bänke"]


def test_shift_enter_makes_a_line_and_enter_one_note(window):
    window.type("eins")
    window.press(Qt.Key.Key_Return, SHIFT)
    window.type("zwei")
    window.press(Qt.Key.Key_Return)
    assert window.here.texts() == ["eins\nzwei"]


def test_up_in_the_empty_line_mends_the_last_note(window):
    window.type("Mer Bänke")
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Up)
    assert window.line.text() == "Mer Bänke"
    window.press(Qt.Key.Key_Home)
    window.press(Qt.Key.Key_Right)
    window.press(Qt.Key.Key_Right)
    window.type("h")
    window.press(Qt.Key.Key_Return)
    assert window.here.texts() == ["Mehr Bänke"]
    assert window.on_screen() == ["Mehr Bänke"]


def test_esc_gives_the_recalled_note_up(window):
    window.type("eins")
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Up)
    window.type(" und mehr")
    window.press(Qt.Key.Key_Escape)
    assert (window.line.text(), window.here.texts()) == ("", ["eins"])


def test_pasted_lines_are_offered_and_tab_leads_to_the_offer(window):
    paste(window, "eins\nzwei\n\ndrei\nvier")
    offer = window.view.capture.notice.lines
    assert offer.isVisible()
    assert offer.text() == "4 Notizen anlegen"
    window.press(Qt.Key.Key_Tab)
    assert window.focus is offer
    window.press(Qt.Key.Key_Return)
    assert window.here.texts() == ["eins", "zwei", "drei", "vier"]
    assert (window.line.text(), window.focus, offer.isVisible()) == ("", window.line, False)


def test_five_hundred_characters_stay_whole_and_are_split_on_saving(window):
    text = ("Es fehlen Bänke im Park. " * 20).strip()
    paste(window, text)
    counter = window.view.capture.line._counter
    assert (window.line.text(), counter.text()) == (text, f"{len(text)} / 280")
    window.press(Qt.Key.Key_Return)
    assert len(window.here.notes()) == 2
    assert " ".join(window.here.texts()) == text
    window.press(Qt.Key.Key_Z, CTRL)
    window.here.desk.undo()
    window.here.settle()
    assert window.here.notes() == []


def test_a_megabyte_is_refused_in_words_and_stays_in_the_clipboard(window):
    window.type("da")
    paste(window, "x" * 1_000_000)
    assert window.line.text() == "da"
    assert window.view.capture.line._message.text() == window.here.words("errors.paste_too_large")
    assert len(QApplication.clipboard().text()) == 1_000_000
    assert window.here.drafts() == {"capture": "da"}


def test_emoji_arabic_and_control_characters_are_saved_without_the_last(window):
    paste(window, "مرحبا 👩🏽‍🦽 Bän\x00ke\x07")
    window.press(Qt.Key.Key_Return)
    assert window.here.texts() == ["مرحبا 👩🏽‍🦽 Bänke"]
    assert window.view.capture.notice.isVisible()


def test_a_full_disk_leaves_the_words_and_the_sentence_stands_in_red_under_them(window):
    window.type("Bänke")
    with window.here.full_disk():
        window.press(Qt.Key.Key_Return)
        message = window.view.capture.line._message
        assert window.line.text() == "Bänke"
        assert message.isVisible()
        assert message.text() == window.here.words("errors.disk_full")
    window.press(Qt.Key.Key_Return)
    assert (window.here.texts(), window.line.text()) == (["Bänke"], "")
    assert not message.isVisible()


def test_the_line_leaves_undo_to_the_dialogue_when_it_has_nothing_of_its_own(window, qtbot):
    window.window.bind("Ctrl+Z", window.here.desk.undo)
    window.type("eins")
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.here.notes() == []
    window.type("zwei")
    window.press(Qt.Key.Key_Z, CTRL)
    assert window.line.text() == ""


def test_a_click_on_a_column_keeps_the_keyboard_in_the_line(window, qtbot):
    window.type("Bänke")
    button = window.view.capture.line._columns[1]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.focus is window.line
    window.press(Qt.Key.Key_Return)
    assert window.here.notes()[0].column == column_id(2)


def test_the_column_written_to_is_framed(window):
    window.press(Qt.Key.Key_2, ALT)
    frames = [panel._frame_tone for panel in window.view.board.panels()]
    assert frames == ["", "accent", "", ""]


def test_the_item_that_is_on_sets_the_origin_back_to_the_plenary(window):
    window.here.go_on()
    window.here.go_on()
    window.press(Qt.Key.Key_G, ALT)
    window.here.go_on()
    window.type("Bänke")
    window.press(Qt.Key.Key_Return)
    assert window.here.notes()[0].group is None


def test_the_bottom_bar_names_the_keys_of_the_view(window):
    hints = [hint.content for hint in window.window.frame.bottom_bar._hints]
    assert hints[0] == ("Strg+N", window.here.words("shell.keys.capture"))
