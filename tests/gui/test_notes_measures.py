"""Measures beside the board of the whole window, in the column and in the sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.commands import measures
from tests.gui.notes_window import NotesWindow
from tests.notes_desk import NotesDesk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, tmp_path):
    window = NotesWindow(qtbot, tmp_path)
    yield window
    window.close()


@pytest.fixture
def narrow(qtbot, tmp_path):
    window = NotesWindow(qtbot, tmp_path, size=(1366, 768))
    yield window
    window.close()


def items(window):
    return window.view.measures.list.items()


def add(here: NotesDesk, text):
    added = measures.add_measure(here.store, text)
    here.settle()
    return added


def test_without_measures_the_column_says_how_one_is_made(window):
    assert window.view.measures.list._empty.isVisible()
    add(window.here, "Bänke")
    assert not window.view.measures.list._empty.isVisible()


def test_a_measure_nobody_is_responsible_for_says_so_in_amber(window):
    added = add(window.here, "Bänke")
    (item,) = items(window)
    words = window.here.words("notes.measure_unassigned")
    assert (item._who.text(), item._who._colour) == (words, "warn5_text")
    measures.edit_measure(window.here.store, added, "responsible", "Grünflächenamt")
    window.here.settle()
    assert (item._who.text(), item._who._colour) == ("Grünflächenamt", "text2")


def test_ctrl_m_without_a_note_writes_a_new_measure_and_enter_goes_on(window):
    window.press(Qt.Key.Key_M, CTRL)
    window.type("Bänke aufstellen")
    assert window.here.drafts() == {"measure::what": "Bänke aufstellen"}
    window.press(Qt.Key.Key_Return)
    window.type("Grünflächenamt")
    window.press(Qt.Key.Key_Return)
    window.type("Mai 2021")
    window.press(Qt.Key.Key_Return)
    (measure,) = window.here.measures()
    assert (measure.what.text, measure.responsible.text, measure.due.text) == (
        "Bänke aufstellen",
        "Grünflächenamt",
        "Mai 2021",
    )
    assert window.here.drafts() == {}
    assert window.focus is items(window)[0]


def test_a_measure_of_a_selected_note_leaves_the_keyboard_on_the_note(window):
    note = window.add("Bänke")
    window.view.board.focus_note(note)
    window.press(Qt.Key.Key_M, CTRL)
    assert window.focused() == "Bänke"
    assert [item.row.sources for item in items(window)] == ["aus 1 Notiz"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_enter_and_f2_edit_in_place_and_tab_saves_and_goes_on(window, key):
    add(window.here, "Bänke")
    window.view.measures.list.focus_first()
    window.press(key)
    window.type(" im Park")
    window.press(Qt.Key.Key_Tab)
    assert window.here.measures()[0].what.text == "Bänke im Park"
    window.type("Grünflächenamt")
    window.press(Qt.Key.Key_Return)
    window.press(Qt.Key.Key_Return)
    assert window.here.measures()[0].responsible.text == "Grünflächenamt"
    assert not items(window)[0].is_editing()


def test_esc_gives_what_is_not_saved_up(window):
    add(window.here, "Bänke")
    window.view.measures.list.focus_first()
    window.press(Qt.Key.Key_F2)
    window.type(" im Park")
    window.press(Qt.Key.Key_Escape)
    assert window.here.measures()[0].what.text == "Bänke"
    assert (window.focus, window.here.drafts()) == (items(window)[0], {})


def test_arrows_move_delete_withdraws_and_esc_goes_back_to_the_line(window):
    for text in ("eins", "zwei", "drei"):
        add(window.here, text)
    window.view.measures.list.focus_first()
    window.press(Qt.Key.Key_Down)
    assert window.focus.row.what == "zwei"
    window.press(Qt.Key.Key_Delete)
    assert window.focus.row.what == "drei"
    window.press(Qt.Key.Key_Up)
    assert window.focus.row.what == "eins"
    window.press(Qt.Key.Key_Escape)
    assert window.focus is window.line
    assert [measure.what.text for measure in window.here.measures()] == ["eins", "drei"]


def test_a_measure_under_way_is_open_again_after_a_crash(window):
    add(window.here, "Bänke")
    window.view.measures.list.focus_first()
    window.press(Qt.Key.Key_F2)
    window.type(" im")
    window.restart()
    assert items(window)[0].is_editing()
    assert items(window)[0]._fields["what"].edit.text() == "Bänke im"
    assert window.focus is window.line


def test_a_full_disk_keeps_the_words_of_a_measure(window):
    window.press(Qt.Key.Key_M, CTRL)
    window.type("Bänke")
    with window.here.full_disk():
        window.press(Qt.Key.Key_Return)
        assert window.focus.text() == "Bänke"
    window.press(Qt.Key.Key_Return)
    assert [measure.what.text for measure in window.here.measures()] == ["Bänke"]


def test_a_measure_of_somebody_else_does_not_disturb_the_one_being_edited(window):
    add(window.here, "Bänke")
    window.view.measures.list.focus_first()
    window.press(Qt.Key.Key_F2)
    edit = window.focus
    window.type(" im")
    add(window.here, "Licht")
    assert window.focus is edit
    assert edit.text() == "Bänke im"


def test_at_1366_the_column_is_a_tab_with_the_count(narrow):
    add(narrow.here, "Bänke")
    panel = narrow.view.measures
    assert (panel.tab.isVisible(), panel.panel.isVisible()) == (True, False)
    assert panel.tab.accessibleName() == "1 Maßnahme"


def test_the_tab_opens_the_sheet_and_esc_leads_back(narrow, qtbot):
    add(narrow.here, "Bänke")
    qtbot.mouseClick(narrow.view.measures.tab, Qt.MouseButton.LeftButton)
    assert narrow.view.measures.sheet.is_open()
    assert narrow.focus is items(narrow)[0]
    narrow.press(Qt.Key.Key_Escape)
    assert not narrow.view.measures.sheet.is_open()


def test_a_new_measure_opens_the_sheet(narrow):
    narrow.press(Qt.Key.Key_M, CTRL)
    assert narrow.view.measures.sheet.is_open()
    narrow.type("Bänke")
    narrow.press(Qt.Key.Key_Return)
    assert [measure.what.text for measure in narrow.here.measures()] == ["Bänke"]


def test_the_column_folds_and_comes_back(window):
    panel = window.view.measures
    window.window.toggle_right_column()
    assert (panel.tab.isVisible(), panel.panel.isVisible()) == (True, False)
    window.window.toggle_right_column()
    assert (panel.tab.isVisible(), panel.panel.isVisible()) == (False, True)


def test_who_only_reads_has_no_button_for_a_new_measure(qtbot, tmp_path):
    window = NotesWindow(qtbot, tmp_path, "observer")
    window.here.by_lead(measures.add_measure, "Bänke")
    assert not window.view.measures.list.new.isVisible()
    window.view.measures.list.focus_first()
    window.press(Qt.Key.Key_Return)
    assert not items(window)[0].is_editing()
    window.press(Qt.Key.Key_Delete)
    assert len(window.here.measures()) == 1
    buttons = [one for one in QApplication.allWidgets() if one.accessibleName() == "Neue Maßnahme"]
    assert not any(one.isVisible() for one in buttons)
    window.close()
