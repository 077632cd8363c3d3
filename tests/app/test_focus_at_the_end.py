"""Whoever types when a dialogue ends or a role changes: nothing raises, nothing ends with it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.commands import measures, notes
from console.views.main_window import LIVE, NOTES, RESULTS, ROSTER
from tests.app.consoles import Console, on_console


def turn() -> None:
    """Let everything happen that was put off, deletions too."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def capture_line(one: Console) -> QWidget:
    one.window.open_view(NOTES)
    return one.session.pages.notes_view.capture.line.edit


def board_card(one: Console) -> QWidget:
    one.window.open_view(NOTES)
    turn()
    view = one.session.pages.notes_view
    note = one.store.state.board_notes()[0].id
    view.board.focus_note(note)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    turn()
    return focused()


def measure_item(one: Console) -> QWidget:
    one.window.resize(1920, 1080)
    one.window.open_view(NOTES)
    turn()
    items = one.session.pages.notes_view.measures.list.items()
    items[0].begin_edit("responsible")
    turn()
    return focused()


def measure_cell(one: Console) -> QWidget:
    one.window.open_view(RESULTS)
    turn()
    table = one.session.pages.results_view.measures.table
    table.edit_measure(next(iter(one.store.state.measures)), 1)
    turn()
    return focused()


def item_sheet(one: Console) -> QWidget:
    one.window.open_view(LIVE)
    turn()
    one.session.pages.live_view.open_item(one.store.state.agenda()[-1].id)
    turn()
    return focused()


def roster_search(one: Console) -> QWidget:
    one.window.open_view(ROSTER)
    return one.session.pages.roster_view.people.search.edit


def roster_row(one: Console) -> QWidget:
    one.window.open_view(ROSTER)
    return one.session.pages.roster_view.people.table


PLACES: list[Callable[[Console], QWidget]] = [
    capture_line, board_card, measure_item, measure_cell, item_sheet, roster_search, roster_row
]  # fmt: skip


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What was raised where nobody catches it: in an event or a slot."""
    found: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: found.append(error))
    return found


async def begun(one: Console) -> Path:
    one.app.open_sample()
    await one.settled()
    column = one.store.state.board_columns()[0].id
    notes.add_note(one.store, "Mehr Bänke", column=column)
    measures.add_measure(one.store, "Bänke aufstellen")
    one.window.activateWindow()
    turn()
    return one.store.path


def take_the_keyboard(one: Console, place: Callable[[Console], QWidget]) -> QWidget:
    widget = place(one)
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    turn()
    assert focused() is widget
    return widget


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_another_role_while_somebody_types(home, raised, place):
    async def test(one: Console) -> None:
        await begun(one)
        widget = take_the_keyboard(one, place)
        QTest.keyClicks(widget, "Und ")
        turn()
        one.app.place._sit_anew()
        turn()
        assert raised == []
        assert one.app.session is not None

    on_console(home, test)


@pytest.mark.parametrize("place", [roster_search, roster_row], ids=lambda place: place.__name__)
def test_focus_that_nobody_took_away_in_time_ends_nothing(home, raised, place, monkeypatch):
    """The views themselves bear that their people are gone, whoever forgot to move the focus."""
    monkeypatch.setattr(QWidget, "clearFocus", lambda _self: None)

    async def test(one: Console) -> None:
        path = await begun(one)
        take_the_keyboard(one, place)
        await one.app._to_start()
        turn()
        one.app.open_path(path)
        await one.settled()
        turn()
        assert raised == []

    on_console(home, test)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_the_dialogue_is_closed_while_somebody_types(home, raised, place):
    async def test(one: Console) -> None:
        path = await begun(one)
        take_the_keyboard(one, place)
        await one.app._to_start()
        turn()
        assert raised == []
        one.app.open_path(path)
        await one.settled()
        turn()
        assert raised == []

    on_console(home, test)
