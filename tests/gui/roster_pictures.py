"""Pictures of Teilnehmende, made from a whole evening in a file.

python -m tests.gui.roster_pictures --out FOLDER [--only NAME]
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.dialogue import DialogueSet
from console.domain.ops import Fact
from console.viewmodels.desk import Desk
from console.viewmodels.roster import RosterViewModel
from console.viewmodels.shell import ShellViewModel
from console.viewmodels.ticker import Ticker
from console.views.main_window import ROSTER, MainWindow
from console.views.roster.roster_view import RosterView
from console.views.shell.shell_presenter import ShellPresenter
from console.views.theme import Theme
from console.words import Words
from tests.gui.big_evening import BigEvening
from tests.small_dialogue import DIALOGUE, MINUTE, START, identity

WIDE, NARROW = (1920, 1080), (1366, 768)


def settle() -> None:
    for _ in range(12):
        QApplication.processEvents()


class Picture:
    """The whole window with Teilnehmende in front, on an evening run up to a moment."""

    def __init__(
        self, evening: BigEvening, scheme: str, size: tuple[int, int], scale: float, language: str
    ) -> None:
        words = Words(language)
        self.theme = Theme(scheme, scale, reduced_motion=True)
        self.theme.dress_application(QApplication.instance())
        self.window = MainWindow(self.theme, words)
        self.desk = Desk(evening.store, words, Ticker())
        self.roster = RosterViewModel(self.desk)
        self.view = RosterView(self.theme, self.roster, self.window.frame.sheet_host)
        self.shell = ShellPresenter(self.window.frame, ShellViewModel(self.desk), self.desk)
        pages: list[QWidget] = [QWidget(), QWidget(), self.view, QWidget()]
        self.window.resize(*size)
        self.window.show_dialogue(pages, words("roster.title"), ROSTER)
        self.window.show()
        settle()

    def search(self, text: str) -> None:
        QTest.keyClicks(self.view.people.search.edit, text)

    def row(self, number: int) -> None:
        self.view.people.table.setFocus(Qt.FocusReason.TabFocusReason)
        self.view.people.table.selectRow(number)

    def close(self) -> None:
        self.desk.end()
        self.window.let_close()


def as_role(role: str) -> Callable[[BigEvening], object]:
    def at(evening: BigEvening) -> None:
        evening.second_groups()
        evening.store.be(identity(role))

    return at


def nothing(_picture: Picture) -> None:
    pass


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    application = QApplication([])
    application.setStyle("Fusion")
    options.out.mkdir(parents=True, exist_ok=True)
    for name, at, size, scheme, scale, language, act in PICTURES:
        if options.only and options.only not in name:
            continue
        evening = BigEvening(Path(tempfile.mkdtemp()))
        deleted = DialogueSet(delete_after=START + 30 * 24 * 60 * MINUTE)
        evening.store.commit([Fact(entity=DIALOGUE, body=deleted)])
        at(evening)
        picture = Picture(evening, scheme, size, scale, language)
        act(picture)
        settle()
        picture.window.grab().save(str(options.out / f"{name}.png"))
        picture.close()
        evening.close()


GROUPS = BigEvening.second_groups
PICTURES = [
    ("groups_200_1920", GROUPS, WIDE, "light", 2.0, "de", lambda p: p.view.show_panel(2)),
    ("curve_200_1366", GROUPS, NARROW, "dark", 2.0, "de", lambda p: p.view.show_panel(3)),
    ("tech_m_1000", GROUPS, (1000, 700), "dark", 1.0, "en", lambda p: p.view.show_panel(1)),
    ("light_1366", GROUPS, NARROW, "light", 1.0, "de", lambda p: p.row(2)),
    ("dark_1366", GROUPS, NARROW, "dark", 1.0, "de", lambda p: p.row(0)),
    ("light_1920", GROUPS, WIDE, "light", 1.0, "de", lambda p: p.row(2)),
    ("dark_1920", GROUPS, WIDE, "dark", 1.0, "en", lambda p: p.row(0)),
    ("before_1366", BigEvening.before, NARROW, "light", 1.0, "de", lambda p: p.search("yil")),
    ("guest_1366", GROUPS, NARROW, "light", 1.0, "de", lambda p: p.search("Marga Ohneland")),
    ("light_200_1920", GROUPS, WIDE, "light", 2.0, "de", lambda p: p.row(1)),
    ("light_200_1366", GROUPS, NARROW, "light", 2.0, "de", lambda p: p.row(1)),
    ("notetaker_1366", as_role("notetaker"), NARROW, "light", 1.0, "de", lambda p: p.row(1)),
    ("observer_1366", as_role("observer"), NARROW, "light", 1.0, "de", nothing),
]

if __name__ == "__main__":
    main()
