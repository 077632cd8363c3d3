"""What every view model is given: the dialogue at hand, its words, its beat, and its undo."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.commands.carry_out import may
from console.commands.undo import History, redo, undo
from console.domain.errors import DialogpultError, KnownFailure
from console.storage.store import Store
from console.viewmodels.bridge import Bridge
from console.viewmodels.evening import EveningViewModel
from console.viewmodels.keys import Keys
from console.viewmodels.ticker import Ticker
from console.words import Words

log = logging.getLogger(__name__)
_OF_THE_COURSE = frozenset({"run", "timer"})


class Desk(QObject):
    """One open dialogue at this console.

    `refused` carries the sentence for a person when a command or the disk says no, `failed` the
    KnownFailure itself when it was the disk; `saved` tells that a command went through.
    `history_changed`: undo or redo mean something else now. `run_sheet_wanted`: a person wants
    the run sheet as a file, from whichever view.
    """

    refused = Signal(str)
    failed = Signal(object)
    saved = Signal()
    history_changed = Signal()
    run_sheet_wanted = Signal()

    def __init__(
        self,
        store: Store,
        words: Words,
        ticker: Ticker,
        parent: QObject | None = None,
        keys: Keys | None = None,
    ) -> None:
        """`keys` outlive the dialogue; without them they are as at first."""
        super().__init__(parent)
        self.store = store
        self.words = words
        self.ticker = ticker
        self.keys = keys or Keys(words, parent=self)
        self.history = History(store)
        self.bridge = Bridge(store, self)
        self.evening = EveningViewModel(store, self.bridge, ticker, self)
        self.bridge.changed.connect(self.history_changed)

    @property
    def zone(self) -> str:
        """The IANA zone in which this dialogue's times are shown."""
        return self.store.state.dialogue.zone

    def may(self, kind: str, scope: str | None = None) -> bool:
        """Whether this console's role may write `kind`; what it may not is shown as text.

        At a position of one's own nobody's timers are touched: they are not the ones on screen.
        """
        if self.evening.is_local and kind.partition(".")[0] in _OF_THE_COURSE:
            return False
        return may(self.store, kind, scope)

    def attempt(self, command: Callable[..., object], /, *arguments: Any, **named: Any) -> bool:
        """Run a command on the store; a refusal becomes a sentence, and False is returned."""
        try:
            command(self.store, *arguments, **named)
        except DialogpultError as error:
            self.refuse(error)
            return False
        self.saved.emit()
        return True

    def made(self, command: Callable[..., str], /, *arguments: Any, **named: Any) -> str | None:
        """Run a command that makes something; returns the new id, None when it was refused."""
        try:
            result = command(self.store, *arguments, **named)
        except DialogpultError as error:
            self.refuse(error)
            return None
        self.saved.emit()
        return result

    def save_draft(self, place: str, text: str, base: Sequence[str] = ()) -> bool:
        """Write what is being typed; False when the disk did not take it."""
        try:
            self.store.save_draft(place, text, base)
        except DialogpultError as error:
            self.refuse(error)
            return False
        return True

    def refuse(self, error: DialogpultError) -> None:
        """Tell a person what did not go, in one sentence."""
        log.info("refused: %s", error.code)
        if isinstance(error, KnownFailure):
            self.failed.emit(error)
        self.refused.emit(self.words.error(error.code, error.parameters))

    def undo(self) -> None:
        """Take the last action back."""
        if not self.history.steps:
            self.refused.emit(self.words("errors.nothing_to_undo"))
            return
        self.attempt(undo, self.history)
        self.history_changed.emit()

    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.history.undone:
            return
        self.attempt(redo, self.history)
        self.history_changed.emit()

    def end(self) -> None:
        """Stop listening to the store; called before it is closed."""
        self.bridge.end()
        self.history.end()
