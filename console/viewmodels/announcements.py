"""The announcement that is due, to be copied into the conference or read aloud, and who sent it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from console.commands import checks
from console.domain.values import Check
from console.storage.change import Change
from console.templates import read_template
from console.timers.due import Due, covers, due_now
from console.timers.phase import MINUTE_MS
from console.timers.present import present
from console.viewmodels.calls import ANSWERS
from console.viewmodels.desk import Desk
from console.words import Words, formats

#: What was sent stays in sight for so long.
SENT_SHOWN_MS: Final = 2 * MINUTE_MS
_PREFIX: Final = "announced"


class Announcement(Struct, frozen=True, kw_only=True):
    """`chat` and `aloud` are the same in two forms; `sent` says when and by whom, else empty."""

    line: str
    chat: str
    aloud: str
    detail: str
    sent: str


class AnnouncementsViewModel(QObject):
    """`changed`: another one is due, it was sent, or none is. `appeared` carries a new one."""

    changed = Signal()
    appeared = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._due: Due | None = None
        self._copied = ""
        self._second = -1
        self.shown: Announcement | None = None
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._on_tick)

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    @property
    def is_due(self) -> bool:
        """Whether something waits to be sent."""
        return self.shown is not None and not self.shown.sent

    @property
    def is_copied(self) -> bool:
        """Whether this very text is on the clipboard by this console."""
        return self.shown is not None and self._copied == self.shown.line

    # what a person does

    def copy(self) -> bool:
        """Put the text for the chat on the clipboard."""
        if self.shown is None:
            return False
        QGuiApplication.clipboard().setText(self.shown.chat)
        self._copied = self.shown.line
        self.changed.emit()
        return True

    def mark_sent(self) -> bool:
        """Say on all consoles that it was sent."""
        shown, due = self.shown, self._due
        if shown is None or due is None or shown.sent:
            return False
        return self._desk.attempt(checks.tick, self._list_of(due), shown.line, shown.chat)

    def step(self) -> bool:
        """Copy it first, and say with the next press that it was sent."""
        if not self.is_due:
            return False
        return self.mark_sent() if self.is_copied else self.copy()

    # reading

    def _on_change(self, change: Change) -> None:
        if change.touches("check", "member", "lead"):
            self._read()

    def _on_tick(self) -> None:
        if self._desk.evening.now // 1000 != self._second:
            self._read()

    def _read(self) -> None:
        evening = self._desk.evening
        self._second = evening.now // 1000
        self._due = None
        if self._desk.store.identity.role in ANSWERS and not evening.is_local:
            on = present(evening.evening, evening.now)
            self._due = due_now(evening.evening, evening.now, on)
        before, self.shown = self.shown, self._announcement()
        if self.shown != before:
            self.changed.emit()
            if self.is_due and self.shown and (before is None or before.line != self.shown.line):
                self.appeared.emit(self.shown.chat)

    def _announcement(self) -> Announcement | None:
        due = self._due
        if due is None:
            return None
        sent = self._sent(due)
        if sent is not None and self._desk.evening.now - sent.made_at > SENT_SHOWN_MS:
            return None
        chat, aloud = self._texts(due)
        return Announcement(
            line=sent.line if sent is not None else _line(due),
            chat=chat,
            aloud=aloud,
            detail=self._detail(due) if sent is None else "",
            sent=self._sent_words(sent) if sent is not None else "",
        )

    def _list_of(self, due: Due) -> str:
        return due.visit or self._desk.store.state.dialogue_id

    def _sent(self, due: Due) -> Check | None:
        """Return the tick that tells that this was sent, on whatever console."""
        start, place = _line(due).rpartition(":")[0], self._list_of(due)
        for check in self._desk.store.state.checks.values():
            head, _, end = check.line.rpartition(":")
            if check.item != place or head != start or not check.ticked or check.hidden:
                continue
            if end.isdecimal() and covers(int(end), due):
                return check
        return None

    def _sent_words(self, sent: Check) -> str:
        words, time = self.words, formats.clock(sent.made_at, self._desk.zone)
        role = words(f"shell.role.{sent.made_role or 'lead'}")
        return words("announcements.was_sent", time=time, role=role)

    def _detail(self, due: Due) -> str:
        if due.groups == due.of:
            return ""
        return self.words("announcements.fits", n=due.groups, count=due.of)

    @cached_property
    def _template(self) -> list[dict[str, Any]]:
        return list(read_template()["announcement"])

    def _texts(self, due: Due) -> tuple[str, str]:
        """Return the forms for the chat and for reading aloud, in the template's words."""
        found = next((one for one in self._template if _tells(one, due)), None)
        if found is None:
            left = self.words("announcements.left", n=due.minutes or 0)
            return left, left
        starts_at = self._desk.store.state.dialogue.starts_at
        start = formats.spoken_clock(self.words, starts_at, self._desk.zone)
        return found["chat"].replace("{start}", start), found["aloud"].replace("{start}", start)


def _line(due: Due) -> str:
    """Return the name of a line: the same on every console, and another for another end."""
    return f"{_PREFIX}:{due.when}:{due.minutes or 0}:{due.end_min}"


def _tells(one: dict[str, Any], due: Due) -> bool:
    if due.when in ("warning", "over"):
        return one["when"] in ("warning", "last_minute", "over") and one["minutes"] == due.minutes
    return one["when"] == due.when
