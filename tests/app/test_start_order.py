"""What the first frame and the first view do not need is loaded and made after them."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.views.main_window import LIVE, NOTES, RESULTS, ROSTER, MainWindow
from console.views.theme import Theme
from console.words import Words
from tests.source_files import ROOT


def loaded_by(module: str) -> set[str]:
    """The names of everything that an import brings with it, in a process of its own."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("late", ["asyncio", "httpx", "sqlite_utils", "logging.handlers", "ssl"])
def test_the_first_frame_does_without(late: str) -> None:
    assert late not in loaded_by("console.app.launch")


@pytest.mark.parametrize(
    "late", ["httpx", "keyring", "numpy", "odfdo", "pyqtgraph", "qtawesome", "rich", "typst"]
)
def test_opening_a_dialogue_does_without(late: str) -> None:
    assert late not in loaded_by("console.app.running")


def test_no_module_is_read_for_the_sake_of_names_that_nobody_spells_otherwise() -> None:
    """PySide's import reads every source and keeps it; ours must not leave it in place."""
    code = (
        "import builtins, linecache; plain = builtins.__import__; import console.app.running;"
        " print(builtins.__import__ is plain, len(linecache.cache) < 50)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True"]


class Making:
    """Four views that note when they are made."""

    def __init__(self) -> None:
        self.made: list[int] = []

    def makers(self) -> list[Callable[[], QWidget]]:
        return [lambda number=number: self._make(number) for number in range(4)]

    def _make(self, number: int) -> QWidget:
        self.made.append(number)
        return QWidget()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> MainWindow:
    window = MainWindow(Theme("light", reduced_motion=True), Words("de"))
    qtbot.addWidget(window)
    window.show()
    return window


def test_only_the_view_that_is_shown_is_made_at_once(window: MainWindow) -> None:
    making = Making()
    window.show_dialogue(making.makers(), "Dialog", NOTES)
    assert making.made == [NOTES]


def test_a_view_is_made_when_it_is_chosen_by_its_tab(window: MainWindow) -> None:
    making = Making()
    window.show_dialogue(making.makers(), "Dialog", LIVE)
    window.frame.top_bar.tabs.setCurrentIndex(ROSTER)
    assert making.made == [LIVE, ROSTER]
    shown = window.frame.current_view()
    assert shown is window._pages[ROSTER]
    assert window.frame.current_number() == ROSTER


def test_the_others_are_made_without_being_asked_for_and_once(
    window: MainWindow, qtbot: QtBot
) -> None:
    making = Making()
    window.show_dialogue(making.makers(), "Dialog", LIVE)
    qtbot.waitUntil(lambda: len(making.made) == 4)
    for number in (LIVE, NOTES, ROSTER, RESULTS):
        window.open_view(number)
    assert sorted(making.made) == [LIVE, NOTES, ROSTER, RESULTS]


def test_no_view_is_made_of_a_dialogue_that_was_left(window: MainWindow, qtbot: QtBot) -> None:
    left, next_one = Making(), Making()
    window.show_dialogue(left.makers(), "Dialog", LIVE)
    window.end_dialogue()
    window.show_dialogue(next_one.makers(), "Dialog", LIVE)
    qtbot.waitUntil(lambda: len(next_one.made) == 4)
    assert left.made == [LIVE]
