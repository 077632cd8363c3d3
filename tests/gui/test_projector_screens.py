"""Screens that appear and go: the projector never jumps over the console."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QGuiApplication

from console.views.projector.projector_window import ProjectorWindow
from console.views.projector.screens import Screens
from tests.gui.live_window import LiveWindow
from tests.source_files import ROOT


@dataclass(frozen=True)
class Beamer:
    """A second screen that a test plugs in and out."""

    called: str = "Beamer"

    def name(self) -> str:
        return self.called


class PluggedScreens(Screens):
    """Remembers where the projector was brought: no platform would go to an invented screen."""

    def __init__(self, window, plugged) -> None:
        super().__init__(window, lambda: [*QGuiApplication.screens(), *plugged], window)
        self.brought_to: list[str] = []

    def put_on(self, window, screen) -> None:
        self.brought_to.append(screen.name())


@pytest.fixture
def here(qtbot, tmp_path):
    here = LiveWindow(qtbot, tmp_path)
    here.plugged = []
    here.screens = PluggedScreens(here.window, here.plugged)
    here.shown = ProjectorWindow(here.projector, console=here.window, screens=here.screens)
    qtbot.addWidget(here.shown)
    yield here
    here.projector.hide()
    here.close()


def plug_in(here, beamer=None):
    beamer = beamer or Beamer()
    here.plugged.append(beamer)
    here.screens.on_added(beamer)
    here.settle()
    return beamer


def plug_out(here, beamer):
    here.plugged.remove(beamer)
    here.screens.on_removed(beamer)
    here.settle()


def test_a_second_screen_is_filled_when_the_projector_is_shown(here):
    plug_in(here)
    here.projector.show()
    here.settle()
    assert here.shown.isFullScreen()
    assert here.screens.brought_to == ["Beamer"]


def test_a_screen_that_appears_later_moves_nothing_until_somebody_wants_it(here):
    here.projector.show()
    here.settle()
    before = here.shown.geometry()
    plug_in(here)
    assert not here.shown.isFullScreen()
    assert here.shown.geometry() == before
    assert here.projector.screens == ("Beamer",)
    assert here.screens.brought_to == []
    here.projector.send_to("Beamer")
    here.settle()
    assert here.shown.isFullScreen()
    assert here.screens.brought_to == ["Beamer"]


def test_when_its_screen_goes_it_is_a_small_window_in_the_corner(here):
    beamer = plug_in(here)
    here.projector.show()
    here.settle()
    plug_out(here, beamer)
    room = here.window.screen().availableGeometry()
    assert here.projector.is_shown
    assert not here.projector.is_full_screen
    assert not here.shown.isFullScreen()
    assert room.contains(here.shown.geometry())
    assert here.shown.geometry().right() > room.right() - 40
    assert here.shown.geometry().bottom() > room.bottom() - 40


def test_the_same_screen_is_filled_again_when_it_comes_back(here):
    beamer = plug_in(here)
    here.projector.show()
    here.settle()
    plug_out(here, beamer)
    plug_in(here, Beamer("Fernseher"))
    assert not here.shown.isFullScreen()
    plug_in(here, beamer)
    assert here.shown.isFullScreen()
    assert here.screens.brought_to == ["Beamer", "Beamer"]


def test_another_screen_that_goes_changes_nothing(here):
    plug_in(here)
    other = plug_in(here, Beamer("Fernseher"))
    here.projector.show()
    here.settle()
    plug_out(here, other)
    assert here.shown.isFullScreen()
    assert here.screens.brought_to == ["Beamer"]


def test_a_window_on_the_consoles_screen_stays_a_window_when_a_screen_goes(here):
    beamer = plug_in(here)
    here.projector.show()
    here.settle()
    here.projector.set_full_screen(False)
    here.settle()
    plug_out(here, beamer)
    plug_in(here, beamer)
    assert not here.shown.isFullScreen()


def test_a_light_picture_is_chosen_and_the_console_keeps_its_own(here):
    here.projector.show()
    here.settle()
    assert here.shown.theme.scheme == "dark"
    here.theme.set_scheme("dark")
    here.projector.switch_look()
    assert (here.shown.theme.scheme, here.theme.scheme) == ("light", "dark")
    assert here.shown.grab().toImage().pixelColor(3, 3).lightness() > 200
    here.projector.switch_look()
    assert here.shown.theme.scheme == "dark"


def test_two_real_screens_are_told_apart(tmp_path):
    """In a process of its own: the platform reads its screens at the start."""
    layout = [
        {"name": "eins", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "zwei", "x": 1366, "y": 0, "width": 1280, "height": 720},
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": layout}))
    platform = f"offscreen:configfile={tmp_path / 'screens.json'}"
    script = f"from tests.gui.two_screens import fill; fill({str(tmp_path)!r})"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "QT_QPA_PLATFORM": platform},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["zwei", "1366", "1280", "720"], done.stderr
