"""The run sheet in the lead's hands: keys, menu and dragging, in the whole window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.commands import agenda
from console.views.live.agenda_item_block import AgendaItemBlock
from console.views.live.drop_line import DropLine
from console.views.live.item_menu import ItemMenu
from tests.gui.live_window import LiveWindow, focus
from tests.small_dialogue import item_id

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path) -> Iterator[LiveWindow]:
    window = LiveWindow(qtbot, tmp_path)
    yield window
    window.close()


def block(here: LiveWindow, number: int) -> AgendaItemBlock:
    found = here.view.agenda.timeline.blocks.block(item_id(number))
    assert found is not None
    return found


def order(here: LiveWindow) -> list[int]:
    ids = [item_id(n) for n in (1, 2, 3)]
    return [ids.index(item.id) + 1 for item in here.store.state.agenda()]


def press(here: LiveWindow, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, held)
    here.settle()


def test_a_key_goes_to_the_chosen_item_and_undo_comes_back(here: LiveWindow, qtbot: QtBot) -> None:
    here.to_item(1)
    block(here, 3).setFocus()
    press(here, qtbot, Qt.Key.Key_Return, CTRL_SHIFT)
    assert here.live.now.title == "Abschluss"
    # The axis has become too low for what was jumped over; the focus goes along to the list.
    assert here.view.agenda.is_list()
    assert focus() is here.view.agenda.list.blocks.block(item_id(3))
    here.here.desk.undo()
    here.settle()
    assert here.live.now.title == "Begrüßung"


def test_alt_and_arrows_change_places_and_keep_the_focus(here: LiveWindow, qtbot: QtBot) -> None:
    here.to_item(1)
    block(here, 3).setFocus()
    press(here, qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(here) == [1, 3, 2]
    assert focus() is block(here, 3)
    # Above the item that is on it would be lost.
    press(here, qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(here) == [1, 3, 2]
    press(here, qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(here) == [1, 2, 3]


def drag(qtbot: QtBot, moved: AgendaItemBlock, to: QWidget, above: bool) -> None:
    start = moved.rect().center()
    y = 2 if above else to.height() - 2
    end = moved.mapFromGlobal(to.mapToGlobal(QPoint(20, y)))
    qtbot.mousePress(moved, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(moved, QPoint(start.x(), (start.y() + end.y()) // 2))
    qtbot.mouseMove(moved, end)


def test_an_item_is_dragged_to_another_place_and_not_opened(here: LiveWindow, qtbot: QtBot) -> None:
    moved = block(here, 3)
    drag(qtbot, moved, block(here, 2), above=True)
    line = here.view.agenda.timeline.findChild(DropLine)
    assert line is not None
    assert line.isVisible()
    qtbot.mouseRelease(moved, Qt.MouseButton.LeftButton)
    here.settle()
    assert order(here) == [1, 3, 2]
    assert not line.isVisible()
    assert here.view._sheet is None


def test_esc_gives_a_drag_up(here: LiveWindow, qtbot: QtBot) -> None:
    moved = block(here, 3)
    moved.setFocus()
    drag(qtbot, moved, block(here, 1), above=True)
    here.key(qtbot, Qt.Key.Key_Escape)
    qtbot.mouseRelease(moved, Qt.MouseButton.LeftButton)
    here.settle()
    assert order(here) == [1, 2, 3]
    assert here.view._sheet is None


def test_nothing_is_dragged_above_what_is_on(here: LiveWindow, qtbot: QtBot) -> None:
    here.to_item(1)
    moved = block(here, 3)
    drag(qtbot, moved, block(here, 1), above=True)
    qtbot.mouseRelease(moved, Qt.MouseButton.LeftButton)
    here.settle()
    assert order(here) == [1, 2, 3]


def menu_of(here: LiveWindow, number: int) -> ItemMenu:
    target = block(here, number)
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, QPoint(), target.mapToGlobal(QPoint()))
    QApplication.sendEvent(target, event)
    here.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ItemMenu)
    return menu


def test_the_menu_takes_an_item_off_the_sheet(here: LiveWindow) -> None:
    menu = menu_of(here, 3)
    assert menu.accessibleName() == "Was mit „Abschluss“ geschehen soll"
    next(action for action in menu.actions() if action.data() == "remove").trigger()
    menu.close()
    here.settle()
    assert order(here) == [1, 2]


def test_a_new_item_is_named_by_typing_at_once(here: LiveWindow, qtbot: QtBot) -> None:
    here.view.agenda.add.setFocus()
    here.key(qtbot, Qt.Key.Key_Space)
    here.type(qtbot, "Blitzlicht")
    here.key(qtbot, Qt.Key.Key_Return)
    assert [item.title.text for item in here.store.state.agenda()][-1] == "Blitzlicht"


def test_the_tag_of_now_hides_no_half_of_another_time(here: LiveWindow) -> None:
    here.to_item(1)
    timeline = here.view.agenda.timeline
    tag = timeline._now.geometry()
    shown = [at for at in timeline._axis.quarters() if at != timeline._covered]
    assert timeline._covered is not None
    for at in shown:
        middle = timeline._axis.start_y(at) + timeline._pad()
        assert abs(middle - tag.center().y()) >= tag.height() / 2


def test_a_long_title_takes_two_lines_in_the_list(here: LiveWindow) -> None:
    here.view.agenda._want(as_list=True)
    title = "Begrüßung, Spielregeln und ein Stimmungsbild"
    agenda.edit_item(here.store, item_id(1), texts={"title": title})
    here.settle()
    blocks = here.view.agenda.list.blocks
    long, short = blocks.block(item_id(1)), blocks.block(item_id(3))
    assert long is not None
    assert short is not None
    assert long.height() > short.height()
    long.grab()
    assert long.toolTip() == ""


def test_a_key_that_was_changed_does_it_and_stands_in_the_menu(
    here: LiveWindow, qtbot: QtBot
) -> None:
    keys = here.here.desk.keys
    assert keys.change("item_down", "Ctrl+Down") == ""
    block(here, 1).setFocus()
    press(here, qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(here) == [1, 2, 3]
    block(here, 1).setFocus()
    press(here, qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert order(here) == [2, 1, 3]
    menu = menu_of(here, 1)
    assert next(a for a in menu.actions() if a.data() == "down").text().endswith("Strg+Ab")
    menu.close()
