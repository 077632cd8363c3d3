"""The ring shows while the keyboard leads, lies outside the widget and follows it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from shiboken6 import delete

from console.views.focus_ring import FocusRing
from console.views.widgets.button import Button
from console.views.widgets.capture_line import CaptureLine, CaptureWords
from console.views.widgets.segmented_tabs import SegmentedTabs


@pytest.fixture
def window(theme, shown):
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(20, 20, 20, 20)
    window.first, window.second = Button(theme, "Weiter"), Button(theme, "Pause")
    column.addWidget(window.first)
    column.addWidget(window.second)
    window.ring = FocusRing(theme, window)
    window.first.setFocus()
    return shown(window, 300, 200)


def press(window: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(window.windowHandle(), key)


def click(window: QWidget, widget: QWidget) -> None:
    place = widget.mapTo(window, QPoint(10, 10))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)


def test_the_ring_is_hidden_until_a_key_is_pressed(window):
    assert not window.ring.overlay().isVisible()


def test_tab_shows_the_ring_round_the_next_button(window):
    press(window, Qt.Key.Key_Tab)
    assert window.second.hasFocus()
    assert window.ring.overlay().isVisible()
    assert window.ring.overlay().geometry().contains(window.second.geometry())
    assert window.ring.overlay().geometry() != window.second.geometry()


def test_a_click_hides_the_ring_and_the_next_key_brings_it_back(window):
    press(window, Qt.Key.Key_Tab)
    click(window, window.first)
    assert window.first.hasFocus()
    assert not window.ring.overlay().isVisible()
    press(window, Qt.Key.Key_Tab)
    assert window.ring.overlay().isVisible()


def test_a_modifier_alone_does_not_show_the_ring(window):
    click(window, window.first)
    press(window, Qt.Key.Key_Shift)
    assert not window.ring.overlay().isVisible()


def test_the_ring_follows_a_widget_that_moves(window):
    press(window, Qt.Key.Key_Tab)
    window.resize(300, 400)
    window.layout().activate()
    assert window.ring.overlay().geometry().center() == window.second.geometry().center()


def test_the_ring_lets_the_pointer_through(window):
    press(window, Qt.Key.Key_Tab)
    assert window.childAt(window.second.geometry().center()) is window.second


def test_the_ring_is_painted_in_the_colour_of_focus(window, theme):
    press(window, Qt.Key.Key_Tab)
    ring = window.ring.overlay().geometry()
    image = window.grab().toImage()
    seen = {
        image.pixelColor(x, ring.center().y()).name() for x in range(ring.left(), ring.left() + 8)
    }
    assert theme.colour("focus").name() in seen


def test_the_ring_of_the_capture_line_goes_round_the_whole_line(theme, shown):
    window = QWidget()
    column = QVBoxLayout(window)
    words = CaptureWords("Notiz erfassen", "Notiz erfassen", "Speichern", "Herkunft", *4 * ("",))
    line = CaptureLine(theme, words)
    column.addWidget(line)
    ring = FocusRing(theme, window)
    shown(window, 900, 120)
    line.setFocus()
    press(window, Qt.Key.Key_A)
    assert ring.overlay().target() is line


def test_the_ring_of_tabs_follows_the_current_tab(theme, shown):
    window = QWidget()
    column = QVBoxLayout(window)
    tabs = SegmentedTabs(theme)
    tabs.add_tab("Live")
    tabs.add_tab("Notizen")
    column.addWidget(tabs)
    ring = FocusRing(theme, window)
    shown(window, 400, 80)
    tabs.setFocus()
    press(window, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    second = tabs.tabRect(1).translated(tabs.pos())
    assert ring.overlay().geometry().contains(second.center())
    assert not ring.overlay().geometry().contains(tabs.tabRect(0).translated(tabs.pos()).center())


def test_the_ring_hides_with_a_widget_scrolled_out_of_sight(theme, shown):
    window = QWidget()
    inner = QWidget()
    inner.setFixedHeight(2000)
    button = Button(theme, "Weiter", parent=inner)
    area = QScrollArea()
    area.setWidget(inner)
    column = QVBoxLayout(window)
    column.addWidget(area)
    ring = FocusRing(theme, window)
    shown(window, 300, 200)
    button.setFocus()
    press(window, Qt.Key.Key_A)
    assert ring.overlay().isVisible()
    area.verticalScrollBar().setValue(1000)
    assert not ring.overlay().isVisible()


def test_the_ring_goes_on_when_the_row_it_lay_round_is_gone(window, theme):
    row = QWidget()
    inner = QVBoxLayout(row)
    window.third = Button(theme, "Zurücknehmen")
    inner.addWidget(window.third)
    window.layout().addWidget(row)
    press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Tab)
    assert window.ring.overlay().isVisible()
    delete(row)
    window.ring.refresh()
    assert not window.ring.overlay().isVisible()
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.ring.overlay().target() is window.first
