"""Catching up in the whole window, by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from shiboken6 import isValid

from console.commands import agenda
from console.commands.signals import open_signals
from console.views.live.catch_up_sheet import CatchUpSheet
from tests.gui.live_window import LiveWindow, focus, names_without_words
from tests.small_dialogue import item_id


@pytest.fixture
def here(qtbot, tmp_path: Path):
    """Seven minutes too many on the sheet, and item 3 can give them."""
    window = LiveWindow(qtbot, tmp_path)
    values = {"policy": "first", "minutes": 12, "min_minutes": 3}
    agenda.edit_item(window.store, item_id(3), values=values)
    window.to_item(1)
    yield window
    window.close()


def opened(here: LiveWindow) -> CatchUpSheet:
    here.view.open_catch_up()
    here.settle()
    sheets = [s for s in here.window.findChildren(CatchUpSheet) if s.is_open()]
    assert len(sheets) == 1
    return sheets[0]


def minutes(here: LiveWindow, number: int = 3) -> int:
    return here.store.state.agenda_items[item_id(number)].minutes


def test_one_key_applies_what_the_hint_proposes_and_the_focus_goes_back(here, qtbot) -> None:
    here.view.agenda.catch_up.setFocus(Qt.FocusReason.TabFocusReason)
    here.key(qtbot, Qt.Key.Key_Space)
    sheet = next(s for s in here.window.findChildren(CatchUpSheet) if s.is_open())
    assert focus() is sheet.apply
    here.key(qtbot, Qt.Key.Key_Return)
    assert minutes(here) == 4
    assert not sheet.is_open()
    assert len(open_signals(here.store)) == 1
    # There is nothing to catch up any more, so its button has gone as well.
    assert not here.view.agenda.catch_up.isVisible()


def test_the_hint_leads_to_the_sheet(here) -> None:
    here.view.follow("catch_up")
    here.settle()
    assert any(s.is_open() for s in here.window.findChildren(CatchUpSheet))


def test_a_lock_keeps_the_focus_and_the_minutes(here, qtbot) -> None:
    sheet = opened(here)
    line = sheet._lines[item_id(3)]
    line.lock.setFocus(Qt.FocusReason.TabFocusReason)
    here.key(qtbot, Qt.Key.Key_Space)
    assert focus() is line.lock
    assert "bleibt bei 12 Min" in line.accessibleName()
    here.key(qtbot, Qt.Key.Key_Space)
    assert "12 → 4 Min" in line.accessibleName()


def test_the_line_to_the_groups_is_what_was_typed(here, qtbot) -> None:
    sheet = opened(here)
    sheet.line.edit.setFocus(Qt.FocusReason.TabFocusReason)
    sheet.line.edit.selectAll()
    here.type(qtbot, "Bitte knapp")
    here.key(qtbot, Qt.Key.Key_Return)
    assert [one.line for one in open_signals(here.store)] == ["Bitte knapp"]


def test_what_is_on_stays_in_sight_beside_an_open_sheet(here, qtbot) -> None:
    sheet = opened(here)
    card = here.view.now
    right = card.mapTo(here.window, QPoint(card.width(), 0)).x()
    assert right <= sheet.mapTo(here.window, QPoint(0, 0)).x()
    width = card.width()
    here.key(qtbot, Qt.Key.Key_Escape)
    assert card.width() > width


def test_a_proposal_that_nobody_looks_at_is_not_computed_any_more(here, qtbot) -> None:
    sheet = opened(here)
    model = sheet._model
    here.key(qtbot, Qt.Key.Key_Escape)
    assert not isValid(model)
    assert isValid(opened(here)._model)


def test_every_control_has_a_name(here) -> None:
    assert names_without_words(opened(here)) == []
