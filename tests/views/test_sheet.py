"""The side sheet: opens without blocking, Esc closes it, the focus goes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from console.views.widgets.button import Button
from console.views.widgets.sheet import Sheet
from console.views.widgets.text_field import TextField


@pytest.fixture
def host(theme, shown):
    host = QWidget()
    column = QVBoxLayout(host)
    host.button = Button(theme, "Bearbeiten")
    column.addWidget(host.button)
    host.sheet = Sheet(theme, host, "Ablaufpunkt bearbeiten", "Schließen")
    host.field = TextField(theme, "Titel")
    host.sheet.body.addWidget(host.field)
    shown(host, 1000, 500)
    host.button.setFocus()
    return host


def test_opening_shows_it_at_the_right_and_focuses_its_first_field(host, qtbot):
    host.sheet.open()
    qtbot.waitUntil(lambda: host.sheet.geometry().right() == host.width() - 1)
    assert host.sheet.width() == 420
    assert host.field.edit.hasFocus()


def test_esc_closes_it_and_gives_the_focus_back(host, qtbot):
    host.sheet.open()
    with qtbot.waitSignal(host.sheet.closed):
        qtbot.keyClick(host.field.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not host.sheet.isVisible())
    assert host.button.hasFocus()


def test_it_follows_the_size_of_its_host(host, qtbot):
    host.sheet.open()
    host.resize(800, 700)
    qtbot.waitUntil(lambda: host.sheet.geometry().right() == 799)
    assert host.sheet.height() == 700


def test_what_lies_beside_it_can_still_be_pressed(host, qtbot):
    host.sheet.open()
    with qtbot.waitSignal(host.button.clicked):
        qtbot.mouseClick(host.button, Qt.MouseButton.LeftButton)


def test_with_motion_it_slides_in_and_out(host, theme, qtbot):
    theme.set_reduced_motion(reduced=False)
    host.sheet.open()
    assert host.sheet.x() > host.width() - host.sheet.width()
    qtbot.waitUntil(lambda: host.sheet.geometry().right() == host.width() - 1)
    host.sheet.close_sheet()
    qtbot.waitUntil(lambda: not host.sheet.isVisible())


def test_it_closes_also_when_what_led_to_it_is_gone(host, qtbot):
    host.sheet.open()
    delete(host.button)
    with qtbot.waitSignal(host.sheet.closed):
        qtbot.keyClick(host.field.edit, Qt.Key.Key_Escape)


def test_a_field_that_is_hidden_gets_no_focus(host, theme):
    sheet = Sheet(theme, host, "Tasten", "Schließen")
    hidden, seen = TextField(theme, "Suchen"), TextField(theme, "Taste")
    for field in (hidden, seen):
        sheet.body.addWidget(field)
    hidden.hide()
    sheet.open()
    assert seen.edit.hasFocus()
    sheet.close_sheet()
