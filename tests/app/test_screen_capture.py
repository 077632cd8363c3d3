"""Internal windows are kept out of screen capture, where a system does that."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from console.app.capture_systems import WindowsCapture, capture_system
from console.app.screen_capture import CaptureGuard, guard_of
from console.words import Words


class FakeSystem:
    """Remembers what it was asked; refuses when told to."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.hidden: set[int] = set()
        self.refuses = refuses

    def hide(self, window_id: int) -> bool:
        self.hidden.add(window_id)
        return not self.refuses

    def show(self, window_id: int) -> bool:
        self.hidden.discard(window_id)
        return True


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def number(widget: QWidget) -> int:
    return int(widget.winId())


def test_windows_that_are_there_and_those_that_come_are_hidden(qtbot, window):
    system = FakeSystem()
    CaptureGuard(window, system, "windows")
    menu, other = QMenu(window), QWidget()
    qtbot.addWidget(other)
    menu.addAction("x")
    for widget in (menu, other):
        widget.show()
    assert {number(window), number(menu), number(other)} <= system.hidden
    menu.close()


def test_what_is_made_to_be_shared_is_left_out(qtbot, window):
    system = FakeSystem()
    shared = QWidget()
    qtbot.addWidget(shared)
    shared.setProperty("shared", True)
    guard = CaptureGuard(window, system, "cocoa")
    shared.show()
    guard.set_on(on=False)
    guard.set_on(on=True)
    assert number(window) in system.hidden
    assert number(shared) not in system.hidden


def test_switched_off_everything_is_seen_again_and_nothing_new_is_hidden(qtbot, window):
    system = FakeSystem()
    guard = CaptureGuard(window, system, "windows")
    guard.set_on(on=False)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    assert system.hidden == set()
    assert guard.sentence(Words("de")).startswith("Die inneren Fenster sind")


def test_a_system_that_refuses_is_told_about(window):
    guard = CaptureGuard(window, FakeSystem(refuses=True), "windows")
    assert "nicht jedes innere Fenster" in guard.sentence(Words("de"))
    kept = CaptureGuard(window, FakeSystem(), "windows")
    assert "bleiben Pult, Menüs und Mini-Pult darin verborgen" in kept.sentence(Words("de"))


def test_where_there_is_no_way_it_says_so_and_listens_to_nothing(window):
    guard = CaptureGuard(window, None)
    assert not guard.is_possible
    assert not guard.is_on
    assert "lassen sich die inneren Fenster" in guard.sentence(Words("de"))
    guard.set_on(on=True)
    assert not guard.is_on


def test_a_platform_without_real_windows_offers_nothing(window):
    assert not CaptureGuard(window, FakeSystem(), "offscreen").is_possible


def test_a_window_has_one_guard(window):
    assert guard_of(window) is guard_of(window)


class Library:
    """Stands for user32: an older system does not know the first way."""

    def __init__(self, *, known: set[int]) -> None:
        self.asked: list[tuple[int, int]] = []

        def set_affinity(window: int, way: int) -> int:
            self.asked.append((window, way))
            return int(way in known)

        self.SetWindowDisplayAffinity = set_affinity


def test_windows_takes_the_way_without_a_trace_and_older_ones_the_black_box():
    new, old, none = (Library(known=known) for known in ({0x11, 1, 0}, {1, 0}, set[int]()))
    assert WindowsCapture(new).hide(7)
    assert new.asked == [(7, 0x11)]
    assert WindowsCapture(old).hide(7)
    assert old.asked == [(7, 0x11), (7, 1)]
    assert not WindowsCapture(none).hide(7)
    assert WindowsCapture(new).show(7)
    assert new.asked[-1] == (7, 0)


def test_only_windows_and_macos_offer_it():
    assert capture_system("linux") is None
    if sys.platform not in {"win32", "darwin"}:
        # The libraries are not there: nothing is promised.
        assert capture_system("win32") is None
        assert capture_system("darwin") is None
