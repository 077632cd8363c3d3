"""Typing into the capture line: Enter submits, Shift+Enter begins a line, nothing is lost."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from console.views.widgets.capture_line import CaptureLine, CaptureWords, ColumnChoice

WORDS = CaptureWords(
    *("Notiz erfassen", "Notiz erfassen", "Speichern", "Herkunft"),
    *("Umschalt+Eingabe", "Zeile", "Alt+1–4", "Frage"),
)
COLUMNS = [
    ColumnChoice("1", "Fehlt", "Was fehlt?", "q1"),
    ColumnChoice("2", "Bleiben", "Was muss bleiben?", "q2"),
]


@pytest.fixture
def line(theme, shown):
    line = CaptureLine(theme, WORDS, "Strg+N")
    line.set_columns(COLUMNS, 0)
    line.set_origins(["Plenum", "Gruppe 1"], 0)
    shown(line, 1200, 64)
    line.setFocus()
    return line


def test_enter_submits_the_words_and_leaves_them_in_the_line(line, qtbot):
    qtbot.keyClicks(line.edit, "Hofkonzerte")
    with qtbot.waitSignal(line.submitted) as told:
        qtbot.keyClick(line.edit, Qt.Key.Key_Return)
    assert told.args == ["Hofkonzerte"]
    assert line.text() == "Hofkonzerte"


def test_shift_enter_begins_a_new_line(line, qtbot):
    qtbot.keyClicks(line.edit, "eins")
    with qtbot.assertNotEmitted(line.submitted):
        qtbot.keyClick(line.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(line.edit, "zwei")
    assert line.text() == "eins\nzwei"


def test_the_field_grows_with_its_lines(line, qtbot):
    before = line.edit.height()
    qtbot.keyClick(line.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert line.edit.height() > before


def test_taking_the_words_empties_the_line_without_telling(line, qtbot):
    qtbot.keyClicks(line.edit, "Hofkonzerte")
    with qtbot.assertNotEmitted(line.text_edited):
        assert line.take() == "Hofkonzerte"
    assert line.text() == ""


def test_every_key_is_told_with_the_whole_text(line, qtbot):
    heard = []
    line.text_edited.connect(heard.append)
    qtbot.keyClicks(line.edit, "Wo")
    assert heard == ["W", "Wo"]


def test_a_draft_put_back_by_program_is_told_to_nobody(line, qtbot):
    with qtbot.assertNotEmitted(line.text_edited):
        line.set_text("Entwurf")
    assert line.text() == "Entwurf"


def test_up_in_the_empty_line_asks_for_the_last_note(line, qtbot):
    with qtbot.waitSignal(line.recall_requested):
        qtbot.keyClick(line.edit, Qt.Key.Key_Up)
    line.set_text("a")
    with qtbot.assertNotEmitted(line.recall_requested):
        qtbot.keyClick(line.edit, Qt.Key.Key_Up)


def test_several_pasted_lines_are_offered_as_notes_and_stay_in_the_line(line, qtbot):
    pasted = QMimeData()
    pasted.setText("eins\n\nzwei\n")
    with qtbot.waitSignal(line.lines_pasted) as told:
        line.edit.insertFromMimeData(pasted)
    assert told.args == [["eins", "zwei"]]
    assert "eins" in line.text()


def test_five_hundred_characters_stay_whole_and_turn_the_counter_red(line, theme):
    line.set_text("x" * 500)
    counter = line.findChildren(type(line._counter))
    assert len(line.text()) == 500
    assert line._counter.text() == "500 / 280"
    assert line._counter in counter
    assert line._counter.palette().windowText().color() == theme.colour("over_text")


def test_the_counter_appears_from_240_characters_on(line):
    line.set_text("x" * 239)
    assert line._counter.isHidden()
    line.set_text("x" * 240)
    assert line._counter.isVisible()


def test_a_click_on_a_column_chooses_it(line, qtbot):
    with qtbot.waitSignal(line.column_chosen) as told:
        line._columns[1].click()
    assert told.args == [1]


def test_choosing_a_column_by_program_is_told_to_nobody(line, qtbot):
    with qtbot.assertNotEmitted(line.column_chosen):
        line.set_column(1)
    assert line._columns[1].isChecked()


def test_save_submits_like_enter(line, qtbot):
    qtbot.keyClicks(line.edit, "Hofkonzerte")
    with qtbot.waitSignal(line.submitted) as told:
        line._save.click()
    assert told.args == ["Hofkonzerte"]


def test_tab_leaves_the_field_instead_of_writing_a_tab(line, qtbot):
    qtbot.keyClick(line.edit, Qt.Key.Key_Tab)
    assert not line.edit.hasFocus()
    assert line.text() == ""


def test_a_paste_of_a_megabyte_is_refused_and_what_was_there_stays(line, qtbot):
    line.set_text("da")
    pasted = QMimeData()
    pasted.setText("x" * 1_000_000)
    with qtbot.waitSignal(line.paste_refused):
        line.edit.insertFromMimeData(pasted)
    assert line.text() == "da"


def test_backspace_in_the_empty_line_takes_the_mark_away(line, qtbot):
    with qtbot.assertNotEmitted(line.mark_removed):
        qtbot.keyClick(line.edit, Qt.Key.Key_Backspace)
    line.set_mark("Maßnahme", "Maßnahme, weg damit")
    assert line._mark.isVisible()
    with qtbot.waitSignal(line.mark_removed):
        qtbot.keyClick(line.edit, Qt.Key.Key_Backspace)


def test_an_empty_mark_is_hidden(line):
    line.set_mark("Maßnahme", "Maßnahme")
    line.set_mark("", "")
    assert line._mark.isHidden()


def pasted(qtbot, line, text):
    QApplication.clipboard().setText(text)
    qtbot.keyClick(line.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    return line.edit.verticalScrollBar().value()


def test_lines_that_fit_are_all_seen(line, qtbot):
    assert pasted(qtbot, line, "eins\nzwei\ndrei\n") == 0
    assert line.edit.cursorRect().bottom() <= line.edit.viewport().height()


def test_the_last_of_many_lines_is_seen_while_it_is_written(line, qtbot):
    assert pasted(qtbot, line, "\n".join("abcdefgh")) > 0
    assert line.edit.cursorRect().bottom() <= line.edit.viewport().height()
