"""Pictures of the results, made from the whole sample evening in a file.

python -m tests.gui.results_pictures --out FOLDER [--only NAME]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from console.commands.measures import edit_measure, set_measure_status, text_base
from console.viewmodels.desk import Desk
from console.viewmodels.results import ResultsViewModel
from console.viewmodels.ticker import Ticker
from console.views.main_window import RESULTS, MainWindow
from console.views.results.results_view import ResultsView
from console.views.theme import STYLE_ARGUMENTS, Theme
from console.words import Words
from tests.results.whole_sample import WholeSample
from tests.small_dialogue import MINUTE, START, identity

WIDE, NARROW = (1920, 1080), (1366, 768)


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


class Scene:
    """A window on an evening; a moment changes the evening, a move is what a person does."""

    def __init__(self, scheme: str, size: tuple[int, int], scale: float, role: str) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.evening = WholeSample(self.folder)
        self.scheme, self.size, self.scale, self.role = scheme, size, scale, role

    def end(self) -> None:
        self.evening.end()
        store = self.evening.store
        first, second, *_ = (one.id for one in store.state.measures.values())
        set_measure_status(store, second, "promised")
        seen = text_base(store, first, "what")
        edit_measure(store, first, "what", "WLAN in allen Begegnungszentren", base=seen)
        edit_measure(store, first, "what", "WLAN in Unterkünften ausbauen", base=seen)

    def run_half(self) -> None:
        from console.commands.run import go_on

        self.evening.clock.wall = START + 3 * MINUTE
        for minutes in (16, 14, 20):
            go_on(self.evening.store)
            self.evening.clock.advance(minutes=minutes)

    def show(self, language: str) -> None:
        words = Words(language)
        theme = Theme(self.scheme, self.scale, reduced_motion=True)
        self.evening.store.be(identity(self.role))
        self.desk = Desk(self.evening.store, words, Ticker())
        self.window = MainWindow(theme, words)
        self.window.setMinimumSize(1, 1)
        self.results = ResultsViewModel(self.desk, folder=self.folder)
        self.view = ResultsView(theme, self.results, self.window.frame.sheet_host)
        pages: list[QWidget] = [QWidget(), QWidget(), QWidget(), self.view]
        self.window.resize(*self.size)
        self.window.show_dialogue(pages, "Bild", RESULTS)
        self.window.show()
        settle()

    def picture(self, path: Path) -> None:
        settle()
        self.window.grab().save(str(path))

    def close(self) -> None:
        self.desk.end()
        self.window.let_close()
        self.evening.close()


def names(scene: Scene) -> None:
    scene.view.show_check("names")


def versions(scene: Scene) -> None:
    scene.view.show_check("disputed")


def editing(scene: Scene) -> None:
    first = scene.results.measures.rows[5]
    scene.view.measures.table.edit_measure(first.id, 1)


def exported(scene: Scene) -> None:
    scene.results.export.create()
    while scene.results.export.is_running:
        settle()


def export_failed(scene: Scene) -> None:
    scene.results.export._folder = Path("/nirgends")
    exported(scene)


def new_measure(scene: Scene) -> None:
    scene.view.measures.add.click()


def nothing(_scene: Scene) -> None:
    """Only look."""


Move = Callable[[Scene], None]
PICTURES: list[tuple[str, Move, Move, tuple[int, int], str, float, str, str]] = [
    ("ended_light_1920", Scene.end, nothing, WIDE, "light", 1.0, "de", "lead"),
    ("ended_dark_1920", Scene.end, nothing, WIDE, "dark", 1.0, "de", "lead"),
    ("ended_light_1366", Scene.end, nothing, NARROW, "light", 1.0, "de", "lead"),
    ("ended_dark_1366", Scene.end, exported, NARROW, "dark", 1.0, "de", "lead"),
    ("live_light_1366", Scene.run_half, nothing, NARROW, "light", 1.0, "de", "lead"),
    ("ended_light_200", Scene.end, nothing, WIDE, "light", 2.0, "de", "lead"),
    ("ended_light_200_small", Scene.end, nothing, NARROW, "light", 2.0, "de", "lead"),
    ("editing_light_1920", Scene.end, editing, WIDE, "light", 1.0, "de", "lead"),
    ("names_light_1920", Scene.end, names, WIDE, "light", 1.0, "de", "lead"),
    ("versions_light_1366", Scene.end, versions, NARROW, "light", 1.0, "de", "lead"),
    ("exported_light_1920", Scene.end, exported, WIDE, "light", 1.0, "de", "lead"),
    ("failed_light_1366", Scene.end, export_failed, NARROW, "light", 1.0, "de", "lead"),
    ("new_light_1366", Scene.end, new_measure, NARROW, "light", 1.0, "de", "lead"),
    ("english_1366", Scene.end, nothing, NARROW, "light", 1.0, "en", "lead"),
    ("observer_light_1366", Scene.end, nothing, NARROW, "light", 1.0, "de", "observer"),
    ("before_light_1366", nothing, nothing, NARROW, "light", 1.0, "de", "lead"),
]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    application = QApplication(["pictures", *STYLE_ARGUMENTS])
    options.out.mkdir(parents=True, exist_ok=True)
    for name, moment, move, size, scheme, scale, language, role in PICTURES:
        if options.only and options.only not in name:
            continue
        scene = Scene(scheme, size, scale, role)
        moment(scene)
        scene.show(language)
        move(scene)
        scene.picture(options.out / f"{name}.png")
        scene.close()
    application.quit()


if __name__ == "__main__":
    main()
