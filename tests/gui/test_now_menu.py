"""The menu of the Jetzt card in the whole window, by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.gui.live_window import LiveWindow
from tests.small_dialogue import MINUTE, START, item_id


@pytest.fixture
def here(qtbot, tmp_path: Path):
    window = LiveWindow(qtbot, tmp_path)
    yield window
    window.close()


def opened(here: LiveWindow) -> QMenu:
    menu = here.view.now.buttons.more.open_menu()
    here.settle()
    return menu


def press(here: LiveWindow, key: Qt.Key) -> None:
    """A key goes where the window system would send it: to the menu that is in front."""
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, key)
    here.settle()


def test_some_keys_begin_the_dialogue_minutes_ago(here) -> None:
    here.go(minutes=5)
    opened(here)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_3):
        press(here, key)
    visit = here.store.state.course.current
    assert visit is not None
    assert (visit.item, visit.started_at) == (item_id(1), START + 2 * MINUTE)
    assert QApplication.activePopupWidget() is None


def test_the_menu_is_filled_anew_each_time(here) -> None:
    here.go(minutes=5)
    first = [action.text() for action in opened(here).actions()]
    here.to_item(1)
    second = [action.text() for action in opened(here).actions()]
    assert first != second
    assert second[-1] == "Dialog jetzt beenden"


def test_the_button_is_there_for_who_can_use_it_alone(here, qtbot, tmp_path: Path) -> None:
    assert here.view.now.buttons.more.isVisible()
    assert here.view.now.buttons.more.accessibleName() == "Mehr zum laufenden Punkt"
    other = tmp_path / "other"
    other.mkdir()
    reader = LiveWindow(qtbot, other, "observer")
    assert not reader.view.now.buttons.more.isVisible()
    reader.close()
