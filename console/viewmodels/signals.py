"""Gruppenfunk as a group has it: calls with one key, their answers, and lines from the lead."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.commands import signals
from console.domain import values
from console.domain.signals import Call
from console.storage.change import Change
from console.timers.phase import MINUTE_MS
from console.viewmodels.calls import has_time, reply_key
from console.viewmodels.capture_choices import CaptureChoices
from console.viewmodels.desk import Desk
from console.words import Words, formats

#: In the order of their keys.
CALLS: Final[tuple[Call, ...]] = ("please_come", "tech", "more_time", "done", "line")
#: These make sense only while the group is in its room.
_IN_THE_ROOM: Final = frozenset({"more_time", "done"})
#: Where the line that is being typed is kept.
DRAFT: Final = "signal"
#: What was answered, and lines to all groups, leave by themselves after so long.
LASTS_MS: Final = 20 * MINUTE_MS
#: So many calls of one's own stand there, the newest.
MOST_SENT: Final = 3
_TONES: Final = {"coming": "ok", "yes": "ok", "no": "warn5", "seen": "neutral"}


class SentRow(Struct, frozen=True, kw_only=True):
    """A call of this group and its answer; `name` says it to a screen reader."""

    id: str
    words: str
    state: str
    tone: str
    icon: str
    name: str
    close_name: str


class ToldRow(Struct, frozen=True, kw_only=True):
    """A line from the lead that was not seen here yet."""

    id: str
    text: str
    detail: str
    see_name: str


class SignalsViewModel(QObject):
    """`changed`: other calls, answers, lines, or another group. `told` carries what is new here.

    `group` is None on a console that is not limited to groups: it has no Gruppenfunk.
    """

    changed = Signal()
    told = Signal(str)
    longest = signals.LONGEST_LINE

    def __init__(self, desk: Desk, choices: CaptureChoices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._choices = choices
        self._state: tuple[object, ...] = ()
        self.group: str | None = None
        self.offered: tuple[Call, ...] = ()
        self.sent: tuple[SentRow, ...] = ()
        self.lines: tuple[ToldRow, ...] = ()
        drafts = {draft.place: draft.text for draft in desk.store.drafts()}
        #: What was being typed when the program ended.
        self.draft = drafts.get(DRAFT, "")
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._on_tick)
        choices.chosen.connect(self._read)
        choices.changed.connect(self._read)

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    @property
    def title(self) -> str:
        """Which group calls from here."""
        group = self._desk.store.state.groups.get(self.group or "")
        if group is None:
            return self.words("signals.title")
        return self.words("signals.title_of", group=group.name.text)

    # what a person does

    def can(self, call: Call) -> bool:
        """Whether this console can call so now."""
        return call in self.offered

    def send(self, call: Call) -> bool:
        """Call the lead with one key."""
        if self.group is None or not self.can(call):
            return False
        return self._desk.made(signals.raise_signal, self.group, call) is not None

    def send_line(self, text: str) -> bool:
        """Send one line; what was typed is kept when it is refused."""
        if self.group is None or not self.can("line"):
            return False
        made = self._desk.made(signals.raise_signal, self.group, "line", text, draft=DRAFT)
        if made is not None:
            self.draft = ""
        return made is not None

    def type_line(self, text: str) -> None:
        """Keep what is being typed."""
        self.draft = text
        self._desk.save_draft(DRAFT, text)

    def close(self, call: str) -> bool:
        """Take a call off the list: it is settled."""
        return self._desk.attempt(signals.close, call)

    def see(self, line: str) -> bool:
        """Tell the lead that a line was seen in this group."""
        return self.group is not None and self._desk.attempt(signals.mark_seen, line, self.group)

    # reading

    def _on_change(self, change: Change) -> None:
        if change.touches("signal", "check", "group", "member", "lead"):
            self._read()

    def _on_tick(self) -> None:
        """Only what leaves by itself changes with time."""
        minute = self._desk.evening.now // MINUTE_MS
        if (self.sent or self.lines) and minute != self._minute:
            self._read()

    def _read(self) -> None:
        self._minute = self._desk.evening.now // MINUTE_MS
        own = self._desk.store.identity.groups
        origin = self._choices.origin
        self.group = origin if origin in own else None
        self.offered = self._offered()
        before = self.sent, self.lines
        self.sent, self.lines = tuple(self._sent()), tuple(self._lines())
        state = self.group, self.title, self.offered, self.sent, self.lines
        if state != self._state:
            self._state = state
            self.changed.emit()
            self._tell(*before)

    def _offered(self) -> tuple[Call, ...]:
        group, desk = self.group, self._desk
        if group is None or not desk.may("signal.raised", group):
            return ()
        if desk.evening.evening.course.is_over:
            return ()
        on = has_time(desk, group)
        return tuple(call for call in CALLS if on or call not in _IN_THE_ROOM)

    def _sent(self) -> list[SentRow]:
        if self.group is None:
            return []
        own = [
            signal
            for signal in signals.open_signals(self._desk.store)
            if signal.group == self.group and not self._is_past(signal)
        ]
        return [self._row(signal) for signal in own[-MOST_SENT:]]

    def _is_past(self, signal: values.Signal) -> bool:
        answered = signal.call == "to_groups" or bool(signal.reply)
        return answered and self._desk.evening.now - signal.made_at > LASTS_MS

    def _row(self, signal: values.Signal) -> SentRow:
        words = self.words
        said = words(f"signals.call.{signal.call}")
        if signal.call == "line":
            said = words("signals.quoted", text=signal.line)
        if signal.reply:
            state = words(f"signals.reply.{reply_key(signal.reply, signal.call)}")
        elif signal.unsent:
            state = words("signals.unsent")
        else:
            state = words("signals.sent", time=formats.clock(signal.made_at, self._desk.zone))
        return SentRow(
            id=signal.id,
            words=said,
            state=state,
            tone=_TONES.get(signal.reply, "accent"),
            icon="check" if signal.reply else "paper-plane-tilt",
            name=words("signals.sent_name", call=said, state=state),
            close_name=words("signals.close_name", call=said),
        )

    def _lines(self) -> list[ToldRow]:
        if self.group is None:
            return []
        desk, own = self._desk, self._desk.store.identity.groups
        return [
            self._line(signal)
            for signal in signals.open_signals(desk.store)
            if signal.call == "to_groups"
            and not self._is_past(signal)
            and not signals.seen_by(desk.store, signal.id).intersection(own)
        ]

    def _line(self, signal: values.Signal) -> ToldRow:
        words, time = self.words, formats.clock(signal.made_at, self._desk.zone)
        return ToldRow(
            id=signal.id,
            text=words("signals.told_to_group", text=signal.line),
            detail=words("signals.told_by", time=time),
            see_name=words("signals.see_name", text=signal.line),
        )

    def _tell(self, sent: tuple[SentRow, ...], lines: tuple[ToldRow, ...]) -> None:
        """Say new answers and new lines once."""
        states = {row.id: row.state for row in sent}
        for row in self.sent:
            signal = self._desk.store.state.signals[row.id]
            if signal.reply and row.id in states and states[row.id] != row.state:
                said = self.words("signals.answered", call=row.words, reply=row.state)
                self.told.emit(said)
        known = {row.id for row in lines}
        for line in self.lines:
            if line.id not in known:
                self.told.emit(line.text)
