"""The projector's sheet and menu in the whole window, with keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from console.app.screen_capture import CaptureGuard
from console.commands import messages
from console.sync.status import SyncStatus
from tests.gui.desk_window import CONTROL_SHIFT, DeskWindow
from tests.gui.live_window import names_without_words


@pytest.fixture
def here(qtbot, tmp_path):
    here = DeskWindow(qtbot, tmp_path)
    yield here
    here.close()


@pytest.fixture
def sheet(here, qtbot):
    here.key(qtbot, Qt.Key.Key_M, CONTROL_SHIFT)
    return here.pages.projector_desk.sheet


def test_the_key_opens_it_with_the_keyboard_in_the_field(here, sheet):
    assert sheet.is_open()
    assert QApplication.focusWidget() is sheet.field.edit


def test_a_sentence_is_typed_looked_at_and_shown_with_enter(here, sheet, qtbot):
    here.pages.projector.show()
    before = sheet.preview.grab().toImage()
    here.type(qtbot, "Bitte Mikrofone aus.")
    assert sheet.preview.grab().toImage() != before
    assert here.pages.projector.screen.state == "starting"
    here.key(qtbot, Qt.Key.Key_Return)
    assert here.pages.projector.screen.headline == "Bitte Mikrofone aus."
    assert sheet.field.text() == ""
    assert here.window.frame.top_bar.projector_chip.accessibleName().endswith("Mitteilung")


def test_it_is_taken_away_by_keyboard(here, sheet, qtbot):
    messages.show_message(here.store, "Bitte Mikrofone aus.")
    here.settle()
    assert sheet.take_away.isVisible()
    sheet.take_away.setFocus()
    here.key(qtbot, Qt.Key.Key_Space)
    assert here.pages.projector.message == ""
    assert not sheet.take_away.isVisible()


def test_a_name_is_warned_about_and_the_preview_hides_it(here, sheet, qtbot):
    here.type(qtbot, "Danke, Frau Yilmaz")
    said = [label.text() for label in sheet.findChildren(type(sheet._warning)) if label.isVisible()]
    assert any("Alle sehen dafür" in text for text in said)
    assert "[Name]" in sheet.preview.accessibleName()
    assert "Yilmaz" not in sheet.preview.accessibleName()
    assert "Alle sehen dafür" in sheet.field.edit.accessibleDescription()


def test_the_preview_follows_while_the_projector_is_off(here, sheet, qtbot):
    assert "Gleich geht es los." in sheet.preview.accessibleName()
    here.go(seconds=2)
    here.key(qtbot, Qt.Key.Key_F5)
    here.go(seconds=1)
    assert "Frage 1?" in sheet.preview.accessibleName()


def test_closed_it_lets_the_projector_rest(here, sheet, qtbot):
    here.key(qtbot, Qt.Key.Key_Escape)
    assert not sheet.is_open()
    here.go(seconds=1)
    with qtbot.assertNotEmitted(here.pages.projector.changed):
        here.go(minutes=1)


def test_it_says_what_this_system_does_with_internal_windows(here, sheet):
    texts = " ".join(label.text() for label in sheet.findChildren(type(sheet._protection)))
    assert "lassen sich die inneren Fenster" in texts
    assert not sheet.protect.isVisible()


def test_where_it_is_possible_it_is_on_and_can_be_switched_off(qtbot, tmp_path):
    class System:
        def __init__(self) -> None:
            self.hidden: set[int] = set()

        def hide(self, window_id: int) -> bool:
            self.hidden.add(window_id)
            return True

        def show(self, window_id: int) -> bool:
            self.hidden.discard(window_id)
            return True

    here = DeskWindow(qtbot, tmp_path)
    system = System()
    CaptureGuard(here.window, system, "windows")
    here.key(qtbot, Qt.Key.Key_M, CONTROL_SHIFT)
    sheet = here.pages.projector_desk.sheet
    own = int(here.window.winId())
    assert sheet.protect.isVisible()
    assert sheet.protect.isChecked()
    assert own in system.hidden
    sheet.protect.click()
    assert own not in system.hidden
    here.close()


def test_every_control_has_a_name(here, sheet):
    assert names_without_words(sheet) == []


def test_who_may_not_write_messages_sees_the_picture_and_why(qtbot, tmp_path):
    here = DeskWindow(qtbot, tmp_path, "observer")
    here.pages.projector.sheet_wanted.emit()
    here.settle()
    sheet = here.pages.projector_desk.sheet
    assert sheet.preview.isVisible()
    assert not sheet.field.isVisible()
    assert not sheet.show_it.isVisible()
    assert sheet._read_only.isVisible()
    here.close()


def entries(here, part: int = 0) -> list[str]:
    """What the menu offers; part 2 is the keys that do the same."""
    here.window.frame.top_bar.projector_chip.click()
    here.settle()
    menu = next(
        menu
        for menu in here.window.frame.top_bar.projector_chip.findChildren(QMenu)
        if menu.isVisible()
    )
    found = [action.text().partition("\t")[part] for action in menu.actions() if action.text()]
    menu.close()
    return found


def test_the_menu_offers_what_can_be_done_now(here):
    assert entries(here) == ["Projektor zeigen", "Mitteilung und Vorschau"]
    here.pages.projector.show()
    here.pages.projector.screens = ("Beamer",)
    messages.show_message(here.store, "Bitte Mikrofone aus.")
    here.settle()
    assert entries(here) == [
        "Vollbild",
        "Projektor abdunkeln",
        "Helles Bild",
        "Auf Bildschirm Beamer",
        "Projektor schließen",
        "Mitteilung wegnehmen",
        "Mitteilung und Vorschau",
    ]


def test_the_menu_names_the_keys_as_they_are_set(here):
    assert entries(here, 2) == ["F11", "Strg+Umschalt+M"]
    here.session.desk.keys.change("message", "Ctrl+Shift+J")
    assert entries(here, 2) == ["F11", "Strg+Umschalt+J"]


def test_without_network_it_goes_on_and_nobody_reads_about_it(here):
    projector = here.pages.projector
    projector.show()
    here.session.sync.show(SyncStatus(state="offline", last_contact_at=here.clock.wall))
    here.go(seconds=2)
    here.pages.live_model.press_primary()
    here.settle()
    here.go(seconds=1)
    assert projector.screen.state == "item"
    words = here.window.words
    seen = " ".join(projector.screen.texts)
    assert words("shell.sync.offline_nothing") not in seen
    assert "offline" not in seen.lower()
