"""A hint with its action: the button does what Enter does, and it can be put aside."""

from PySide6.QtCore import Qt

from console.commands import agenda
from console.views.live.catch_up_sheet import CatchUpSheet
from tests.gui.live_window import LiveWindow
from tests.small_dialogue import item_id


def late(qtbot, tmp_path):
    here = LiveWindow(qtbot, tmp_path)
    values = {"policy": "first", "minutes": 12, "min_minutes": 3}
    agenda.edit_item(here.store, item_id(3), values=values)
    here.to_item(1)
    here.go(seconds=1)
    return here, here.view.hints._rows["plan"]


def sheets(here):
    return [sheet for sheet in here.window.findChildren(CatchUpSheet) if sheet.is_open()]


def test_the_proposal_is_opened_by_its_button(qtbot, tmp_path):
    here, row = late(qtbot, tmp_path)
    (button,) = row._buttons
    assert button.text() == "Aufholen"
    assert button.accessibleName().startswith("Aufholen, ")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    here.settle()
    assert len(sheets(here)) == 1
    here.close()


def test_enter_opens_it_and_other_keys_do_not(qtbot, tmp_path):
    here, row = late(qtbot, tmp_path)
    row.setFocus(Qt.FocusReason.TabFocusReason)
    here.key(qtbot, Qt.Key.Key_Shift)
    here.key(qtbot, Qt.Key.Key_X)
    assert sheets(here) == []
    assert row._action.isVisible()
    here.key(qtbot, Qt.Key.Key_Return)
    assert len(sheets(here)) == 1
    here.close()


def test_entf_puts_it_aside(qtbot, tmp_path):
    here, row = late(qtbot, tmp_path)
    row.setFocus(Qt.FocusReason.TabFocusReason)
    here.key(qtbot, Qt.Key.Key_Delete)
    assert "plan" not in here.view.hints._rows
    here.close()
