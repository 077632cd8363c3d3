"""Startklar? in the whole window: boxes are ticked by keyboard, facts are only read."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox

from console.commands.checks import is_ticked, tick
from console.viewmodels.live_ready import READY_LIST
from tests.gui.live_window import LiveWindow, names_without_words


@pytest.fixture
def here(qtbot, tmp_path):
    here = LiveWindow(qtbot, tmp_path)
    yield here
    here.close()


def boxes(here) -> dict[str, QCheckBox]:
    return {box.text(): box for box in here.view.ready.findChildren(QCheckBox)}


SOUND = "Ton und Kamera geprüft"


def test_a_box_is_ticked_with_the_space_bar_and_says_by_whom(here, qtbot):
    box = boxes(here)[SOUND]
    box.setFocus()
    here.key(qtbot, Qt.Key.Key_Space)
    assert is_ticked(here.store, READY_LIST, "sound")
    assert boxes(here)[SOUND].isChecked()
    assert box.accessibleName() == f"{SOUND}, abgehakt von Hauptmoderation, 18:00"
    assert box.hasFocus()
    here.key(qtbot, Qt.Key.Key_Space)
    assert not is_ticked(here.store, READY_LIST, "sound")
    assert box.accessibleName() == SOUND


def test_a_tick_of_another_console_appears_in_its_place(here):
    here.here.by_lead(tick, READY_LIST, "sound", SOUND)
    here.settle()
    assert boxes(here)[SOUND].isChecked()


def test_what_the_console_knows_is_no_box(here):
    assert "Der Ablauf steht" not in boxes(here)
    assert len(boxes(here)) == 4


def test_everything_that_takes_the_keyboard_has_a_name(here):
    assert names_without_words(here.view.ready) == []


def test_who_observes_reads_the_lines_and_has_no_boxes(qtbot, tmp_path):
    here = LiveWindow(qtbot, tmp_path, "observer")
    assert boxes(here) == {}
    assert any(line.text == SOUND for line in here.live.ready.lines)
    here.close()


def test_an_announcement_above_it_leaves_the_primary_button_in_sight(here):
    here.go(minutes=-12)
    assert here.view.announcement.isVisible()
    button, stand = here.view.now.buttons.primary, here.view.ready.parentWidget()
    bottom = button.mapTo(here.view, button.rect().bottomLeft()).y()
    assert bottom < stand.mapTo(here.view, QPoint(0, 0)).y()
