"""The sheet of an agenda item by keys, in the whole window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.views.live.choice_field import ChoiceField
from console.views.live.item_menu import ItemMenu
from console.views.live.item_sheet import AgendaItemSheet
from tests.gui.live_window import LiveWindow, names_without_words
from tests.small_dialogue import item_id


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path) -> Iterator[LiveWindow]:
    window = LiveWindow(qtbot, tmp_path)
    yield window
    window.close()


def opened(here: LiveWindow, number: int) -> AgendaItemSheet:
    sheet = here.view.open_item(item_id(number))
    here.settle()
    return sheet


def test_a_kind_is_chosen_by_keys_and_its_own_fields_come(here: LiveWindow, qtbot: QtBot) -> None:
    sheet = opened(here, 1)
    kind, going = sheet.field("kind"), sheet.field("going_min")
    assert isinstance(kind, ChoiceField)
    assert going is not None
    assert not going.isVisible()
    kind.setFocus()
    here.key(qtbot, Qt.Key.Key_Down)
    assert going.isVisible()
    sheet.save()
    here.settle()
    assert here.store.state.agenda_items[item_id(1)].kind == "breakout"


def test_what_does_not_fit_is_said_while_it_is_typed(here: LiveWindow, qtbot: QtBot) -> None:
    sheet = opened(here, 3)
    field = sheet.field("per_group_min")
    assert field is not None
    field.setFocus()
    here.type(qtbot, "4")
    assert sheet.form.warnings.isVisible()
    assert "3 Gruppen mal 4 Min" in sheet.form.warnings.text()


def test_the_menu_of_the_sheet_takes_the_item_away_and_closes(here: LiveWindow) -> None:
    sheet = opened(here, 3)
    sheet.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ItemMenu)
    codes = [action.data() for action in menu.actions()]
    assert "open" not in codes
    menu.actions()[codes.index("remove")].trigger()
    menu.close()
    here.settle()
    assert not sheet.is_open()
    assert len(here.store.state.agenda()) == 2


def test_every_control_has_a_name(here: LiveWindow) -> None:
    assert names_without_words(opened(here, 2)) == []


def test_whoever_only_reads_sees_text_and_no_fields(qtbot: QtBot, tmp_path: Path) -> None:
    window = LiveWindow(qtbot, tmp_path, "observer")
    sheet = opened(window, 2)
    assert sheet.form.fields == {}
    assert not sheet.more.isVisible()
    window.close()
