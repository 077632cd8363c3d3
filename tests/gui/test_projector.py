"""The projector as a window: it comes without taking the keyboard and shows what was said."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.commands import timers
from console.views.projector.projector_window import ProjectorWindow
from tests.gui.live_window import LiveWindow, focus


@pytest.fixture
def here(qtbot, tmp_path):
    here = LiveWindow(qtbot, tmp_path)
    here.screen_window = ProjectorWindow(here.projector)
    qtbot.addWidget(here.screen_window)
    yield here
    here.projector.hide()
    here.close()


def picture(here) -> QImage:
    return here.screen_window.grab().toImage()


def colours(image: QImage, area: QRect) -> set[str]:
    step = max(1, area.width() // 60)
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right(), step)
        for y in range(area.top(), area.bottom(), max(1, area.height() // 40))
    }


def test_the_key_shows_it_and_the_keyboard_stays_where_it_was(here, qtbot):
    before = focus()
    assert here.screen_window.isHidden()
    here.key(qtbot, Qt.Key.Key_F11)
    assert here.screen_window.isVisible()
    assert here.screen_window.size() == QSize(960, 540)
    assert here.screen_window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert QApplication.activeWindow() is here.window
    assert focus() is before
    here.key(qtbot, Qt.Key.Key_F5)
    assert here.store.state.course.is_live


def test_the_title_says_what_to_do_with_it(here):
    assert here.screen_window.windowTitle() == "PROJEKTOR · bitte dieses Fenster teilen"


def test_the_key_pressed_again_fills_the_screen_and_escape_leaves_it(here, qtbot):
    here.projector.show()
    here.settle()
    here.key(qtbot, Qt.Key.Key_F11)
    assert here.screen_window.isFullScreen()
    qtbot.keyClick(here.screen_window, Qt.Key.Key_Escape)
    here.settle()
    assert not here.screen_window.isFullScreen()
    assert here.screen_window.isVisible()


def test_keys_of_the_evening_work_while_it_has_the_focus(here, qtbot):
    here.projector.show()
    here.settle()
    with qtbot.waitActive(here.screen_window):
        here.screen_window.activateWindow()
    qtbot.keyClick(here.screen_window, Qt.Key.Key_F5)
    here.settle()
    assert here.store.state.course.is_live


def test_closing_it_hides_it_and_says_so(here):
    here.projector.show()
    here.settle()
    here.screen_window.close()
    here.settle()
    assert not here.projector.is_shown
    assert here.projector.content_label == "Projektor aus"
    here.projector.toggle()
    here.settle()
    assert here.screen_window.isVisible()


def test_dimmed_it_is_black_but_for_the_city(here, qtbot):
    here.projector.show()
    here.settle()
    qtbot.keyClick(focus(), Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    here.settle()
    image = picture(here)
    upper = QRect(0, 0, image.width(), image.height() * 3 // 4)
    assert colours(image, upper) == {"#000000"}
    assert here.screen_window.accessibleDescription() == "Dortmund"


def test_it_says_to_a_screen_reader_what_it_shows(here):
    here.projector.show()
    here.to_item(1)
    assert here.screen_window.accessibleDescription() == "Begrüßung Frage 1?"


def test_its_look_is_dark_whatever_the_console_wears(here):
    here.projector.show()
    here.settle()
    corner = picture(here).pixelColor(3, 3)
    assert corner.lightness() < 40
    assert here.theme.scheme == "light"


def test_digits_are_never_red(here):
    here.projector.show()
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    red = {here.screen_window.theme.colour(t).name() for t in ("over", "over_text", "over_tint")}
    for minutes in (16.2, 4, 0.9, 5):
        here.go(minutes=minutes)
        image = picture(here)
        assert not colours(image, image.rect()) & red


@pytest.mark.parametrize("height", [540, 1080])
def test_everything_grows_with_the_height_of_the_window(here, height):
    here.projector.show()
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    here.screen_window.resize(height * 16 // 9, height)
    here.settle()
    image = picture(here)
    ink = here.screen_window.theme.colour("text").name()
    rows = [
        y
        for y in range(height * 45 // 100, height * 80 // 100)
        if any(image.pixelColor(x, y).name() == ink for x in range(0, image.width(), height // 100))
    ]
    # Digits of 372 px on 1,080 are a quarter of the height.
    assert (rows[-1] - rows[0]) / height == pytest.approx(0.25, abs=0.02)
