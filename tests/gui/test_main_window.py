"""The main window as a whole: look, tabs, closing."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.views.main_window import LIVE, MainWindow
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


class Page(QWidget):
    """A view with something before the place where work begins."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.first, self.work = QPushButton("1"), QPushButton("2")
        column.addWidget(self.first)
        column.addWidget(self.work)

    def focus_first(self) -> None:
        self.work.setFocus()


def test_a_dialogue_that_was_filled_on_the_start_page_begins_where_work_begins(
    qtbot: QtBot,
) -> None:
    window = MainWindow(Theme("light"), Words("de"))
    qtbot.addWidget(window)
    page = Page()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_dialogue([page, QWidget(), QWidget(), QWidget()], "Dialog", LIVE)
    page.first.setFocus()
    window.show_start(Page())
    window.show_frame()
    qtbot.waitUntil(page.work.hasFocus)
    window.let_close()


def test_closing_waits_until_everything_is_saved(qtbot: QtBot) -> None:
    window = MainWindow(Theme("light"), Words("de"))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.isVisible()
    window.let_close()
    assert not window.isVisible()
