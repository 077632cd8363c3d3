"""After the end, Live shows the evening in figures where the groups were."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from console.commands import run
from console.domain.run import END
from tests.gui.live_window import LiveWindow


@pytest.fixture
def live(qtbot, tmp_path):
    window = LiveWindow(qtbot, tmp_path)
    yield window
    window.close()


def end(live: LiveWindow) -> None:
    live.go(minutes=13)
    live.here.by_lead(run.advance, live.store.state.course.current.id, END)
    live.settle()


def spoken(live: LiveWindow) -> list[str]:
    return [one.text() for one in live.view.closing.findChildren(QLabel) if one.isVisible()]


def test_the_figures_come_with_the_end_and_go_when_the_dialogue_goes_on(live):
    live.to_item(1)
    assert not live.view.closing.isVisible()
    end(live)
    assert live.view.closing.isVisible()
    assert not live.view.groups.isVisible()
    assert live.view.closing.height() > live.view.notes.height()
    assert {"Begrüßung", "13 Min", "+3"} <= set(spoken(live))
    live.view._live.continue_dialogue()
    live.settle()
    assert not live.view.closing.isVisible()


def test_a_row_is_read_aloud_as_one_sentence(live):
    live.to_item(1)
    end(live)
    names = [one.accessibleName() for one in live.view.closing.findChildren(QLabel)]
    assert "Begrüßung: geplant 10 Min, gedauert 13 Min, +3 Min" in names
