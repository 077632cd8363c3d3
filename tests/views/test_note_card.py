"""A sticky note: grows with its words, is edited in place, tells its marks to readers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.views.widgets.growing_edit import GrowingEdit
from console.views.widgets.note_card import NoteCard
from console.views.widgets.note_foot import NoteMarks, foot_height


@pytest.fixture
def card(theme, shown):
    card = NoteCard(theme, "q2")
    card.set_note("Hofkonzerte vor den Seniorenheimen", "G2 · 18:47")
    return shown(card, 260, 100)


def test_a_longer_note_is_higher(card):
    before = card.heightForWidth(260)
    card.set_note("Hofkonzerte vor den Seniorenheimen und vor den Schulen, jeden Monat", "G2")
    assert card.heightForWidth(260) > before


def test_marks_go_to_a_line_of_their_own_where_they_do_not_fit(theme):
    marks = NoteMarks(meta="G2 · 18:47", points="9", measure=True)
    assert foot_height(theme, marks, 110) > foot_height(theme, marks, 300)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_enter_and_f2_ask_to_edit(card, qtbot, key):
    with qtbot.waitSignal(card.edit_requested):
        qtbot.keyClick(card, key)


def test_enter_in_the_edit_commits_the_words(card, qtbot):
    card.begin_edit()
    edit = card.findChild(GrowingEdit)
    qtbot.keyClicks(edit, " und Schulen")
    with qtbot.waitSignal(card.edit_committed) as told:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert told.args == ["Hofkonzerte vor den Seniorenheimen und Schulen"]


def test_the_words_stay_open_until_they_are_saved(card, qtbot):
    card.begin_edit()
    qtbot.keyClick(card.findChild(GrowingEdit), Qt.Key.Key_Return)
    assert card.is_editing()
    card.end_edit()
    assert not card.is_editing()
    assert card.hasFocus()


def test_an_edit_may_begin_with_other_words_and_without_the_focus(card, qtbot):
    card.clearFocus()
    card.begin_edit("Entwurf", focus=False)
    edit = card.findChild(GrowingEdit)
    assert edit.text() == "Entwurf"
    assert not edit.hasFocus()


def test_each_key_in_the_edit_is_told(card, qtbot):
    card.begin_edit("a")
    heard = []
    card.edit_typed.connect(heard.append)
    qtbot.keyClicks(card.findChild(GrowingEdit), "bc")
    assert heard == ["ab", "abc"]


def test_the_card_does_not_draw_its_own_edit(card, qtbot):
    card.begin_edit()
    edit = card.findChild(GrowingEdit)
    qtbot.keyClicks(edit, "x")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert card.text() == "Hofkonzerte vor den Seniorenheimen"


def test_esc_in_the_edit_gives_it_up(card, qtbot):
    card.begin_edit()
    with qtbot.waitSignal(card.edit_cancelled):
        QTest.keyClick(card.findChild(GrowingEdit), Qt.Key.Key_Escape)


def test_readers_hear_what_the_marks_show(card):
    card.set_points("6")
    card.set_unsynced("noch nicht abgeglichen")
    card.set_conflict("Konflikt")
    for word in ("6", "noch nicht abgeglichen", "Konflikt", "G2 · 18:47"):
        assert word in card.accessibleDescription()
    assert card.accessibleName() == "Hofkonzerte vor den Seniorenheimen"


def test_a_click_selects_by_telling(card, qtbot):
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert not card.is_selected()


def test_a_card_kept_low_ends_its_words_above_the_foot(card):
    card.set_note("Hofkonzerte vor den Seniorenheimen und vor den Schulen, jeden Monat neu", "G2")
    words = card._words_that_fit(45)
    assert words.is_cut
    assert words.height <= 45
    assert not card._words_that_fit(400).is_cut
