"""The four views and the projector of one open dialogue."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.app.mini_desk import MiniDesk
from console.app.projector_desk import ProjectorDesk
from console.app.reading_aloud import ReadingAloud
from console.app.signal_keys import signal_acts
from console.viewmodels.acts import Act
from console.viewmodels.clock_hint import ClockWatch
from console.viewmodels.desk import Desk
from console.viewmodels.live import LiveViewModel
from console.viewmodels.notes import NotesViewModel
from console.viewmodels.projector import ProjectorViewModel
from console.viewmodels.roster import RosterViewModel
from console.viewmodels.sync_status import SyncStatusViewModel
from console.views.main_window import LIVE, NOTES, ROSTER, MainWindow

if TYPE_CHECKING:
    from console.viewmodels.results import ResultsViewModel
    from console.views.live.live_view import LiveView
    from console.views.notes.notes_view import NotesView
    from console.views.projector.projector_window import ProjectorWindow
    from console.views.results.results_view import ResultsView
    from console.views.roster.roster_view import RosterView


class Pages(QObject):
    """View models and views; what one view wants of another goes through the window."""

    def __init__(
        self, window: MainWindow, desk: Desk, sync: SyncStatusViewModel, clock: ClockWatch
    ) -> None:
        super().__init__(desk)
        self._window = window
        self._desk = desk
        self._sync = sync
        self._clock = clock
        self._host = window.frame.sheet_host
        # In the order in which they hear of a change: a note of somebody else is shown first.
        self.notes_model = NotesViewModel(desk, self)
        self.live_model = LiveViewModel(desk, self)
        self.roster_model = RosterViewModel(desk, self)
        self.projector = ProjectorViewModel(desk, self)
        self.projector_desk = ProjectorDesk(window, self.projector, self)
        self.mini = MiniDesk(window, desk, self.live_model, self.projector.veil, self)
        self.projector_desk.console_wanted.connect(self.mini.model.leave)
        self.reading = ReadingAloud(window, desk, self)
        self.makers: list[Callable[[], QWidget]] = [
            lambda: self.live_view,
            lambda: self.notes_view,
            lambda: self.roster_view,
            lambda: self.results_view,
        ]
        self.projector.changed.connect(self._show_projector)
        sync.changed.connect(self._tell_live)
        # After sleep, or when somebody sets the clock, nothing else may change.
        desk.evening.ticked.connect(self._tell_clock)
        self._tell_live()

    # Views are loaded and made when they are asked for: the first one is on screen sooner.

    @cached_property
    def live_view(self) -> LiveView:
        from console.views.live.live_view import LiveView

        view = LiveView(self._window.theme, self.live_model, self._host)
        view.notes_requested.connect(self.open_note)
        view.roster_requested.connect(self._open_roster)
        view.next.prompter_wanted.connect(self.reading.open_prompter)
        return view

    @cached_property
    def notes_view(self) -> NotesView:
        from console.views.notes.notes_view import NotesView

        return NotesView(self._window.theme, self.notes_model, self._host)

    @cached_property
    def roster_view(self) -> RosterView:
        from console.views.announcement_strip import AnnouncementStrip
        from console.views.roster.roster_view import RosterView

        theme = self._window.theme
        view = RosterView(theme, self.roster_model, self._host)
        view.add_strip(AnnouncementStrip(theme, self.live_model.announcements))
        return view

    @cached_property
    def results_view(self) -> ResultsView:
        from console.views.results.results_view import ResultsView

        view = ResultsView(self._window.theme, self.results_model, self._host)
        view.note_requested.connect(self.open_note)
        return view

    @cached_property
    def results_model(self) -> ResultsViewModel:
        from console.viewmodels.results import ResultsViewModel

        results = ResultsViewModel(self._desk, self.notes_model.measures, parent=self)
        results.show_exchange(self._sync.status)
        return results

    @cached_property
    def projector_window(self) -> ProjectorWindow:
        from console.views.projector.projector_window import ProjectorWindow

        return ProjectorWindow(self.projector, console=self._window)

    def acts(self) -> list[Act]:
        """Return what keys of Live and the projector do from every view."""
        live = self.live_model

        def may_change() -> bool:
            return bool(live.minutes)

        return [
            Act("go", "F5", live.press_primary, True, lambda: live.primary is not None),
            Act("minus_one", "F7", lambda: live.change_minutes(-1), True, may_change),
            Act("plus_one", "F8", lambda: live.change_minutes(1), True, may_change),
            Act("plus_two", "F9", lambda: live.change_minutes(2), True, may_change),
            Act("pause", "Ctrl+P", live.toggle_pause, possible=lambda: bool(live.pause)),
            Act(
                "start_groups",
                "Ctrl+Shift+S",
                live.groups.start_all,
                possible=lambda: live.groups.can("start"),
            ),
            Act(
                "groups_back",
                "Ctrl+Shift+P",
                live.groups.mark_all_back,
                possible=lambda: live.groups.can("back"),
            ),
            Act("now_menu", "Ctrl+J", self._open_now_menu, possible=lambda: live.menu.is_offered),
            Act("catch_up", "Ctrl+Shift+A", self._catch_up),
            *signal_acts(self._window, self),
            *self.projector_desk.acts(),
            *self.reading.acts(),
            *self.mini.acts(),
        ]

    def _show_projector(self) -> None:
        """The window is made for its first picture, and follows by itself from then on."""
        if self.projector.is_shown:
            _ = self.projector_window

    def open_note(self, note: str = "") -> None:
        """Show the notes, and the named one among them."""
        self._window.open_view(NOTES)
        if note:
            self.notes_model.board.select(note)

    def _open_now_menu(self) -> None:
        if self.live_model.menu.is_offered:
            self._window.open_view(LIVE)
            self.live_view.now.buttons.more.open_menu()

    def _catch_up(self) -> None:
        self._window.open_view(LIVE)
        self.live_view.open_catch_up()

    def _open_roster(self) -> None:
        self._window.open_view(ROSTER)

    def _tell_live(self) -> None:
        """What only the network and the disk know belongs among the hints of Live."""
        status, hints = self._sync.status, self.live_model.hints
        hints.set_offline(status.since if self._sync.is_offline else None, status.pending)
        hints.set_not_saved(bool(self._sync.not_saved))
        self.live_model.show_exchange(status)
        self.notes_model.board.show_writing(self._sync.writing)
        if "results_model" in vars(self):
            self.results_model.show_exchange(status)
        self._tell_clock()

    def _tell_clock(self) -> None:
        self._clock.look(self._desk, self.live_model.hints)

    def end(self) -> None:
        """Close the projector and let the views go with the dialogue."""
        self.projector.hide()
        self.reading.end()
        self.projector_desk.end()
        self.mini.end()
        if "projector_window" in vars(self):
            self.projector_window.close()
            self.projector_window.deleteLater()
        self.deleteLater()
