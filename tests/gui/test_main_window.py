"""The main window as a whole: look, tabs, closing."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from pytestqt.qtbot import QtBot

from console.views.main_window import MainWindow
from console.views.theme import Theme
from console.views.widgets.label import Label
from console.words import Words


def test_another_look_reaches_every_label_that_is_seen(qtbot: QtBot) -> None:
    theme = Theme("light")
    window = MainWindow(theme, Words("de"))
    qtbot.addWidget(window)
    window.frame.top_bar.set_dialogue("Dialog im Quartier", "Dortmund, heute", "Dortmund")
    window.resize(1366, 768)
    window.show()
    theme.set_scheme("dark")
    labels = [label for label in window.findChildren(Label) if label.isVisible() and label.text()]
    assert labels
    light = QPalette.ColorRole.WindowText
    unreadable = [one.text() for one in labels if one.palette().color(light).lightness() < 100]
    assert unreadable == []


def test_closing_waits_until_everything_is_saved(qtbot: QtBot) -> None:
    window = MainWindow(Theme("light"), Words("de"))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.isVisible()
    window.let_close()
    assert not window.isVisible()
