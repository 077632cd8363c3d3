"""Pictures of the views: a dialogue file or the recorded evening, folded up to a moment."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QWidget

from console.app.opening import Opener
from console.app.preferences import Preferences
from console.app.session import Session
from console.app.surroundings import Surroundings, surroundings
from console.domain.errors import DialogpultError
from console.rehearsal.components import shown_components
from console.rehearsal.conducted_clock import ConductedClock
from console.rehearsal.picture_states import STATES, Moment
from console.rehearsal.recording import play_back, read_recording
from console.storage.store import Store
from console.templates import SAMPLE_DAY
from console.viewmodels.start import StartViewModel
from console.viewmodels.ticker import Ticker
from console.views.attendance_curve import draw_curves
from console.views.main_window import LIVE, NOTES, RESULTS, ROSTER, MainWindow
from console.views.start.start_view import StartView
from console.views.theme import STYLE_ARGUMENTS
from console.words import Words, formats

__all__ = ["STATES", "Picture", "take"]

_NUMBERS = {"live": LIVE, "notes": NOTES, "roster": ROSTER, "results": RESULTS}
#: The page of all components; it needs no dialogue.
COMPONENTS = "components"
_ZONE = "Europe/Berlin"


@dataclass(frozen=True)
class Picture:
    """What is to be seen; `at` is hour and minute on the dialogue's day."""

    view: str
    role: str
    dialogue: Path | None
    theme: str
    size: tuple[int, int]
    scale: float
    at: tuple[int, int] | None
    state: str | None
    out: Path


def take(picture: Picture, words: Words) -> int:
    """Write the picture; returns 0, or 1 after one sentence on stderr."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="dialogpult-") as home:
        os.environ["DIALOGPULT_HOME"] = home
        try:
            _take(picture, Path(home))
        except DialogpultError as error:
            sentence = words.error(error.code, error.parameters)
            print(words("cli.failed", sentence=sentence), file=sys.stderr)
            return 1
        except OSError as error:
            sentence = words.error("export_failed", {"path": picture.out, "reason": error.strerror})
            print(words("cli.failed", sentence=sentence), file=sys.stderr)
            return 1
    return 0


def _take(picture: Picture, home: Path) -> None:
    app = QApplication.instance() or QApplication(["dialogpult", *STYLE_ARGUMENTS])
    assert isinstance(app, QApplication)
    clock = ConductedClock()
    moment = STATES.get(picture.state or "", Moment())
    at = _instant(picture.at or moment.at)
    clock.set(at, float(at))
    around = surroundings(clock)
    around.theme.set_scheme(picture.theme)
    around.theme.set_scale(picture.scale)
    around.theme.set_reduced_motion(True)
    around.theme.dress_application(app)
    if picture.view == COMPONENTS:
        shown, page = shown_components(around.theme, *picture.size)
        # The whole page, however long it is.
        shown.resize(picture.size[0], max(picture.size[1], page.sizeHint().height()))
        page.draw_rings()
        _save(app, shown, picture.out)
        return
    window = MainWindow(around.theme, around.words)
    window.setMinimumSize(1, 1)
    window.resize(QSize(*picture.size))
    window.show()
    if picture.view == "start":
        _show_start(window, around, moment)
        _save(app, window, picture.out)
        return
    store = _opened(picture, home, clock, at, moment)
    if moment.prepare is not None:
        moment.prepare(store)
    ticker = Ticker()
    session = Session(window, store, around.words, ticker, home)
    try:
        moment.surround(session, at)
        shown: QWidget = window
        if picture.view == "projector":
            session.pages.projector.show()
            shown = session.pages.projector_window
            shown.resize(QSize(*picture.size))
        else:
            window.open_view(_NUMBERS[picture.view])
        ticker.tick.emit()
        _save(app, shown, picture.out)
    finally:
        session.end()
        store.close()


def _instant(at: tuple[int, int]) -> int:
    day = SAMPLE_DAY
    moment = datetime(day.year, day.month, day.day, *at, second=12, tzinfo=ZoneInfo(_ZONE))
    return round(moment.timestamp() * 1000)


def _opened(picture: Picture, home: Path, clock: ConductedClock, at: int, moment: Moment) -> Store:
    """Return a private copy of the named file, or the recorded evening up to the moment."""
    if picture.dialogue is None:
        path = home / "data" / "evening.dialogpult"
        return play_back(read_recording(), path, clock, picture.role, moment.until or at)
    opener = Opener(surroundings(clock).paths, clock)
    original = opener.open(picture.dialogue).store
    copy = home / "data" / "copy.dialogpult"
    try:
        original.back_up(copy)
    finally:
        original.close()
    return opener.open(copy, opener.identity(picture.role)).store


def _show_start(window: MainWindow, around: Surroundings, moment: Moment) -> None:
    today = formats.wall_time(around.clock.wall_ms(), _ZONE).date()
    start = StartViewModel(around.words, formats.short_date(around.words, today))
    preferences = Preferences(around.settings, lambda: None)
    start.show_recent(preferences.recent(around.words, _ZONE))
    view = StartView(around.theme, start, around.paths.data)
    if moment.begin is not None:
        moment.begin(start)
    window.show_start(view)


def _save(app: QApplication, shown: QWidget, out: Path) -> None:
    """Let everything that was queued reach the views, then keep what is seen."""
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    draw_curves(shown)
    for _ in range(6):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    picture = shown.grab()
    picture.setDevicePixelRatio(1.0)
    if not picture.save(str(out)):
        raise OSError(None, "PNG", str(out))
