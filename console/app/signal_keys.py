"""The keys of Gruppenfunk: a group calls, the lead answers, from every view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from console.domain.signals import Call
from console.viewmodels.acts import Act
from console.viewmodels.signals import CALLS
from console.views.main_window import LIVE, NOTES, MainWindow

if TYPE_CHECKING:
    from console.app.pages import Pages


def signal_acts(window: MainWindow, pages: Pages) -> list[Act]:
    """Return the keys of who answers calls, else those of a group that calls."""
    live = pages.live_model
    calls, told, announcements = live.calls, live.told, live.announcements
    if calls.answers_here:
        return [
            Act("answer_first", "Ctrl+Shift+R", calls.answer_first),
            Act(
                "tell_groups",
                "Ctrl+Shift+L",
                lambda: _tell_groups(window, pages),
                possible=lambda: told.can_tell,
            ),
            Act(
                "report",
                "Ctrl+Shift+B",
                live.reports.step,
                possible=lambda: live.reports.can_begin or bool(live.reports.next_words),
            ),
            Act(
                "announce",
                "Ctrl+Shift+K",
                announcements.step,
                possible=lambda: announcements.is_due,
            ),
        ]
    return [_call(window, pages, number, call) for number, call in enumerate(CALLS, start=1)]


def _tell_groups(window: MainWindow, pages: Pages) -> None:
    window.open_view(LIVE)
    pages.live_view.open_told()


def _call(window: MainWindow, pages: Pages, number: int, call: Call) -> Act:
    own = pages.notes_model.signals

    def open_line() -> None:
        window.open_view(NOTES)
        pages.notes_view.signals.open_line()

    do: Callable[[], object] = open_line if call == "line" else lambda: own.send(call)
    return Act(f"signal_{call}", f"Ctrl+Shift+{number}", do, possible=lambda: own.can(call))
