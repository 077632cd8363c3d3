"""Rows that read as before are the same widgets, whatever comes and goes beside them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.views.widgets.button import Button
from console.views.widgets.row_stack import RowStack, column_in


@pytest.fixture
def stack(theme, shown):
    def made(row: str) -> QWidget:
        widget = QWidget()
        column_in(widget).addWidget(Button(theme, row))
        return widget

    window = QWidget()
    window.stack = RowStack(theme, made)
    QVBoxLayout(window).addWidget(window.stack)
    shown(window, 300, 300)
    return window.stack


def buttons(stack: RowStack) -> list[Button]:
    """In the order in which they stand."""
    found = [one for one in stack.findChildren(Button) if one.isVisible()]
    return sorted(found, key=lambda one: one.mapTo(stack, one.rect().topLeft()).y())


def texts(stack: RowStack, qtbot, wanted: list[str]) -> None:
    qtbot.waitUntil(lambda: [one.text() for one in buttons(stack)] == wanted)


def test_a_row_that_reads_as_before_stays_the_widget_it_was(stack, qtbot):
    stack.show_rows(["Kim", "Nora", "Toni"])
    texts(stack, qtbot, ["Kim", "Nora", "Toni"])
    _, nora, toni = buttons(stack)
    nora.setFocus(Qt.FocusReason.TabFocusReason)
    stack.show_rows(["Lea", "Toni", "Nora"])
    texts(stack, qtbot, ["Lea", "Toni", "Nora"])
    assert buttons(stack)[1:] == [toni, nora]
    assert nora.hasFocus()


def test_two_rows_that_read_alike_are_two(stack, qtbot):
    stack.show_rows(["Kim", "Kim"])
    texts(stack, qtbot, ["Kim", "Kim"])
    stack.show_rows(["Kim"])
    texts(stack, qtbot, ["Kim"])


def test_the_focus_of_a_row_that_goes_stays_in_the_list(stack, qtbot):
    stack.show_rows(["Kim", "Nora"])
    texts(stack, qtbot, ["Kim", "Nora"])
    kim, nora = buttons(stack)
    nora.setFocus(Qt.FocusReason.TabFocusReason)
    stack.show_rows(["Kim"])
    assert kim.hasFocus()
