"""One open dialogue in the window: view models, views, keys, backups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from console.app.backups import Backups
from console.app.looking import Looking
from console.app.pages import Pages
from console.app.projector_menu import ProjectorMenu
from console.app.readiness import Readiness
from console.storage.store import Store
from console.viewmodels.acts import Act
from console.viewmodels.clock_hint import ClockWatch
from console.viewmodels.desk import Desk
from console.viewmodels.keys import Keys
from console.viewmodels.shell import ShellViewModel
from console.viewmodels.sync_details import SyncDetailsViewModel
from console.viewmodels.sync_status import SyncStatusViewModel
from console.viewmodels.ticker import Ticker
from console.views.main_window import LIVE, NOTES, RESULTS, ROSTER, MainWindow
from console.views.shell.bottom_bar import Device
from console.views.shell.shell_presenter import ShellPresenter
from console.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QShortcut

    from console.views.shell.sync_sheet import SyncSheet

#: Where each role begins.
FIRST_VIEW = {"lead": LIVE, "notetaker": NOTES, "cohost": ROSTER, "observer": LIVE}
_VIEW_NAMES = {LIVE: "live", NOTES: "notes", ROSTER: "roster", RESULTS: "results"}


class Session(QObject):
    """Everything between opening and closing a dialogue. `end` must be called before closing.

    `looking` knows what is on screen, for the others; `sync_wanted`: a person asks to sync now;
    `hand_out_wanted`, `read_in_wanted`: to hand over by hand; `sync_opened`: the sheet is shown;
    `titled`: the dialogue is called otherwise now, or its title has come from the log; `ended`:
    whatever belongs to it has to let go.
    """

    sync_wanted = Signal()
    hand_out_wanted = Signal()
    read_in_wanted = Signal()
    sync_opened = Signal()
    titled = Signal(str)
    ended = Signal()

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        words: Words,
        ticker: Ticker,
        backups: Path,
        clock: ClockWatch | None = None,
        keys: Keys | None = None,
    ) -> None:
        """`clock` remembers, over several sessions, what was said about the device's clock."""
        super().__init__(window)
        self.window = window
        self.store = store
        #: The role that all of this was made for; another one needs all of it anew.
        self.role = store.identity.role
        self.desk = Desk(store, words, ticker, self, keys)
        self.shell = ShellViewModel(self.desk, self)
        self.sync = SyncStatusViewModel(self.desk, self)
        self.sync_details = SyncDetailsViewModel(self.desk, self.sync, self)
        self.backups = Backups(self.desk, backups, self)
        self.pages = Pages(window, self.desk, self.sync, clock or ClockWatch())
        Readiness(
            self.pages.live_model.ready,
            self.desk,
            self.sync,
            self.backups,
            self.pages.projector,
            self,
        )
        self.looking = Looking(self.pages.notes_model, self)
        self._presenter = ShellPresenter(window.frame, self.shell, self.desk)
        #: What can be done from every view; `offer` adds to it.
        self.acts: list[Act] = []
        self._shortcuts: list[QShortcut] = []
        self.offer(self._acts())
        self.backups.failed.connect(self._presenter.show_notice)
        self.sync.changed.connect(self._show_sync)
        self._parked = ""
        self._title = self.shell.title
        self.shell.changed.connect(self._show_title)
        window.view_changed.connect(self._on_view)
        window.frame.top_bar.sync_pressed.connect(self.open_sync)
        self.sync_details.draft_wanted.connect(self._adopt)
        chip = window.frame.top_bar.projector_chip
        self._projector_menu = ProjectorMenu(chip, self.pages.projector, words, self.desk.keys)
        window.frame.top_bar.projector_pressed.connect(self._projector_menu.open)
        self.pages.projector.changed.connect(self._show_projector)
        first = FIRST_VIEW.get(self.role, LIVE)
        window.show_dialogue(self.pages.makers, self.shell.title, first)
        self.desk.keys.changed.connect(self._show_keys)
        self._show_keys()
        self._show_sync()
        self._show_projector()

    def _show_title(self) -> None:
        if self.shell.title != self._title:
            self._title = self.shell.title
            self.window.setWindowTitle(self.desk.words("shell.window_title", title=self._title))
            self.titled.emit(self._title)

    def _acts(self) -> list[Act]:
        """Return what keys do in every view."""
        pages, desk = self.pages, self.desk
        return [
            *(
                Act(f"view_{name}", f"Ctrl+{number + 1}", self._opener(number))
                for number, name in _VIEW_NAMES.items()
            ),
            *pages.acts(),
            Act("undo", "Ctrl+Z", desk.undo, True, lambda: bool(desk.history.steps)),
            Act("redo", "Ctrl+Y", desk.redo, True, lambda: bool(desk.history.undone)),
            Act("capture", "Ctrl+N", lambda: self.window.open_view(NOTES)),
            Act("sync", "Ctrl+S", self.sync_wanted.emit),
        ]

    def offer(self, acts: Sequence[Act]) -> None:
        """Let more be done from every view, with the keys that are set for it."""
        self.acts += acts
        self.desk.keys.know(acts)
        for act in acts:
            self._shortcuts += self.window.bind_act(act, self.desk.keys)
        # What has shown its key before it was known shows it now.
        self.desk.keys.changed.emit()

    def _show_keys(self) -> None:
        """The keys of the tabs and of the bottom bar."""
        keys, words = self.desk.keys, self.desk.words
        self.window.show_tab_keys([keys.label(f"view_{name}") for name in _VIEW_NAMES.values()])
        known = [name for name in ("palette", "help") if keys.label(name)]
        self.window.show_hints([(keys.label(name), words(f"shell.keys.{name}")) for name in known])

    def _opener(self, number: int) -> Callable[[], None]:
        return lambda: self.window.open_view(number)

    def _on_view(self, number: int) -> None:
        self.looking.show(_VIEW_NAMES[number])

    def _show_sync(self) -> None:
        bar, status = self.window.frame.top_bar, self.sync
        bar.set_sync(status.look, status.text, status.short_text)
        told = " ".join(part for part in (status.long_text, self._parked) if part)
        bar.sync_chip.setToolTip(told)
        bar.sync_chip.setAccessibleDescription(told)
        devices = [Device(device.initials, device.name) for device in status.devices]
        self.window.frame.bottom_bar.set_devices(status.devices_text, devices)

    def tell_parked(self, sentence: str) -> None:
        """Say behind the chip that something waits for the lead; empty: nothing does."""
        self._parked = sentence
        self._show_sync()

    # what stands behind the sync chip

    @cached_property
    def sync_sheet(self) -> SyncSheet:
        from console.views.shell.sync_sheet import SyncSheet

        sheet = SyncSheet(self.window.theme, self.window.frame.sheet_host, self.sync_details)
        sheet.sync_wanted.connect(self.sync_wanted)
        sheet.export_wanted.connect(self._export_refused)
        sheet.give_wanted.connect(self._leave_sync_for(self.hand_out_wanted))
        sheet.take_wanted.connect(self._leave_sync_for(self.read_in_wanted))
        return sheet

    def _leave_sync_for(self, wanted: SignalInstance) -> Callable[[], None]:
        """One sheet after the other: the focus goes back to where the first came from."""

        def go() -> None:
            self.sync_sheet.close_sheet()
            wanted.emit()

        return go

    def open_sync(self) -> None:
        """Show how saving and syncing stand."""
        self.sync_sheet.show_details()
        self.sync_opened.emit()

    def _adopt(self, text: str) -> None:
        """Put words that were refused into the capture line, where they are a draft at once."""
        if not self.pages.notes_model.capture.take_over(text):
            self.desk.refused.emit(self.desk.words("shell.sync_sheet.adopt_busy"))
            return
        self.sync_sheet.close_sheet()
        self.window.open_view(NOTES)
        self.pages.notes_view.focus_first()

    def _export_refused(self) -> None:
        from console.viewmodels.results_export import documents_folder

        self.sync_details.export_refused(documents_folder(self.store.path))

    def _show_projector(self) -> None:
        words, projector = self.desk.words, self.pages.projector
        bar = self.window.frame.top_bar
        look = ("accent", "monitor-play") if projector.is_shown else ("neutral", "monitor")
        short = words("shell.projector_on_short") if projector.is_shown else ""
        bar.set_projector(projector.content_label, *look, short)
        bar.projector_chip.setAccessibleName(projector.content_name)

    def end(self) -> None:
        """Let go of store and window; nothing of this dialogue is shown any more."""
        focused = self.window.focusWidget()
        if focused is not None:
            # Whoever lost the focus later would speak to what is gone by then.
            focused.clearFocus()
        self.ended.emit()
        self.window.end_dialogue()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self.desk.keys.changed.disconnect(self._show_keys)
        self.window.show_hints([])
        self.window.view_changed.disconnect(self._on_view)
        self.window.frame.top_bar.sync_pressed.disconnect(self.open_sync)
        if "sync_sheet" in vars(self):
            self.sync_sheet.deleteLater()
        self.window.frame.top_bar.projector_pressed.disconnect(self._projector_menu.open)
        self._projector_menu.deleteLater()
        self._presenter.end()
        self.pages.end()
        self.desk.end()
        self.deleteLater()
