"""What tests of the views share: a theme, and the style the console runs with."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.views.theme import Theme


@pytest.fixture(scope="session", autouse=True)
def console_style(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light", reduced_motion=True)


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Callable[..., QWidget]:
    """Show a widget as it will be in the console: inside a dressed, active window that it fills."""

    def show(widget: QWidget, width: int = 0, height: int = 0) -> QWidget:
        window = widget if type(widget) is QWidget else filled_window(widget)
        theme.dress(window)
        qtbot.addWidget(window)
        if width:
            window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return widget

    return show


def filled_window(widget: QWidget) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    # The window goes with the widget that the test holds.
    widget.window_of_test = window  # type: ignore[attr-defined]
    return window
