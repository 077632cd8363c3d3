"""Working on the board of the whole window: keys, edits, what arrives meanwhile, two versions."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton

from console.commands import notes
from console.domain.members import LeadClaimed
from console.domain.ops import Fact
from tests.gui.notes_window import NotesWindow
from tests.small_dialogue import column_id, identity

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, tmp_path):
    window = NotesWindow(qtbot, tmp_path)
    yield window
    window.close()


def focus(window, note):
    window.view.board.focus_note(note)
    window.here.settle()


def conflict(window, note):
    store = window.here.store
    base = notes.text_base(store, note)
    store.be(identity("lead"))
    notes.edit_note(store, note, "von dort", base=base)
    store.be(identity("notetaker"))
    notes.edit_note(store, note, "von hier", base=base)
    window.here.settle()


def box(window, note):
    found = window.card(note)._box
    assert found is not None
    return found


def button(window, note, words):
    text = window.here.words(words)
    found = [one for one in box(window, note).findChildren(QAbstractButton) if one.text() == text]
    return found[0]


def test_an_empty_board_says_what_and_how(window):
    assert window.view.empty.isVisible()
    assert not window.view.board.isVisible()
    window.add("eins")
    assert not window.view.empty.isVisible()
    assert window.on_screen() == ["eins"]


def test_arrows_go_from_note_to_note_and_from_column_to_column(window):
    for text in ("c", "b", "a"):
        window.add(text)
    window.add("daneben", column=2)
    focus(window, window.here.notes()[0].id)
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        window.press(key)
        seen.append(window.focused())
    assert seen == ["b", "c", "c", "b"]
    window.press(Qt.Key.Key_Right)
    assert window.focused() == "daneben"
    window.press(Qt.Key.Key_Left)
    assert window.focused() == "a"
    window.press(Qt.Key.Key_End)
    assert window.focused() == "c"
    window.press(Qt.Key.Key_Home)
    assert window.focused() == "a"


def test_a_new_note_is_one_new_card_and_all_others_stay(window):
    for number in range(4):
        window.add(f"Notiz {number}")
    before = {card.row.id: card for card in window.list().cards()}
    added = window.add("neu")
    after = {card.row.id: card for card in window.list().cards()}
    assert after.keys() - before.keys() == {added}
    assert all(after[note] is card for note, card in before.items())


def test_thirty_notes_of_others_do_not_move_the_note_somebody_is_in(window):
    ids = [window.add(f"Notiz {number}") for number in range(30)]
    focus(window, ids[10])
    card = window.card(ids[10])
    place = card.mapTo(window.window, QPoint(0, 0))
    for number in range(30):
        window.add(f"später {number}")
    assert window.card(ids[10]) is card
    assert card.mapTo(window.window, QPoint(0, 0)) == place
    assert window.focused() == "Notiz 10"


def test_notes_of_others_do_not_disturb_an_edit(window):
    ids = [window.add(f"Notiz {number}") for number in range(5)]
    focus(window, ids[2])
    window.press(Qt.Key.Key_F2)
    window.type(" und")
    edit = window.focus
    place = edit.mapTo(window.window, QPoint(0, 0))
    for number in range(10):
        window.add(f"später {number}")
    base = notes.text_base(window.here.store, ids[2])
    notes.edit_note(window.here.store, ids[2], "von anderen", base=base)
    window.here.settle()
    assert window.focus is edit
    assert edit.mapTo(window.window, QPoint(0, 0)) == place
    window.type(" mehr")
    assert edit.text() == "Notiz 2 und mehr"
    window.press(Qt.Key.Key_Return)
    value = window.here.store.state.notes[ids[2]].text
    texts = {value.text, *(other.text for other in value.alternatives)}
    assert texts == {"Notiz 2 und mehr", "von anderen"}


def test_where_nobody_is_new_notes_appear_on_top(window):
    for number in range(40):
        window.add(f"Notiz {number}")
    window.add("neu")
    assert window.on_screen()[0] == "neu"


def test_a_note_that_arrives_in_a_column_with_room_is_seen_whoever_has_the_keyboard(window):
    window.add("unten")
    focus(window, window.here.notes()[0].id)
    window.add("gerade gekommen")
    assert window.focused() == "unten"
    column = window.view.board.panels()[0].list
    assert column.verticalScrollBar().value() == 0
    for note in window.here.notes():
        assert column.rect().contains(window.card(note.id).geometry())


def test_a_scrolled_column_stays_where_it_is_when_a_note_arrives(window):
    for number in range(40):
        window.add(f"Notiz {number}")
    bar = window.list().verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = window.on_screen()
    window.add("neu")
    assert window.on_screen() == before


def test_a_long_column_builds_only_cards_near_what_is_seen(window):
    for number in range(250):
        notes.add_note(window.here.store, f"Notiz {number}", column=column_id(1))
    window.here.settle()
    built = window.list()
    assert len(built.rows) == 250
    assert len(built.cards()) < 60
    focus(window, window.here.notes()[0].id)
    window.press(Qt.Key.Key_End)
    assert window.focused() == "Notiz 0"
    assert len(built.cards()) < 60
    assert window.on_screen()[-1] == "Notiz 0"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_enter_and_f2_edit_in_place_and_enter_saves(window, key):
    note = window.add("Mehr Bänke")
    focus(window, note)
    window.press(key)
    window.type(" und Licht")
    assert window.here.drafts() == {f"note:{note}": "Mehr Bänke und Licht"}
    window.press(Qt.Key.Key_Return)
    assert (window.here.texts(), window.here.drafts()) == (["Mehr Bänke und Licht"], {})
    assert window.focused() == "Mehr Bänke und Licht"


def test_esc_leaves_the_edit_but_not_the_note_and_then_the_board(window):
    note = window.add("eins")
    focus(window, note)
    window.press(Qt.Key.Key_F2)
    window.type("x")
    window.press(Qt.Key.Key_Escape)
    assert (window.focused(), window.here.texts()) == ("eins", ["eins"])
    assert window.vm.board.selected == note
    window.press(Qt.Key.Key_Escape)
    assert window.vm.board.selected is None
    assert window.focus is window.line


def test_an_edit_under_way_is_open_again_after_a_crash(window):
    note = window.add("eins")
    focus(window, note)
    window.press(Qt.Key.Key_F2)
    window.type(" halb")
    window.restart()
    assert window.card(note).card.is_editing()
    assert window.focus is window.line
    focus(window, note)
    window.type(" ganz")
    window.press(Qt.Key.Key_Return)
    assert window.here.texts() == ["eins halb ganz"]


def test_a_full_disk_leaves_the_edit_open_with_its_words(window):
    note = window.add("eins")
    focus(window, note)
    window.press(Qt.Key.Key_F2)
    window.type(" zwei")
    with window.here.full_disk():
        window.press(Qt.Key.Key_Return)
        assert window.focus.text() == "eins zwei"
    window.press(Qt.Key.Key_Return)
    assert window.here.texts() == ["eins zwei"]


def test_delete_withdraws_and_the_keyboard_goes_to_the_note_below(window):
    for text in ("c", "b", "a"):
        window.add(text)
    focus(window, window.here.notes()[1].id)
    window.press(Qt.Key.Key_Delete)
    assert (window.here.texts(), window.focused()) == (["a", "c"], "c")
    window.press(Qt.Key.Key_Delete)
    assert window.focused() == "a"
    window.press(Qt.Key.Key_Delete)
    assert (window.here.texts(), window.focus) == ([], window.line)
    window.here.desk.undo()
    window.here.settle()
    assert window.on_screen() == ["a"]


def test_the_keyboard_stays_on_the_board_when_somebody_withdraws_the_note(window):
    ids = [window.add(text) for text in ("c", "b", "a")]
    focus(window, ids[1])
    notes.withdraw_note(window.here.store, ids[1])
    window.here.settle()
    assert window.focused() == "c"


def test_alt_and_an_arrow_take_the_note_along(window):
    note = window.add("eins")
    window.add("zwei", column=2)
    focus(window, note)
    window.press(Qt.Key.Key_Right, ALT)
    assert (window.on_screen(1), window.on_screen(2)) == ([], ["eins", "zwei"])
    assert window.focused() == "eins"
    window.press(Qt.Key.Key_Left, ALT)
    assert (window.on_screen(1), window.focused()) == (["eins"], "eins")


def test_ctrl_m_makes_a_measure_of_the_note_and_marks_it(window):
    note = window.add("Bänke aufstellen")
    focus(window, note)
    window.press(Qt.Key.Key_M, CTRL)
    (measure,) = window.here.measures()
    assert measure.sources == (note,)
    assert window.vm.board.row(note).measure
    assert [item.row.what for item in window.view.measures.list.items()] == ["Bänke aufstellen"]


def test_the_bar_shows_actions_while_a_note_is_selected_and_does_them(window, qtbot):
    note = window.add("eins")
    bar = window.view.selection
    assert not bar.isVisible()
    focus(window, note)
    assert bar.isVisible()
    qtbot.mouseClick(bar.edit, Qt.MouseButton.LeftButton)
    window.type(" mehr")
    assert bar.save.isVisible()
    qtbot.mouseClick(bar.save, Qt.MouseButton.LeftButton)
    window.here.settle()
    assert window.here.texts() == ["eins mehr"]
    qtbot.mouseClick(bar.remove, Qt.MouseButton.LeftButton)
    window.here.settle()
    assert (window.here.texts(), bar.isVisible()) == ([], False)


def test_a_click_selects_and_going_to_the_line_clears(window, qtbot):
    note = window.add("eins")
    qtbot.mouseClick(window.card(note).card, Qt.MouseButton.LeftButton)
    assert window.vm.board.selected == note
    assert window.card(note).card.is_selected()
    window.view.focus_first()
    assert window.vm.board.selected is None


def test_a_note_selected_from_elsewhere_comes_into_sight_and_gets_the_keyboard(window):
    first = window.add("ganz unten")
    for number in range(40):
        window.add(f"Notiz {number}")
    window.vm.board.select(first)
    window.here.settle()
    assert window.focused() == "ganz unten"
    assert "ganz unten" in window.on_screen()


def test_tab_reaches_one_note_of_the_board(window):
    window.add("oben", column=2)
    for number in range(3):
        window.add(f"Notiz {number}")
    stops = [
        card.card
        for panel in window.view.board.panels()
        for card in panel.list.cards()
        if card.card.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [stop.text() for stop in stops] == ["Notiz 2"]


def test_ctrl_f_searches_and_esc_brings_everything_back(window):
    window.add("Mehr Bänke")
    window.add("Mehr Licht")
    window.press(Qt.Key.Key_F, CTRL)
    window.type("banke")
    window.here.settle()
    assert window.on_screen() == ["Mehr Bänke"]
    assert window.view.search._found.text() == window.here.words("notes.found", n=1)
    window.press(Qt.Key.Key_Down)
    assert window.focused() == "Mehr Bänke"
    window.press(Qt.Key.Key_F, CTRL)
    window.press(Qt.Key.Key_Escape)
    window.press(Qt.Key.Key_Escape)
    assert window.on_screen() == ["Mehr Licht", "Mehr Bänke"]
    assert window.focus is window.line


def test_a_note_that_is_searched_away_comes_back_when_it_is_asked_for(window):
    note = window.add("Mehr Bänke")
    window.add("Mehr Licht")
    window.press(Qt.Key.Key_F, CTRL)
    window.type("licht")
    window.here.settle()
    window.vm.board.select(note)
    window.here.settle()
    assert window.focused() == "Mehr Bänke"
    assert window.view.search.field.text() == ""


def test_both_versions_stand_on_the_card_with_who_and_when(window):
    note = window.add("erste")
    conflict(window, note)
    shown = [label.text() for label in box(window, note).findChildren(type(window.view.reader))]
    who = ["Fassung Hauptmoderation, 18:00", "Ihre Fassung, 18:00"]
    assert sorted(shown) == [*who, "von dort", "von hier"]
    assert window.card(note).card._marks.conflict == window.here.words("notes.conflict_chip")


def test_down_in_the_empty_line_leads_to_the_notes_and_escape_back(window):
    window.add("erste")
    edit = window.view.capture.line.edit
    edit.setFocus()
    window.type("a")
    window.press(Qt.Key.Key_Down)
    assert edit.hasFocus(), "words stand there"
    window.press(Qt.Key.Key_Backspace)
    window.press(Qt.Key.Key_Down)
    assert window.focused() == "erste"
    window.press(Qt.Key.Key_Escape)
    window.press(Qt.Key.Key_Escape)
    assert edit.hasFocus()


def test_both_may_be_kept(window, qtbot):
    note = window.add("erste")
    conflict(window, note)
    qtbot.mouseClick(button(window, note, "notes.conflict_keep_both"), Qt.MouseButton.LeftButton)
    window.here.settle()
    assert sorted(window.on_screen()) == ["von dort", "von hier"]
    assert not box(window, note).isVisible()


def test_one_may_be_taken(window, qtbot):
    note = window.add("erste")
    conflict(window, note)
    first = window.vm.board.row(note).versions[0].text
    qtbot.mouseClick(button(window, note, "notes.conflict_keep"), Qt.MouseButton.LeftButton)
    window.here.settle()
    assert window.on_screen() == [first]
    assert window.card(note).hasFocus() or window.card(note).isAncestorOf(window.focus)


def test_both_may_be_edited_together(window, qtbot):
    note = window.add("erste")
    conflict(window, note)
    qtbot.mouseClick(button(window, note, "notes.conflict_edit"), Qt.MouseButton.LeftButton)
    assert sorted(window.focus.text().split("\n")) == ["von dort", "von hier"]
    window.focus.selectAll()
    window.type("von hier und dort")
    window.press(Qt.Key.Key_Return)
    assert window.here.texts() == ["von hier und dort"]
    assert window.vm.board.row(note).versions == ()


def test_the_history_shows_every_version_and_brings_one_back(window, qtbot):
    note = window.add("erste Fassung")
    base = notes.text_base(window.here.store, note)
    notes.edit_note(window.here.store, note, "zweite Fassung", base=base)
    window.here.settle()
    focus(window, note)
    window.press(Qt.Key.Key_Return, ALT)
    sheet = window.view.history
    assert sheet.is_open()
    texts = [one.text for one in window.vm.history(note).versions]
    assert texts == ["zweite Fassung", "erste Fassung"]
    qtbot.mouseClick(window.focus, Qt.MouseButton.LeftButton)
    window.here.settle()
    assert window.here.texts() == ["erste Fassung"]
    assert not sheet.is_open()
    assert window.focused() == "erste Fassung"


@pytest.mark.parametrize("role", ["observer", "cohost"])
def test_who_only_reads_has_no_line_no_bar_and_no_keys(qtbot, tmp_path, role):
    window = NotesWindow(qtbot, tmp_path, role)
    note = window.here.by_lead(notes.add_note, "eins", column=column_id(1))
    window.here.settle()
    assert not window.view.capture.isVisible()
    assert window.view.reader.isVisible()
    window.view.focus_first()
    assert window.focused() == "eins"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_F2):
        window.press(key)
    window.press(Qt.Key.Key_M, CTRL)
    assert not window.view.selection.isVisible()
    assert not window.card(note).card.is_editing()
    assert (window.here.texts(), window.here.measures()) == (["eins"], [])
    window.close()


def test_in_a_narrow_window_columns_are_tabs(qtbot, tmp_path):
    window = NotesWindow(qtbot, tmp_path, size=(860, 700))
    window.add("eins")
    window.add("zwei", column=2)
    board = window.view.board
    assert [panel.isVisible() for panel in board.panels()] == [True, False, False, False]
    window.press(Qt.Key.Key_2, ALT)
    assert [panel.isVisible() for panel in board.panels()] == [False, True, False, False]
    focus(window, window.here.notes()[0].id)
    window.press(Qt.Key.Key_Right)
    assert window.focused() in ("eins", "zwei")
    window.close()


def test_more_columns_than_fit_scroll_sideways_to_the_note_with_the_keyboard(qtbot, tmp_path):
    window = NotesWindow(qtbot, tmp_path, size=(1000, 700))
    note = window.add("weit rechts", column=4)
    focus(window, note)
    card = window.card(note)
    place = card.mapTo(window.window, QPoint(card.width() // 2, card.height() // 2))
    assert window.window.rect().contains(place)
    assert not card.card.visibleRegion().isEmpty()
    window.close()


def test_a_screen_reader_hears_the_note_its_origin_and_its_marks(window):
    note = window.add("Mehr Bänke", group=2)
    window.vm.board.make_measure(note)
    window.here.settle()
    heard = QAccessible.queryAccessibleInterface(window.card(note).card)
    name = heard.text(QAccessible.Text.Name)
    assert name.startswith("Notiz: Mehr Bänke, Gruppe 2, 18:00")
    assert window.here.words("notes.note_has_measure") in name
    panel = QAccessible.queryAccessibleInterface(window.view.board.panels()[0])
    assert panel.text(QAccessible.Text.Name) == "Was fehlt im Quartier?, 1 Notiz"


def test_who_may_write_from_now_on_gets_the_line_at_once(qtbot, tmp_path):
    window = NotesWindow(qtbot, tmp_path, "cohost")
    assert not window.view.capture.isVisible()
    store = window.here.store
    store.be(identity("lead"))
    store.commit([Fact(entity=store.new_id(), body=LeadClaimed())])
    window.here.settle()
    assert window.view.capture.isVisible()
    assert not window.view.reader.isVisible()
    window.close()


def test_a_note_that_somebody_else_edits_says_so_on_the_card_and_to_readers(window):
    note = window.add("Bänke")
    card = window.card(note)
    before, blank = card.height(), card.card.grab().toImage()
    window.vm.board.show_writing({note: "Kim schreibt"})
    window.here.settle()
    assert card.height() == before, "what others read does not move"
    assert card.card.grab().toImage() != blank
    assert "Kim schreibt" in card.card.accessibleName()
    assert "Kim schreibt" in card.card.toolTip()
    window.vm.board.show_writing({})
    window.here.settle()
    assert "Kim" not in card.card.accessibleName() + card.card.toolTip()


def test_names_that_do_not_fit_beside_the_time_have_a_line_of_their_own(window):
    note = window.add("Bänke")
    before = window.card(note).height()
    window.vm.board.show_writing({note: "Maximiliane-Antoinette, Konstantin und Kim schreiben"})
    window.here.settle()
    assert window.card(note).height() > before


def test_what_loses_nothing_is_offered_first_to_eyes_and_keys(window):
    note = window.add("erste")
    conflict(window, note)
    shown = box(window, note)
    tops = [shown.mapFromGlobal(stop.mapToGlobal(QPoint())).y() for stop in shown.stops]
    assert shown.stops[0].text() == window.here.words("notes.conflict_keep_both")
    assert tops[0] == min(tops)
    assert tops[-1] == max(tops)
    shown.stops[0].setFocus()
    for stop in shown.stops[1:]:
        window.press(Qt.Key.Key_Tab)
        assert window.focus is stop


@pytest.mark.parametrize(("width", "beside"), [(1900, True), (1366, False)])
def test_two_versions_stand_beside_each_other_where_there_is_room(qtbot, tmp_path, width, beside):
    window = NotesWindow(qtbot, tmp_path, size=(width, 900))
    note = window.add("erste")
    conflict(window, note)
    one, other = (part.geometry() for part in box(window, note)._parts)
    assert (one.top() == other.top()) is beside
    assert abs(one.width() - other.width()) <= 2
    window.close()


def test_three_versions_may_all_be_kept(window, qtbot):
    note = window.add("erste")
    conflict(window, note)
    base = window.here.store.state.notes[note].text.versions
    first = min(window.here.store.entries("note", note), key=lambda entry: entry.rank)
    assert len(base) == 2
    notes.edit_note(window.here.store, note, "von drüben", base=(first.head.op_id,))
    window.here.settle()
    assert window.card(note).card.text() == window.here.words("notes.conflict_many")
    qtbot.mouseClick(button(window, note, "notes.conflict_keep_all"), Qt.MouseButton.LeftButton)
    window.here.settle()
    assert sorted(window.here.texts()) == ["von dort", "von drüben", "von hier"]


def test_a_merged_note_says_so_on_the_card(window):
    note = window.add("eins\nzwei\ndrei")
    base = notes.text_base(window.here.store, note)
    notes.edit_note(window.here.store, note, "eins, ja\nzwei\ndrei", base=base)
    notes.edit_note(window.here.store, note, "eins\nzwei\ndrei, auch", base=base)
    window.here.settle()
    card = window.card(note).card
    assert card.text() == "eins, ja\nzwei\ndrei, auch"
    assert window.here.words("notes.merged") in card.toolTip()
