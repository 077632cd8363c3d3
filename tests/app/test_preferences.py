"""What is kept for a person: look and window per role, name, language, recent dialogues."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from console.app.launch import place, place_at, window_place
from console.app.preferences import Preferences
from console.app.surroundings import surroundings
from console.config.settings import RoleSettings, WindowPlace
from console.config.settings_file import SettingsFile
from console.views.main_window import MainWindow
from tests.app.consoles import Console, on_console


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


def refuse() -> None:
    pytest.fail("the settings were not written")


def test_each_role_keeps_its_own(settings):
    preferences = Preferences(settings, refuse)
    preferences.keep_for_role("lead", theme="dark", zoom=120)
    preferences.keep_for_role("notetaker", zoom=150)
    preferences.keep_for_role("lead", zoom=130)
    kept = preferences.read()
    assert kept.role("lead") == RoleSettings(theme="dark", zoom=130)
    assert kept.role("notetaker") == RoleSettings(zoom=150)


def test_recent_dialogues_know_whether_they_are_still_there(settings, tmp_path):
    from tests.app.consoles import WORDS

    there, gone = tmp_path / "there.dialogpult", tmp_path / "gone.dialogpult"
    there.touch()
    preferences = Preferences(settings, refuse)
    preferences.remember(gone, "Weg", 1_599_580_800_000)
    preferences.remember(there, "Da", 1_599_580_900_000)
    shown = preferences.recent(WORDS, "Europe/Berlin")
    assert [(one.title, one.is_there) for one in shown] == [("Da", True), ("Weg", False)]
    preferences.forget(gone)
    assert [one.title for one in preferences.recent(WORDS, "Europe/Berlin")] == ["Da"]


def test_settings_that_cannot_be_written_stop_nothing_and_are_told(settings, monkeypatch):
    told: list[bool] = []

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("console.config.settings_file.write_private", full)
    Preferences(settings, lambda: told.append(True)).keep_language("en")
    assert told == [True]


def test_the_next_start_looks_as_the_last_role_left_it(own_home, qapp):
    around = surroundings()
    preferences = Preferences(around.settings, refuse)
    preferences.keep_for_role("notetaker", theme="dark", zoom=140)
    preferences.keep_for_role("lead", theme="light", zoom=90)
    preferences.begin_as("notetaker")
    preferences.keep_language("en")
    again = surroundings()
    assert (again.theme.scheme, again.theme.scale) == ("dark", 1.4)
    assert again.words.language == "en"


def test_opening_a_dialogue_in_another_role_puts_on_what_was_kept_for_it(home, backend):
    _, codes = backend.create()

    async def lead(one: Console) -> None:
        await one.join(backend.url, codes["lead"])
        one.app.start.fill("template")
        await one.synced()

    async def test(one: Console) -> None:
        one.app.preferences.keep_for_role("notetaker", theme="dark", zoom=150)
        assert one.around.theme.scheme == "light"
        await one.join(backend.url, codes["notetaker"])
        assert (one.around.theme.scheme, one.around.theme.scale) == ("dark", 1.5)
        one.app.habits.menu.switch_look()
        kept = one.app.preferences.read()
        assert kept.last_role == "notetaker"
        assert kept.role("notetaker").theme == "light"
        assert kept.role("lead").theme == "system"

    on_console(home / "lead", lead)
    on_console(home / "notes", test)


def test_the_window_comes_back_where_it_was(own_home, qtbot):
    around = surroundings()
    window = MainWindow(around.theme, around.words)
    qtbot.addWidget(window)
    window.show()
    window.setGeometry(40, 50, 700, 600)
    Preferences(around.settings, refuse).keep_for_role("lead", window=window_place(window))
    other = MainWindow(around.theme, around.words)
    qtbot.addWidget(other)
    place(other, around)
    other.show()
    assert other.geometry() == QRect(40, 50, 700, 600)


def test_a_window_of_a_screen_that_is_gone_comes_back_on_one_that_is_there(own_home, qtbot):
    around = surroundings()
    window = MainWindow(around.theme, around.words)
    qtbot.addWidget(window)
    place_at(window, WindowPlace(x=9000, y=-4000, width=720, height=500))
    window.show()
    room = QApplication.primaryScreen().availableGeometry()
    assert room.contains(window.geometry().topLeft())
    assert (window.width(), window.height()) == (720, 500)


def test_closing_keeps_where_the_window_stood(home):
    async def first(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        one.window.setGeometry(30, 20, 760, 590)

    async def second(one: Console) -> None:
        kept = one.app.preferences.read().role("lead").window
        assert kept is not None
        assert (kept.x, kept.y, kept.width, kept.height) == (30, 20, 760, 590)

    on_console(home, first)
    on_console(home, second)
