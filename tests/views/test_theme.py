"""Scheme, scale and motion are switched at run time and reach every widget."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from console.views.system_contrast import SystemContrast
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Label
from console.views.widgets.panel import Panel


def test_scale_multiplies_every_length(qapp):
    assert Theme("light", 1.5).px(12) == 18
    assert Theme("light", 0.8).px(1) == 1


def test_scale_stays_between_80_and_200_percent(qapp):
    theme = Theme("light", 5.0)
    assert theme.scale == 2.0
    theme.set_scale(0.1)
    assert theme.scale == 0.8


def test_a_visible_widget_follows_the_scale_at_once(theme, shown):
    button = shown(Button(theme, "Weiter"))
    before = button.sizeHint()
    theme.set_scale(2.0)
    assert button.sizeHint().height() == 2 * before.height()


def test_a_hidden_widget_follows_the_scale_when_it_is_shown(theme, shown):
    window = QWidget()
    label = Label(theme, "Danach", parent=window)
    layout = QVBoxLayout(window)
    layout.addWidget(label)
    label.hide()
    shown(window)
    theme.set_scale(2.0)
    label.show()
    assert label.font().pixelSize() == 28


def test_a_switched_scheme_is_painted_at_once(theme, shown):
    panel = shown(Panel(theme, "Hinweise"), 300, 200)
    light = panel.grab().toImage().pixelColor(150, 150)
    theme.set_scheme("dark")
    assert light == Theme("light").colour("bg_panel")
    assert panel.grab().toImage().pixelColor(150, 150) == Theme("dark").colour("bg_panel")


def test_a_closed_window_is_not_dressed_again(theme, qtbot):
    window = QWidget()
    theme.dress(window)
    window.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window))
    theme.set_scheme("dark")


def test_the_same_scheme_again_tells_nobody(theme, qtbot):
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme("light")
        theme.set_scale(1.0)


def test_reduced_motion_takes_all_time_out_of_movements(theme):
    theme.set_reduced_motion(reduced=False)
    assert theme.duration(160) == 160
    theme.set_reduced_motion(reduced=True)
    assert theme.duration(160) == 0


def test_high_contrast_uses_the_systems_colours_and_no_tints(theme, qapp):
    follower = SystemContrast(theme)
    follower.follow(Qt.ContrastPreference.HighContrast)
    system = qapp.palette()
    assert theme.colour("text") == system.color(QPalette.ColorRole.Text)
    assert theme.colour("over_tint") == theme.colour("bg_panel")
    assert theme.colour("bg_panel") == system.color(QPalette.ColorRole.Base)
    follower.follow(Qt.ContrastPreference.NoPreference)
    assert theme.colour("text") == Theme("light").colour("text")


def test_a_citys_accent_survives_a_change_of_scheme(theme):
    theme.set_accent({"dark": {"accent": "#ABCDEF"}})
    assert theme.colour("accent") == Theme("light").colour("accent")
    theme.set_scheme("dark")
    assert theme.tokens.colours["accent"] == "#ABCDEF"


def test_menus_and_tips_are_set_in_our_font_at_our_scale(theme, qapp, qtbot):
    before = qapp.font()
    theme.dress_application(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    assert QMenu(window).font().family() == "Inter"
    theme.set_scale(2.0)
    assert QMenu(window).font().pixelSize() == 28
    qapp.setFont(before)
