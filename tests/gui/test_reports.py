"""Reports from the groups in the whole window."""

import pytest
from PySide6.QtCore import Qt

from console.commands import timers
from tests.gui.live_window import LiveWindow, focus, names_without_words
from tests.small_dialogue import group_id


@pytest.fixture
def here(qtbot, tmp_path):
    window = LiveWindow(qtbot, tmp_path)
    window.to_item(2)
    timers.start_groups(window.store)
    window.settle()
    window.to_item(1)
    window.live.groups.mark_all_back()
    window.settle()
    yield window
    window.close()


def test_they_are_offered_when_all_are_back(here):
    here.live.groups.mark_back(group_id(1), back=False)
    here.settle()
    assert not here.view.groups._begin.isVisible()
    here.live.groups.mark_all_back()
    here.settle()
    assert here.view.groups._begin.isVisible()


def test_they_are_begun_and_led_on_by_keys(here, qtbot):
    panel = here.view.groups
    assert panel._begin.isVisible()
    assert not panel.reporting.isVisible()
    panel._begin.setFocus(Qt.FocusReason.TabFocusReason)
    here.key(qtbot, Qt.Key.Key_Space)
    assert not panel._begin.isVisible()
    line = panel.reporting
    assert line.isVisible()
    assert line._title.text() == "Gruppe 1 berichtet"
    line.next.setFocus(Qt.FocusReason.TabFocusReason)
    here.key(qtbot, Qt.Key.Key_Space)
    assert line._title.text() == "Gruppe 2 berichtet"
    assert focus() is line.next
    assert names_without_words(panel) == []


def test_the_menu_skips_a_group(here, qtbot):
    panel = here.view.groups
    qtbot.mouseClick(panel._begin, Qt.MouseButton.LeftButton)
    here.settle()
    qtbot.mouseClick(panel.reporting._more, Qt.MouseButton.LeftButton)
    menu = panel.reporting._menu
    said = {action.text(): action for action in menu.actions()}
    said["Ohne Bericht: Gruppe 2"].trigger()
    menu.close()
    here.settle()
    assert "danach Gruppe 3" in panel.reporting._then.text()
