"""Redezeit: time, texts that are due, and nothing that is written down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from console.viewmodels.speaking import SpeakingViewModel
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp: object, tmp_path: Path) -> Iterator[LiveDesk]:
    desk = LiveDesk(tmp_path)
    yield desk
    desk.close()


def model_of(here: LiveDesk) -> tuple[SpeakingViewModel, list[str]]:
    model, due = SpeakingViewModel(here.desk), list[str]()
    model.due.connect(due.append)
    return model, due


def test_texts_are_due_at_two_minutes_and_at_the_end_once_each(here: LiveDesk) -> None:
    model, due = model_of(here)
    model.start(3)
    assert (model.time, model.tone, model.is_due) == ("03:00", "text", None)
    here.go(seconds=59)
    assert due == []
    here.go(seconds=1)
    assert (due, model.is_due, model.tone) == (["first"], "first", "warn5_text")
    here.go(minutes=1)
    assert due == ["first"]
    here.go(minutes=1)
    assert (due, model.is_due) == (["first", "end"], "end")
    here.go(seconds=65)
    assert (model.time, model.tone) == ("+01:05", "over_text")
    assert due == ["first", "end"]


def test_who_has_two_minutes_is_told_at_the_end_alone(here: LiveDesk) -> None:
    model, due = model_of(here)
    model.start(2)
    here.go(minutes=2)
    assert due == ["end"]


def test_a_new_time_begins_from_now(here: LiveDesk) -> None:
    model, due = model_of(here)
    model.start(2)
    here.go(minutes=3)
    model.start(5)
    assert model.time == "05:00"
    assert due == ["end"]
    model.stop()
    assert not model.is_running
    assert model.time == ""


def test_nothing_is_written(here: LiveDesk) -> None:
    model, _ = model_of(here)
    before = here.store.pending_count
    model.start(2)
    here.go(minutes=2)
    model.stop()
    assert here.store.pending_count == before


def test_a_text_goes_to_the_clipboard(here: LiveDesk) -> None:
    model, _ = model_of(here)
    model.copy("end")
    assert QGuiApplication.clipboard().text() == model.chat("end")
    assert model.copied == "end"
