"""One line from the lead to all groups, and in how many of them it was seen."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.commands import signals
from console.domain import values
from console.storage.change import Change
from console.timers.phase import MINUTE_MS
from console.timers.present import last_breakout
from console.viewmodels.calls import ANSWERS
from console.viewmodels.desk import Desk
from console.viewmodels.signals import LASTS_MS
from console.words import Words

#: Where the line that is being typed is kept.
DRAFT: Final = "told"
#: So many lines stand there, the newest.
MOST_SHOWN: Final = 2


class ToldLine(Struct, frozen=True, kw_only=True):
    """A line that was sent; `all_seen`: in every group."""

    id: str
    text: str
    seen: str
    all_seen: bool
    name: str
    settle_name: str


class ToldGroupsViewModel(QObject):
    """`changed`: other lines, or seen in more groups."""

    changed = Signal()
    longest = signals.LONGEST_LINE

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.lines: tuple[ToldLine, ...] = ()
        drafts = {draft.place: draft.text for draft in desk.store.drafts()}
        #: What was being typed when the program ended.
        self.draft = drafts.get(DRAFT, "")
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._on_tick)

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    @property
    def can_tell(self) -> bool:
        """Whether there are groups, and who works here speaks to all of them."""
        desk = self._desk
        tells = desk.store.identity.role in ANSWERS and desk.may("signal.raised")
        return tells and bool(self._groups()) and desk.evening.evening.course.is_live

    def tell(self, text: str) -> bool:
        """Send one line; what was typed is kept when it is refused."""
        if not self.can_tell:
            return False
        made = self._desk.made(signals.tell_groups, text, draft=DRAFT)
        if made is not None:
            self.draft = ""
        return made is not None

    def type_line(self, text: str) -> None:
        """Keep what is being typed."""
        self.draft = text
        self._desk.save_draft(DRAFT, text)

    def settle(self, line: str) -> bool:
        """Take a line away, here and in the groups."""
        return self._desk.attempt(signals.close, line)

    # reading

    def _on_change(self, change: Change) -> None:
        if change.touches("signal", "check", "group", "member", "lead"):
            self._read()

    def _on_tick(self) -> None:
        """Lines only leave with time, after minutes."""
        if self.lines and self._desk.evening.now // MINUTE_MS != self._minute:
            self._read()

    def _groups(self) -> set[str]:
        """Return the groups that are meant: of the phase that is on, was on, or comes first."""
        evening = self._desk.evening.evening
        item = last_breakout(evening)
        if item is None:
            found = (one for one in evening.items if evening.groups.get(one.id))
            item = next(found, None)
        return {group.id for group in evening.groups.get(item.id, ())} if item else set()

    def _read(self) -> None:
        self._minute = self._desk.evening.now // MINUTE_MS
        shows = self._desk.store.identity.role in ANSWERS
        told = [self._line(signal) for signal in self._told()] if shows else []
        lines = tuple(reversed(told[-MOST_SHOWN:]))
        if lines != self.lines:
            self.lines = lines
            self.changed.emit()

    def _told(self) -> list[values.Signal]:
        now = self._desk.evening.now
        return [
            signal
            for signal in signals.open_signals(self._desk.store)
            if signal.call == "to_groups" and now - signal.made_at <= LASTS_MS
        ]

    def _line(self, signal: values.Signal) -> ToldLine:
        words, groups = self.words, self._groups()
        seen = len(groups & signals.seen_by(self._desk.store, signal.id))
        said = words("signals.seen_of", seen=seen, count=len(groups))
        return ToldLine(
            id=signal.id,
            text=words("signals.told_line", text=signal.line),
            seen=said,
            all_seen=seen == len(groups),
            name=words("signals.told_name", text=signal.line, seen=said),
            settle_name=words("signals.settle_name", text=signal.line),
        )
