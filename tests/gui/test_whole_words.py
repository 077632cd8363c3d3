"""No word of ours is cut in the real window: both languages, a small screen, and 200 %."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from console.app.commanding import Commanding
from console.app.role_menu import RoleMenu
from console.app.session import Session
from console.rehearsal.conducted_clock import ConductedClock
from console.rehearsal.recording import play_back, read_recording
from console.templates import SAMPLE_DAY
from console.viewmodels.settings import SettingsViewModel
from console.viewmodels.ticker import Ticker
from console.views.main_window import LIVE, NOTES, RESULTS, ROSTER, MainWindow
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.check_box import CheckBox
from console.views.widgets.chip import Chip, ChipButton
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import ElidedLabel, Label, Paragraph
from console.views.widgets.sheet import Sheet
from console.words import Words

VIEWS = {"live": LIVE, "notes": NOTES, "roster": ROSTER, "results": RESULTS}
#: Before the beginning, in a group phase, in the plenary over time, after the end.
TIMES = ((17, 50), (18, 55), (19, 32), (20, 50))
SHEETS = ("find", "show_keys", "show_settings")


class Evening:
    """The recorded evening at one moment in a window of 1366 × 768."""

    def __init__(self, home: Path, at: tuple[int, int], language: str, scale: float) -> None:
        instant = datetime.combine(SAMPLE_DAY, datetime.min.time(), ZoneInfo("Europe/Berlin"))
        self.at = round(instant.replace(hour=at[0], minute=at[1]).timestamp() * 1000)
        clock = ConductedClock()
        clock.set(self.at, float(self.at))
        words, self.theme = Words(language), Theme("light", scale, reduced_motion=True)
        self.window = MainWindow(self.theme, words)
        self.window.resize(1366, 768)
        self.window.show()
        path = home / "evening.dialogpult"
        self.store = play_back(read_recording(), path, clock, "lead", self.at)
        self.ticker = Ticker()
        self.session = Session(self.window, self.store, words, self.ticker, home)
        menu = RoleMenu(self.window, self.theme, words)
        self.commanding = Commanding(self.session, menu, SettingsViewModel(words, self.window))
        self.settle()

    def settle(self) -> None:
        self.ticker.tick.emit()
        for _ in range(6):
            QApplication.processEvents()

    def close(self) -> None:
        self.session.end()
        self.store.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        delete(self.window)


def seen(root: QWidget, kind: type) -> list:
    return [one for one in root.findChildren(kind) if one.isVisible() and one.width() > 0]


def cut_words(root: QWidget) -> list[str]:
    """Return what is cut of ours below `root`; users' words have the whole text as a tip."""
    cut = [label for label in seen(root, Label) if label.text() and is_cut(label)]
    cut += [button for button in seen(root, Button) if is_narrow(button) and not button.toolTip()]
    cut += [chip for chip in (*seen(root, Chip), *seen(root, ChipButton)) if is_narrow(chip)]
    cut += [box for box in seen(root, CheckBox) if is_low(box)]
    return [f"{type(one).__name__} {one.text() or one.accessibleName()!r}" for one in cut]


def is_cut(label: Label) -> bool:
    if isinstance(label, ElidedLabel):
        return False
    if isinstance(label, Paragraph):
        return is_low(label)
    if isinstance(label, CountdownLabel):
        # Times get smaller before they would be cut.
        return is_narrow(label)
    return QFontMetricsF(label.font()).horizontalAdvance(label.text()) > label.width() + 1


def is_narrow(widget: QWidget) -> bool:
    return widget.width() < widget.minimumSizeHint().width()


def is_low(widget: QWidget) -> bool:
    return widget.heightForWidth(widget.width()) > widget.height() + 1


def half_hidden(root: QWidget) -> list[str]:
    """Return what stands partly outside of what it stands in, from left to right."""
    found = []
    for widget in (*seen(root, Label), *seen(root, Button), *seen(root, Chip)):
        part = widget.visibleRegion().boundingRect()
        if widget.text() and not part.isEmpty() and part.width() < widget.width() - 1:
            found.append(f"{type(widget).__name__} {widget.text()!r}")
    return found


@pytest.fixture(
    params=[(at, language, scale) for at in TIMES for language in ("de", "en")
            for scale in (1.0, 2.0)], ids=str,
)  # fmt: skip
def evening(request, qapp, tmp_path: Path) -> Iterator[Evening]:
    qapp.setStyle("Fusion")
    one = Evening(tmp_path, *request.param)
    yield one
    one.close()


def test_every_view_and_sheet_shows_whole_words(evening: Evening) -> None:
    found, frame = {}, evening.window.frame
    for name, number in VIEWS.items():
        evening.window.open_view(number)
        evening.settle()
        found[name] = [*cut_words(frame), *half_hidden(frame)]
    for name in SHEETS:
        getattr(evening.commanding, name)()
        evening.settle()
        (sheet,) = (one for one in seen(frame, Sheet) if one.is_open())
        assert seen(sheet, Label)
        # Beside it, too: what is on now stays in sight.
        found[name] = cut_words(frame)
        getattr(evening.commanding, name)()
        evening.settle()
    assert {name: cut for name, cut in found.items() if cut} == {}
