"""Pictures of the live view and the projector, made from a whole evening in a file.

python -m tests.gui.live_pictures --out FOLDER [--only NAME]
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from console.viewmodels.desk import Desk
from console.viewmodels.live import LiveViewModel
from console.viewmodels.projector import ProjectorViewModel
from console.viewmodels.ticker import Ticker
from console.views.live.live_view import LiveView
from console.views.main_window import LIVE, MainWindow
from console.views.projector.projector_window import ProjectorWindow
from console.views.theme import Theme
from console.words import Words
from tests.gui.big_evening import BigEvening

WIDE, NARROW = (1920, 1080), (1366, 768)


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


def window_of(
    evening: BigEvening, scheme: str, size: tuple[int, int], scale: float, language: str
) -> tuple[MainWindow, Desk]:
    words = Words(language)
    theme = Theme(scheme, scale, reduced_motion=True)
    window = MainWindow(theme, words)
    desk = Desk(evening.store, words, Ticker())
    live = LiveViewModel(desk)
    view = LiveView(theme, live, window.frame.sheet_host)
    pages: list[QWidget] = [view, QWidget(), QWidget(), QWidget()]
    window.resize(*size)
    window.show_dialogue(pages, "Bild", LIVE)
    window.show()
    settle()
    return window, desk


def projector_picture(
    evening: BigEvening, scheme: str, size: tuple[int, int], language: str, path: Path
) -> None:
    desk = Desk(evening.store, Words(language), Ticker())
    projector = ProjectorViewModel(desk)
    window = ProjectorWindow(projector, Theme(scheme))
    projector.show()
    window.resize(*size)
    settle()
    window.grab().save(str(path))
    projector.hide()
    desk.end()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    application = QApplication([])
    application.setStyle("Fusion")
    options.out.mkdir(parents=True, exist_ok=True)
    for name, at, size, scheme, scale, language in PICTURES:
        if options.only and options.only not in name:
            continue
        evening = BigEvening(Path(tempfile.mkdtemp()))
        at(evening)
        if name.startswith("projector"):
            projector_picture(evening, scheme, size, language, options.out / f"{name}.png")
            evening.close()
            continue
        window, desk = window_of(evening, scheme, size, scale, language)
        window.grab().save(str(options.out / f"{name}.png"))
        desk.end()
        window.let_close()
        evening.close()


Moment = Callable[[BigEvening], object]
PICTURES: list[tuple[str, Moment, tuple[int, int], str, float, str]] = [
    ("groups_light_1920", BigEvening.second_groups, WIDE, "light", 1.0, "de"),
    ("groups_dark_1366", BigEvening.second_groups, NARROW, "dark", 1.0, "de"),
    ("before_light_1920", BigEvening.before, WIDE, "light", 1.0, "de"),
    ("over_dark_1920", BigEvening.over_time, WIDE, "dark", 1.0, "de"),
    ("groups_light_200", BigEvening.second_groups, WIDE, "light", 2.0, "de"),
    ("groups_light_1366", BigEvening.second_groups, NARROW, "light", 1.0, "de"),
    ("groups_dark_1920", BigEvening.second_groups, WIDE, "dark", 1.0, "de"),
    ("before_dark_1366", BigEvening.before, NARROW, "dark", 1.0, "de"),
    ("overdue_light_1366", BigEvening.overdue, NARROW, "light", 1.0, "de"),
    ("welcome_light_1920", BigEvening.welcome, WIDE, "light", 1.0, "de"),
    ("returning_light_1920", BigEvening.returning, WIDE, "light", 1.0, "de"),
    ("over_light_1366", BigEvening.over_time, NARROW, "light", 1.0, "de"),
    ("ended_light_1920", BigEvening.ended, WIDE, "light", 1.0, "de"),
    ("groups_dark_1366_200", BigEvening.second_groups, NARROW, "dark", 2.0, "de"),
    ("projector_starting_dark", BigEvening.before, WIDE, "dark", 1.0, "de"),
    ("projector_plenary_dark", BigEvening.welcome, WIDE, "dark", 1.0, "de"),
    ("projector_groups_dark", BigEvening.second_groups, WIDE, "dark", 1.0, "de"),
    ("projector_last_minute_dark", BigEvening.last_minute, WIDE, "dark", 1.0, "de"),
    ("projector_time_up_dark", BigEvening.groups_over, WIDE, "dark", 1.0, "de"),
    ("projector_break_light", BigEvening.in_break, WIDE, "light", 1.0, "de"),
    ("projector_ended_small", BigEvening.ended, (960, 540), "dark", 1.0, "de"),
    ("welcome_dark_1366", BigEvening.welcome, NARROW, "dark", 1.0, "de"),
    ("returning_dark_1366", BigEvening.returning, NARROW, "dark", 1.0, "de"),
    ("ended_light_1366", BigEvening.ended, NARROW, "light", 1.0, "de"),
    ("over_light_200", BigEvening.over_time, WIDE, "light", 2.0, "de"),
    ("before_dark_200", BigEvening.before, WIDE, "dark", 2.0, "de"),
    ("groups_en_1366", BigEvening.second_groups, NARROW, "light", 1.0, "en"),
]

if __name__ == "__main__":
    main()
