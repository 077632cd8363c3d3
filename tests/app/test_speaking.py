"""What screen readers are told of the whole window, one sentence after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.app import speaking
from console.views.main_window import LIVE, NOTES
from console.views.saying import say
from tests.app.consoles import Console
from tests.app.test_commanding import with_sample


@pytest.fixture
def told(monkeypatch) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(
        speaking.QAccessible,
        "updateAccessibility",
        lambda event: found.append((event.message(), event.politeness().name)),
    )
    return found


def speaker(one: Console):
    assert one.app.place is not None
    return one.app.place.speaking.speaker


def test_a_new_hint_is_told_in_every_view(tmp_path: Path, told) -> None:
    async def test(one: Console) -> None:
        one.window.open_view(NOTES)
        hints, clock = one.session.pages.live_model.hints, [10_000_000.0]
        speaker(one)._now = lambda: clock[0]
        hints.set_offline(one.session.desk.evening.now, 3)
        assert [kind for _, kind in told] == ["Polite"]
        assert told[0][0].startswith("Offline seit")
        hints.set_not_saved(True)
        assert len(told) == 1
        clock[0] += 3_000
        one.app.ticker.tick.emit()
        assert told[1:] == [("Nicht gespeichert", "Assertive")]

    with_sample(tmp_path, test)


def test_a_refusal_and_what_a_view_says_are_told(tmp_path: Path, told) -> None:
    async def test(one: Console) -> None:
        clock = [10_000_000.0]
        speaker(one)._now = lambda: clock[0]
        one.session.desk.refused.emit("Das geht jetzt nicht.")
        clock[0] += 3_000
        one.window.open_view(LIVE)
        say(one.session.pages.live_view, "Ansage fällig")
        assert [text for text, _ in told] == ["Das geht jetzt nicht.", "Ansage fällig"]

    with_sample(tmp_path, test)


def test_nothing_is_told_once_it_is_off_and_that_is_kept(tmp_path: Path, told) -> None:
    async def test(one: Console) -> None:
        model = one.app.habits.choosing.model
        model.choose_spoken(2)
        one.session.pages.live_model.hints.set_not_saved(True)
        assert told == []
        assert model.choices.spoken == "off"
        assert one.around.settings.read().settings.announcements == "off"

    with_sample(tmp_path, test)


def test_a_window_behind_another_is_marked(tmp_path: Path, told, monkeypatch) -> None:
    marked: list[object] = []
    monkeypatch.setattr(QApplication, "alert", marked.append)

    async def test(one: Console) -> None:
        monkeypatch.setattr(type(one.window), "isActiveWindow", lambda _: False, raising=False)
        one.session.pages.live_model.hints.set_not_saved(True)
        assert marked == [one.window]

    with_sample(tmp_path, test)
