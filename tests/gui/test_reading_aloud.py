"""The prompter and the emergency cards by keys, in the whole window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize, QPdfWriter
from pytestqt.qtbot import QtBot

from console.app.reading_aloud import ReadingAloud
from console.commands import agenda
from console.templates import Line, emergency_cards
from console.viewmodels import ticks as module
from console.views.live.emergency_print import paint_cards
from console.views.live.prompter_sheet import PrompterSheet
from console.words import Words
from tests.gui.live_window import LiveWindow, focus, names_without_words
from tests.small_dialogue import item_id


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveWindow]:
    lines = (Line("mute", "Alle sind stumm"),)
    own = {item_id(1): lines}
    monkeypatch.setattr(module, "tick_list", lambda _dialogue, item: own.get(item, ()))
    window = LiveWindow(qtbot, tmp_path)
    yield window
    window.close()


@pytest.fixture
def reading(here: LiveWindow) -> ReadingAloud:
    return ReadingAloud(here.window, here.here.desk, here.view)


def do(reading: ReadingAloud, here: LiveWindow, name: str) -> None:
    next(act for act in reading.acts() if act.name == name).do()
    here.settle()


def prompter(reading: ReadingAloud, here: LiveWindow) -> PrompterSheet:
    do(reading, here, "prompter")
    return reading.prompter_sheet


def test_the_arrows_move_the_text(reading: ReadingAloud, here: LiveWindow, qtbot: QtBot) -> None:
    agenda.edit_item(here.store, item_id(1), texts={"said": "Ein Satz zum Vorlesen. " * 60})
    here.to_item(1)
    sheet = prompter(reading, here)
    bar = sheet._scroll.verticalScrollBar()
    assert focus() is sheet.page
    here.key(qtbot, Qt.Key.Key_Down)
    one = bar.value()
    assert one > 0
    here.key(qtbot, Qt.Key.Key_PageDown)
    assert bar.value() > 2 * one
    # Another item begins at its first word.
    here.to_item(1)
    assert bar.value() == 0


def test_a_line_is_ticked_by_keys_and_shows_who(
    reading: ReadingAloud, here: LiveWindow, qtbot: QtBot
) -> None:
    here.to_item(1)
    sheet = prompter(reading, here)
    line = sheet.parts[0].ticks["mute"]
    line.box.setFocus(Qt.FocusReason.TabFocusReason)
    here.key(qtbot, Qt.Key.Key_Space)
    assert line.box.isChecked()
    assert line.who.isVisible()
    assert line.box.accessibleName().startswith("„Alle sind stumm“ abgehakt von ")
    here.key(qtbot, Qt.Key.Key_Space)
    assert not line.box.isChecked()
    assert not line.who.isVisible()


def test_every_control_has_a_name(reading: ReadingAloud, here: LiveWindow) -> None:
    here.to_item(1)
    assert names_without_words(prompter(reading, here)) == []
    do(reading, here, "emergency_lead")
    assert names_without_words(reading.emergency_sheet) == []


@pytest.mark.parametrize("card", emergency_cards(), ids=lambda card: card.key)
def test_each_card_opens_by_its_own_act(reading: ReadingAloud, here: LiveWindow, card) -> None:
    do(reading, here, f"emergency_{card.key}")
    sheet = reading.emergency_sheet
    assert sheet.is_open()
    assert sheet.say.text() == card.say
    assert [line.text() for line in sheet.lines] == [
        f"{number}. {text}" for number, text in enumerate(card.lines, start=1)
    ]
    assert sheet.accessibleName() == f"Notfall: {card.title}"


def test_arrows_in_the_choice_go_to_the_next_card(
    reading: ReadingAloud, here: LiveWindow, qtbot: QtBot
) -> None:
    do(reading, here, "emergency_disturbance")
    here.key(qtbot, Qt.Key.Key_Down)
    assert reading.emergency_sheet.say.text() == emergency_cards()[1].say


def test_each_card_has_a_page_of_its_own(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    assert paint_cards(writer, emergency_cards(), Words("de")) == 4
    assert path.read_bytes().count(b"/Type /Page\n") == 4


def test_the_floor_is_given_by_keys_and_the_due_text_stands_out(
    reading: ReadingAloud, here: LiveWindow, qtbot: QtBot
) -> None:
    do(reading, here, "speaking")
    sheet = reading.speaking_sheet
    assert focus() is sheet.starts[2]
    assert not sheet.stop.isVisible()
    here.key(qtbot, Qt.Key.Key_Space)
    assert sheet.time.text() == "02:00"
    here.go(minutes=2)
    assert sheet.copies["end"]._kind == "primary"
    sheet.close_sheet()
    do(reading, here, "speaking")
    assert focus() is sheet.copies["end"]
    here.key(qtbot, Qt.Key.Key_Space)
    assert sheet.copies["end"].text() == "Kopiert"
    assert names_without_words(sheet) == []


def test_danach_has_the_list_to_tick_and_leads_to_the_prompter(
    here: LiveWindow, qtbot: QtBot
) -> None:
    panel = here.view.next
    (line,) = panel.ticks.values()
    line.box.setFocus(Qt.FocusReason.TabFocusReason)
    here.key(qtbot, Qt.Key.Key_Space)
    assert line.box.isChecked()
    assert focus() is line.box
    with qtbot.waitSignal(panel.prompter_wanted):
        panel.read.click()
    here.to_item(1)
    assert panel.ticks == {}
