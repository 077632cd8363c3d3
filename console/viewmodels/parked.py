"""What waits for a lead at the city backend, and what becomes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from console.domain.errors import DialogpultError
from console.sync.wire import Result
from console.sync.wire_parked import ParkedRow
from console.viewmodels.desk import Desk
from console.viewmodels.parked_entry import ParkedEntry, entries_of
from console.viewmodels.places import Spawn, sentence_of
from console.viewmodels.sync_status import SyncStatusViewModel
from console.words import Words

#: States of the exchange in which the backend answers.
_ANSWERING: Final = frozenset({"syncing", "synced", "waiting", "refused", "merging"})
_TAKEN: Final = frozenset({"accepted", "duplicate", "parked"})
#: How often the list is asked for while somebody looks at it.
_POLL_MS: Final = 30_000


class ParkedOffice(Protocol):
    """The backend's parked rows; every request raises DialogpultError."""

    async def parked(self) -> tuple[ParkedRow, ...]: ...
    async def adopt(self, op_ids: Sequence[str]) -> tuple[Result, ...]: ...
    async def set_aside(self, op_ids: Sequence[str]) -> tuple[Result, ...]: ...


class ParkedViewModel(QObject):
    """`changed`: the list or a sentence is another. `note_wanted`: these words are to be a note.

    Asked for on every reconnection and, calmly, while it is looked at; by nobody who does not
    lead. `end` before closing.
    """

    changed = Signal()
    note_wanted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        sync: SyncStatusViewModel,
        office: ParkedOffice,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sync = sync
        self._office = office
        self._spawn = spawn
        self._rows: tuple[ParkedRow, ...] = ()
        self._answers: dict[str, tuple[str, str]] = {}
        self._deciding: set[str] = set()
        self._is_watched = False
        self._is_loading = False
        self._was_available = False
        self._asked_at = 0
        self._ended = False
        self.shows_aside = False
        self.sentence = ""
        sync.changed.connect(self._on_status)
        desk.ticker.tick.connect(self._on_tick)
        self._on_status()

    @property
    def words(self) -> Words:
        return self._desk.words

    # what there is

    @property
    def is_available(self) -> bool:
        """Whether who works here leads, and the backend answers."""
        leads = self._desk.store.identity.role == "lead"
        return leads and self._sync.status.state in _ANSWERING

    @property
    def entries(self) -> tuple[ParkedEntry, ...]:
        """What waits, the latest first; what was set aside last, while that is shown."""
        shown = [row for row in self._rows if self.shows_aside or not row.set_aside]
        return entries_of(self._desk, shown, self._answers)

    @property
    def count(self) -> int:
        """How many texts wait, without those set aside."""
        waiting = [row for row in self._rows if not row.set_aside]
        return len(entries_of(self._desk, waiting, {}))

    @property
    def title(self) -> str:
        count = self.count
        return self.words("parked.title_count", n=count) if count else self.words("parked.title")

    @property
    def waiting(self) -> str:
        """The quiet sentence for the chip; empty when nothing waits or nobody here may decide."""
        count = self.count if self.is_available else 0
        return self.words("parked.waiting", n=count) if count else ""

    @property
    def aside_label(self) -> str:
        """What the button for the things set aside says; empty when there are none."""
        if self.shows_aside:
            return self.words("parked.hide_aside")
        aside = entries_of(self._desk, [row for row in self._rows if row.set_aside], {})
        return self.words("parked.show_aside", n=len(aside)) if aside else ""

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show at all."""
        return self.is_available and bool(self._rows or self.sentence)

    # what a person does

    def watch(self, *, watched: bool) -> None:
        """Keep the list fresh while somebody looks at it."""
        self._is_watched = watched
        if watched:
            self.refresh()

    def toggle_aside(self) -> None:
        """Show what was set aside, or not."""
        self.shows_aside = not self.shows_aside
        self.changed.emit()

    def adopt(self, entry: str) -> None:
        """Take a text into the log, where it is its author's."""
        self._decide(entry, self._office.adopt)

    def set_aside(self, entry: str) -> None:
        """Take a text out of sight; it is kept."""
        self._decide(entry, self._office.set_aside)

    def as_note(self, entry: str) -> None:
        """Offer the words as a new note of one's own."""
        text = next((one.text for one in self.entries if one.id == entry), "")
        if text:
            self.note_wanted.emit(text)

    def _decide(self, entry: str, asked: _Ask) -> None:
        found = next((one for one in self.entries if one.id == entry), None)
        if found is None or entry in self._deciding:
            return
        self._deciding.add(entry)
        self._spawn(self._decided(entry, asked(found.op_ids)))

    async def _decided(self, entry: str, asking: Awaitable[tuple[Result, ...]]) -> None:
        try:
            results = await asking
        except DialogpultError as error:
            self._say(self._told(error))
            return
        finally:
            self._deciding.discard(entry)
        self._note(entry, results)
        self.sentence = ""
        self.refresh()

    def _note(self, entry: str, results: Iterable[Result]) -> None:
        self._answers.pop(entry, None)
        for result in results:
            if result.status not in _TAKEN:
                self._answers[entry] = (result.status, result.reason or "")

    # the backend's answers

    def refresh(self) -> None:
        """Ask the backend what waits."""
        if self.is_available and not self._is_loading and not self._ended:
            self._is_loading = True
            self._asked_at = self._desk.evening.now
            self._spawn(self._load())

    async def _load(self) -> None:
        try:
            rows = await self._office.parked()
        except DialogpultError as error:
            # A backend that knows nothing of parked text has none.
            self._say("" if error.code == "not_found" else self._told(error))
            return
        finally:
            self._is_loading = False
        self._rows = rows
        self._say("")

    def _told(self, error: DialogpultError) -> str:
        if error.code == "forbidden":
            return self.words("parked.forbidden")
        return sentence_of(self._desk, error)

    def _say(self, sentence: str) -> None:
        if not self._ended:
            self.sentence = sentence
            self.changed.emit()

    def _on_status(self) -> None:
        is_back = self.is_available and not self._was_available
        gone = self._was_available and not self.is_available
        self._was_available = self.is_available
        if is_back:
            self.refresh()
        if gone:
            self.changed.emit()

    def _on_tick(self) -> None:
        if self._is_watched and self._desk.evening.now - self._asked_at >= _POLL_MS:
            self.refresh()

    def end(self) -> None:
        """What is still under way changes nothing any more."""
        self._ended = True


class _Ask(Protocol):
    def __call__(self, op_ids: Sequence[str]) -> Awaitable[tuple[Result, ...]]: ...
