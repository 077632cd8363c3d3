"""Calls from the groups that wait for an answer, as the lead and the co-host read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.commands import signals
from console.domain import values
from console.domain.signals import Call, Reply
from console.storage.change import Change
from console.timers.phase import COUNTING_DOWN, Phase
from console.viewmodels.citizens import reads_names
from console.viewmodels.desk import Desk
from console.words import formats

#: Who answers: the lead, and whoever helps to lead.
ANSWERS: Final = frozenset({"lead", "cohost"})
#: A hand decides before it presses: what came to the front this short ago is not meant.
REACTION_MS: Final = 300
#: call: the answers that fit, the likely one first; tone; icon
_LOOKS: Final[dict[Call, tuple[tuple[Reply, ...], str, str]]] = {
    "please_come": (("coming", "seen"), "accent", "hand-waving"),
    "tech": (("coming", "seen"), "tech", "headset"),
    "more_time": (("yes", "no"), "warn5", "hourglass-medium"),
    "done": (("seen",), "ok", "check"),
    "line": (("seen", "yes", "no"), "accent", "chat-text"),
}


class Answer(Struct, frozen=True):
    """One answer: what it is called, by which letter, and how it is said aloud."""

    reply: Reply
    words: str
    letter: str
    name: str


class WaitingCall(Struct, frozen=True, kw_only=True):
    """A call without an answer; `short` fits on a card, `answers` begin with the likely one."""

    id: str
    group: str
    title: str
    short: str
    detail: str
    tone: str
    icon: str
    since: int
    answers: tuple[Answer, ...]


def waiting_calls(desk: Desk) -> list[WaitingCall]:
    """Return the calls that wait for somebody here, the one that waits longest first."""
    if desk.store.identity.role not in ANSWERS or desk.evening.evening.course.is_over:
        return []
    return list(_waiting(desk))


def _waiting(desk: Desk) -> Iterator[WaitingCall]:
    groups = desk.store.state.groups
    for signal in signals.open_signals(desk.store):
        group = groups.get(signal.group or "")
        if group is not None and not group.hidden and not signal.reply and signal.call in _LOOKS:
            yield _call(desk, signal, group)


def _call(desk: Desk, signal: values.Signal, group: values.Group) -> WaitingCall:
    words, name = desk.words, group.name.text
    replies, tone, icon = _LOOKS[signal.call]
    if signal.call == "more_time" and not has_time(desk, group.id):
        # Time that is over cannot be given any more.
        replies = ("no", "seen")
    said = words(f"signals.call.{signal.call}")
    if signal.call == "line":
        title = words("signals.line_from_group", group=name)
        text = words("signals.quoted", text=signal.line)
    else:
        title, text = words("signals.from_group", group=name, call=said), ""
    return WaitingCall(
        id=signal.id,
        group=group.id,
        title=title,
        short=said,
        detail="\n".join(part for part in (text, _since(desk, signal, group)) if part),
        tone=tone,
        icon=icon,
        since=signal.made_at,
        answers=tuple(_answer(desk, reply, signal.call, name) for reply in replies),
    )


def _answer(desk: Desk, reply: Reply, call: Call, group: str) -> Answer:
    words = desk.words
    said = words(f"signals.answer.{reply_key(reply, call)}")
    letter = words(f"signals.letter.{reply}")
    return Answer(reply, said, letter, words("signals.answer_name", reply=said, group=group))


def reply_key(reply: str, call: str) -> str:
    """Return the key of an answer's words: yes to the question for time gives it."""
    return "yes_time" if (reply, call) == ("yes", "more_time") else reply


def has_time(desk: Desk, group: str) -> bool:
    """Whether a group is in its room with time that can be given more."""
    view = desk.evening.groups.get(group)
    return view is not None and (view.phase in COUNTING_DOWN or view.phase is Phase.PAUSED)


def _since(desk: Desk, signal: values.Signal, group: values.Group) -> str:
    words, time = desk.words, formats.clock(signal.made_at, desk.zone)
    person = desk.store.state.participants.get(group.moderator or "")
    if person is None or signal.line or not reads_names(desk):
        return words("signals.since", time=time)
    return words("signals.by_since", name=person.name, time=time)


class CallsViewModel(QObject):
    """`changed`: other calls wait. `waiting` holds them, the one that waits longest first."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.waiting: list[WaitingCall] = []
        self._first_at = 0.0
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self._read)

    @property
    def answers_here(self) -> bool:
        """Whether calls are answered at this console."""
        return self._desk.store.identity.role in ANSWERS

    def of_group(self, group: str) -> WaitingCall | None:
        """The call of a group that waits longest."""
        return next((call for call in self.waiting if call.group == group), None)

    def answer(self, call: str, reply: str) -> bool:
        """Answer a call; False when it was answered meanwhile or refused."""
        found = next((one for one in self.waiting if one.id == call), None)
        if found is None or reply not in {one.reply for one in found.answers}:
            return False
        return self._desk.attempt(signals.answer, call, reply)

    def answer_first(self) -> bool:
        """Give the likely answer to the call that waits longest, as it was on screen."""
        now = self._desk.store.time.clock.monotonic_ms()
        if not self.waiting or now - self._first_at < REACTION_MS:
            return False
        first = self.waiting[0]
        return self.answer(first.id, first.answers[0].reply)

    def _on_change(self, change: Change) -> None:
        if change.touches("signal", "group", "participant", "member", "lead"):
            self._read()

    def _read(self) -> None:
        before, self.waiting = self.waiting, waiting_calls(self._desk)
        if [call.id for call in before[:1]] != [call.id for call in self.waiting[:1]]:
            self._first_at = self._desk.store.time.clock.monotonic_ms()
        if before != self.waiting:
            self.changed.emit()
