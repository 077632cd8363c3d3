"""Saying where one is, by keys: from the item's sheet and from the menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.app.following import Following
from console.sync.status import SyncStatus
from console.views.live.item_sheet import AgendaItemSheet
from console.views.widgets.button import Button
from tests.gui.handover_window import Desktop
from tests.small_dialogue import START, item_id

KEY = Qt.Key


@pytest.fixture
def toni(qtbot, tmp_path):
    one = Desktop(qtbot, tmp_path, role="cohost")
    one.following = Following(one.session, one.menu)
    one.session.sync.show(SyncStatus(state="offline", last_contact_at=START))
    one.window.open_view(0)
    one.settle()
    yield one
    one.close()


def sheet_button(here, text: str) -> Button:
    sheets = [one for one in here.window.findChildren(AgendaItemSheet) if one.is_open()]
    found = [one for one in sheets[0].findChildren(Button) if one.isVisible()]
    return next(one for one in found if one.text() == text)


def open_item(here, number: int) -> None:
    panel = here.session.pages.live_view.agenda
    blocks = panel.list.blocks if panel.is_list() else panel.timeline.blocks
    block = blocks.block(item_id(number))
    block.setFocus()
    here.press(KEY.Key_Return)


def test_the_sheet_of_an_item_says_i_am_here_and_back_again(toni):
    open_item(toni, 2)
    button = sheet_button(toni, "Ich bin bei: Gruppen")
    button.setFocus()
    toni.press(KEY.Key_Return)
    evening = toni.session.desk.evening
    assert evening.item.id == item_id(2)
    assert not [one for one in toni.window.findChildren(AgendaItemSheet) if one.is_open()]
    assert QApplication.focusWidget() is not None
    open_item(toni, 2)
    toni.bot.mouseClick(
        sheet_button(toni, "Wieder dem gemeinsamen Ablauf folgen"), Qt.MouseButton.LeftButton
    )
    toni.settle()
    assert evening.item is None


def test_the_menu_offers_the_items_only_without_connection(toni):
    part = toni.menu._following
    assert part.menuAction().isVisible()
    assert [one.text() for one in part.actions()] == ["Begrüßung", "Gruppen", "Abschluss"]
    part.actions()[1].trigger()
    toni.settle()
    assert toni.session.desk.evening.is_local
    assert part.actions()[1].isChecked()
    part.actions()[-1].trigger()
    toni.settle()
    assert not toni.session.desk.evening.is_local
    toni.session.sync.show(SyncStatus(state="synced", last_contact_at=START))
    toni.settle()
    assert not part.menuAction().isVisible()
