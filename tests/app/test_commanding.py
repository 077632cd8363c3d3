"""Befehl suchen, the sheet of keys, and the panes, in a whole console."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.viewmodels.key_rules import CONFERENCE
from console.views.main_window import LIVE, NOTES, ROSTER
from console.views.shortcuts import pressed_keys
from tests.app.consoles import Console, on_console

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


def turn() -> None:
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focused(), key, modifiers)
    turn()


def with_sample(home: Path, test: Callable[[Console], Awaitable[None]]) -> None:
    """Run a test with the sample opened in the window."""

    async def opened(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        one.window.activateWindow()
        turn()
        # Every view is there.
        for number in range(4):
            one.window.open_view(number)
        one.window.open_view(LIVE)
        turn()
        await test(one)

    on_console(home, opened)


def type_words(text: str) -> None:
    QTest.keyClicks(focused(), text)
    turn()


def texts(one: Console) -> list[str]:
    return [row.text for row in commanding(one).model.model.rows]


def commanding(one: Console):
    assert one.app.place is not None
    return one.app.place.commanding


def test_a_command_is_found_and_done_without_the_mouse(tmp_path: Path) -> None:
    async def told(one: Console) -> None:
        one.window.open_view(LIVE)
        turn()
        before = focused()
        press(Qt.Key.Key_K, CTRL)
        assert commanding(one).palette.is_open()
        assert focused() is commanding(one).palette.field.edit
        type_words("teilneh")
        press(Qt.Key.Key_Return)
        assert not commanding(one).palette.is_open()
        assert one.window.frame.current_number() == ROSTER
        press(Qt.Key.Key_K, CTRL)
        type_words("dunkel")
        assert "Darstellung: Dunkel" in texts(one)
        press(Qt.Key.Key_Escape)
        assert not commanding(one).palette.is_open()
        assert focused() is not before
        assert one.window.frame.current_view().isAncestorOf(focused())

    with_sample(tmp_path, told)


def test_the_focus_is_back_where_it_was_after_esc(tmp_path: Path) -> None:
    async def told(one: Console) -> None:
        one.window.open_view(LIVE)
        turn()
        before = focused()
        press(Qt.Key.Key_K, CTRL)
        press(Qt.Key.Key_Escape)
        assert focused() is before

    with_sample(tmp_path, told)


def test_arrows_walk_through_the_list_and_letters_go_back_to_the_field(tmp_path: Path) -> None:
    async def told(one: Console) -> None:
        press(Qt.Key.Key_K, CTRL)
        palette = commanding(one).palette
        press(Qt.Key.Key_Down)
        assert focused() is palette.list
        assert palette.list.currentIndex().row() == 1
        type_words("s")
        assert focused() is palette.field.edit
        assert palette.field.text() == "s"
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Up)
        press(Qt.Key.Key_Up)
        assert focused() is palette.field.edit

    with_sample(tmp_path, told)


def test_every_act_of_the_evening_is_in_the_list_unless_it_cannot_be_done(tmp_path: Path) -> None:
    async def told(one: Console) -> None:
        press(Qt.Key.Key_K, CTRL)
        found = {row.id for row in commanding(one).model.model.rows}
        assert {act.name for act in one.session.acts if act.possible()} <= found
        assert found.isdisjoint(act.name for act in one.session.acts if not act.possible())
        assert {"zoom_in", "theme"} <= found

    with_sample(tmp_path, told)


def test_what_nobody_did_cannot_be_taken_back_from_the_list(tmp_path: Path) -> None:
    async def told(one: Console) -> None:
        def offered() -> set[str]:
            commanding(one).model.begin()
            return {row.id for row in commanding(one).model.model.rows}

        assert offered().isdisjoint({"undo", "redo", "pause", "plus_one"})
        assert "go" in offered()
        one.session.pages.live_model.press_primary()
        turn()
        assert {"undo", "pause", "plus_one"} <= offered()

    with_sample(tmp_path, told)


def test_changed_keys_do_it_and_stand_everywhere(tmp_path: Path) -> None:
    async def told(one: Console) -> None:
        one.window.open_view(LIVE)
        turn()
        press(Qt.Key.Key_F1)
        sheet = commanding(one).keys_sheet
        assert sheet.is_open()
        line = sheet.lines["view_notes"]
        assert line.button is not None
        line.button.setFocus(Qt.FocusReason.TabFocusReason)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_F12)
        assert one.app.habits.keys.of("view_notes") == "F12"
        assert one.window.frame.current_number() == LIVE
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_2, CTRL)
        assert one.window.frame.current_number() == LIVE
        press(Qt.Key.Key_F12)
        assert one.window.frame.current_number() == NOTES
        assert one.window.frame.top_bar.tabs.tabToolTip(NOTES) == "F12"
        assert one.session.pages.live_view.notes._open._key == "F12"
        press(Qt.Key.Key_K, CTRL)
        labels = {row.id: row.label for row in commanding(one).model.model.rows}
        assert labels["view_notes"] == "F12"
        assert one.around.settings.read().settings.keys == {"view_notes": "F12"}

    with_sample(tmp_path, told)


def test_taken_and_reserved_keys_are_refused_in_words(tmp_path: Path) -> None:
    async def told(one: Console) -> None:
        press(Qt.Key.Key_F1)
        line = commanding(one).keys_sheet.lines["pause"]
        assert line.button is not None
        for key, modifiers, said in (
            (Qt.Key.Key_F5, NONE, "F5 ist schon vergeben: Weiter."),
            (Qt.Key.Key_A, ALT, "Alt+A braucht die Videokonferenz."),
            (Qt.Key.Key_F6, NONE, "F6 gehört dem System."),
        ):
            line.button.setFocus(Qt.FocusReason.TabFocusReason)
            press(Qt.Key.Key_Return)
            press(key, modifiers)
            assert line._error.text() == said
            assert line.button.text() == "Strg+P"
        assert not one.store.state.course.begun_at

    with_sample(tmp_path, told)


def test_all_keys_are_back_with_one_press(tmp_path: Path) -> None:
    async def told(one: Console) -> None:
        keys = one.app.habits.keys
        assert keys.change("pause", "F12") == ""
        press(Qt.Key.Key_F1)
        sheet = commanding(one).keys_sheet
        assert sheet.lines["pause"].back.isVisible()
        sheet.reset.setFocus(Qt.FocusReason.TabFocusReason)
        press(Qt.Key.Key_Return)
        assert keys.of("pause") == "Ctrl+P"
        assert not sheet.lines["pause"].back.isVisible()
        assert sheet.isAncestorOf(focused())

    with_sample(tmp_path, told)


@pytest.mark.parametrize("number", [LIVE, NOTES, ROSTER])
def test_f6_goes_round_through_all_panes_and_back(tmp_path: Path, number: int) -> None:
    async def told(one: Console) -> None:
        one.window.resize(1366, 768)
        one.window.open_view(number)
        turn()
        seen = [focused()]
        for _ in range(12):
            press(Qt.Key.Key_F6)
            if focused() is seen[0]:
                break
            assert focused() not in seen
            seen.append(focused())
            assert one.window.focus_ring.overlay().isVisible()
        assert focused() is seen[0]
        assert len(seen) >= (2 if number == ROSTER else 3)
        bar = one.window.frame.top_bar
        assert any(bar.isAncestorOf(widget) for widget in seen)
        for widget in reversed(seen):
            press(Qt.Key.Key_F6, SHIFT)
            assert focused() is widget

    with_sample(tmp_path, told)


def test_the_right_column_goes_and_stays_away_at_the_next_start(tmp_path: Path) -> None:
    async def told(one: Console) -> None:
        one.window.open_view(LIVE)
        turn()
        view = one.session.pages.live_view
        press(Qt.Key.Key_B, CTRL)
        assert not view.hints.isVisible()
        assert not one.session.pages.roster_view._side.isVisible()
        assert one.around.role_settings("lead").right_column is False
        press(Qt.Key.Key_B, CTRL)
        assert view.hints.isVisible()

    with_sample(tmp_path, told)


def test_every_key_of_the_sheet_is_known_by_the_handler_of_its_view(tmp_path: Path) -> None:
    """A key of a view that is changed does in the view what it did before."""

    async def told(one: Console) -> None:
        one.window.open_view(NOTES)
        turn()
        keys, capture = one.app.habits.keys, one.session.pages.notes_model.capture
        first = capture.choices.origin_index
        assert keys.change("origin", "Ctrl+Shift+O") == ""
        press(Qt.Key.Key_G, ALT)
        assert capture.choices.origin_index == first
        press(Qt.Key.Key_O, CTRL | SHIFT)
        assert capture.choices.origin_index != first

    with_sample(tmp_path, told)


def test_bare_modifiers_are_no_keys(qtbot) -> None:
    def event(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> QKeyEvent:
        return QKeyEvent(QEvent.Type.KeyPress, key, modifiers)

    assert pressed_keys(event(Qt.Key.Key_Control, CTRL)) == ""
    assert pressed_keys(event(Qt.Key.Key_P, CTRL | SHIFT)) == "Ctrl+Shift+P"


def test_no_two_actions_of_the_whole_console_have_the_same_keys(tmp_path: Path) -> None:
    async def told(one: Console) -> None:
        keys = one.app.habits.keys
        portable = QKeySequence.SequenceFormat.PortableText
        for row in keys.rows():
            assert QKeySequence(row.keys).toString(portable) == row.keys, row.id
            if not row.is_fixed:
                # Else another one has them.
                assert keys.reset(row.id) == "", row.id
            assert row.keys not in CONFERENCE, row.id

    with_sample(tmp_path, told)
