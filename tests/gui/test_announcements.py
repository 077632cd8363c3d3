"""The strip of the announcement on the lead's desk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.commands import timers
from tests.gui.live_window import LiveWindow, names_without_words


@pytest.fixture
def here(qtbot, tmp_path):
    window = LiveWindow(qtbot, tmp_path)
    window.to_item(2)
    timers.start_groups(window.store)
    window.settle()
    yield window
    window.close()


def test_it_comes_when_it_is_due_is_copied_and_ticked(here, qtbot):
    strip = here.view.announcement
    assert not strip.isVisible()
    here.go(minutes=16)
    assert strip.isVisible()
    assert strip._text.text() == "Noch 5 Minuten. Was soll ins Plenum?"
    assert names_without_words(strip) == []
    QApplication.clipboard().setText("anderes")
    strip.copy.setFocus(Qt.FocusReason.TabFocusReason)
    here.key(qtbot, Qt.Key.Key_Space)
    assert QApplication.clipboard().text() == "Noch 5 Minuten. Was soll ins Plenum?"
    assert strip.copy.text() == "Kopiert"
    qtbot.mouseClick(strip.sent, Qt.MouseButton.LeftButton)
    here.settle()
    assert not strip.sent.isVisible()
    assert strip._detail.text() == "Gesendet um 18:16, Hauptmoderation"
    here.go(minutes=3)
    assert not strip.isVisible()


def test_it_turns_to_the_form_to_read_aloud_and_back(here, qtbot):
    here.go(minutes=16)
    strip = here.view.announcement
    qtbot.mouseClick(strip.form, Qt.MouseButton.LeftButton)
    here.settle()
    assert strip._text.text().startswith("Sie haben noch fünf Minuten.")
    assert strip._text.heightForWidth(strip._text.width()) <= strip._text.height()
    here.go(minutes=4)
    assert strip._text.text().startswith("Noch eine Minute."), "the next one is for the chat first"


def test_with_everything_at_once_no_button_of_a_card_is_cut(here):
    here.live.told.tell("Für alle.")
    here.go(minutes=16)
    here.view.open_told()
    here.settle()
    card = next(iter(here.view.groups._cards.values()))
    bottom = card.mapTo(here.view.groups._scroll, card.rect().bottomLeft()).y()
    assert bottom <= here.view.groups._scroll.height()
    assert here.view.notes.height() >= here.view.notes.header.height()
