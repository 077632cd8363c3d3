"""Parked text in the sync sheet of the whole window: read, taken in, set aside, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.app.parking import Parking
from console.domain.errors import KnownFailure
from console.sync.status import SyncStatus
from console.views.shell.parked_list import ParkedList
from console.views.widgets.button import Button
from tests.gui.handover_window import TEXT, Desktop
from tests.gui.live_window import names_without_words
from tests.parked_office import ParkedShelf, parked_of
from tests.places_office import Beside
from tests.small_dialogue import START

KEY = Qt.Key


class ParkedDesktop(Desktop):
    def __init__(self, qtbot, folder, **more) -> None:
        super().__init__(qtbot, folder, **more)
        self.kim.write("Licht am Weg")
        self.shelf, self.beside = ParkedShelf(parked_of(self.kim)), Beside()
        self.parking = Parking(self.session, self.shelf, self.beside)
        self.session.sync.show(SyncStatus(state="synced", last_contact_at=START))
        self.finish()

    def finish(self) -> None:
        self.settle()
        self.beside.finish()
        self.settle()

    def open(self) -> ParkedList:
        self.session.open_sync()
        self.finish()
        (shown,) = self.session.sync_sheet.findChildren(ParkedList)
        return shown

    def buttons(self, shown: ParkedList, text: str) -> list[Button]:
        found = shown.findChildren(Button)
        return [one for one in found if one.isVisible() and one.text() == text]


@pytest.fixture
def parked(qtbot, tmp_path):
    made: list[ParkedDesktop] = []

    def make(**more) -> ParkedDesktop:
        made.append(ParkedDesktop(qtbot, tmp_path, **more))
        return made[0]

    yield make
    made[0].close()


def test_the_chip_says_quietly_that_something_waits(parked):
    here = parked()
    chip = here.window.frame.top_bar.sync_chip
    assert chip.accessibleDescription().endswith("2 Texte warten auf die Leitung.")
    here.shelf.rows = []
    here.open()
    assert "warten" not in chip.accessibleDescription()


def test_the_list_is_read_and_taken_in_by_keys(parked):
    here = parked()
    shown = here.open()
    texts = here.texts(shown)
    assert "Geparkter Text (2)" in texts
    assert TEXT in texts
    adopt = here.buttons(shown, "Übernehmen")
    adopt[0].setFocus()
    here.press(KEY.Key_Return)
    here.finish()
    assert len(here.buttons(shown, "Übernehmen")) == 1
    assert shown.isAncestorOf(QApplication.focusWidget())
    here.press(KEY.Key_Return)
    here.finish()
    assert not shown.isVisible()
    assert here.session.sync_sheet.isAncestorOf(QApplication.focusWidget())


def test_what_is_set_aside_comes_back_with_the_toggle(parked):
    here = parked()
    shown = here.open()
    here.bot.mouseClick(here.buttons(shown, "Beiseite legen")[0], Qt.MouseButton.LeftButton)
    here.finish()
    assert shown.toggle.text() == "Ein beiseitegelegter Text"
    assert len(here.buttons(shown, "Übernehmen")) == 1
    here.bot.mouseClick(shown.toggle, Qt.MouseButton.LeftButton)
    here.finish()
    assert len(here.buttons(shown, "Übernehmen")) == 2


def test_words_that_can_only_be_a_note_go_into_the_line(parked):
    here = parked()
    here.shelf.rows = parked_of(here.kim, reason="denied:scope")[:1]
    shown = here.open()
    here.bot.mouseClick(here.buttons(shown, "Als Notiz aufnehmen")[0], Qt.MouseButton.LeftButton)
    here.finish()
    assert here.session.pages.notes_model.capture.text == TEXT
    assert not here.session.sync_sheet.is_open()


def test_a_failure_is_said_in_the_sheet(parked):
    here = parked()
    shown = here.open()
    here.shelf.failure = KnownFailure("unreachable")
    here.bot.mouseClick(here.buttons(shown, "Übernehmen")[0], Qt.MouseButton.LeftButton)
    here.finish()
    assert here.parking.model.words("invite.failed.offline") in here.texts(shown)


def test_a_note_taker_sees_no_such_list(parked):
    here = parked(role="cohost")
    assert not here.open().isVisible()
    assert here.shelf.asked == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_button_has_a_name_and_nothing_is_cut(parked, scale):
    here = parked(scale=scale)
    here.shelf.rows = parked_of(here.kim, reason="denied:scope")
    here.open()
    sheet = here.session.sync_sheet
    assert names_without_words(sheet) == []
    content = sheet._scroll.widget()
    assert content.minimumSizeHint().width() <= sheet._scroll.viewport().width()
