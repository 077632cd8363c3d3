"""The list of exceptions: by priority, leaving by itself when the cause has ended."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.commands import signals
from console.storage.change import Change
from console.viewmodels.desk import Desk
from console.viewmodels.live_hint import Hint, Rank
from console.viewmodels.live_hints_entities import conflict_hints, lead_hints, tech_hints
from console.viewmodels.live_hints_signals import call_hints, call_of
from console.viewmodels.live_hints_time import time_hints
from console.words import formats

MOST_SHOWN = 3
_FAMILIES = (
    "note", "measure", "agenda_item", "tech_case", "participant", "seat", "lead", "member",
    "signal", "group",
)  # fmt: skip


class HintsViewModel(QObject):
    """`changed`: other hints, or the same in other words.

    What only the network or the disk knows is put in from outside: `set_offline`,
    `set_not_saved`, and `put`/`take` for anything else.
    """

    changed = Signal()
    # id of a hint that was put here, and the key of what is to be done about it
    acted = Signal(str, str)
    # a Hint that was not there before
    appeared = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._seen: set[str] = set()
        self._put: dict[str, Hint] = {}
        self._offline: tuple[int, int] | None = None
        self._not_saved = False
        self._expanded = False
        self._second = -1
        self._conflicts: list[Hint] = []
        self.all: list[Hint] = []
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._on_tick)
        self._conflicts = list(conflict_hints(desk))
        self._read()

    # what is shown

    @property
    def shown(self) -> list[Hint]:
        """The hints on screen: at most three, unless a person asked for all."""
        return self.all if self._expanded else self.all[:MOST_SHOWN]

    @property
    def more(self) -> str:
        """How many others there are, in words; empty for none."""
        rest = len(self.all) - MOST_SHOWN
        if rest <= 0 or self._expanded:
            return ""
        return self._desk.words("live.more_hints", n=rest)

    def show_all(self) -> None:
        self._expanded = True
        self.changed.emit()

    def see(self, hint: str) -> None:
        """Take a hint off the list until its cause has ended and comes again.

        Of a call the group is told: somebody waits for an answer.
        """
        if call := call_of(hint):
            self._desk.attempt(signals.answer, call, "seen")
            return
        self._seen.add(hint)
        self._read()

    def act(self, hint: str, key: str) -> bool:
        """Do what a hint offers; False when it is not offered any more, or was refused."""
        found = next((one for one in self.all if one.id == hint), None)
        if found is None or key not in {act.key for act in found.acts}:
            return False
        if call := call_of(hint):
            return self._desk.attempt(signals.answer, call, key)
        self.acted.emit(hint, key)
        return True

    # what comes from outside

    def set_offline(self, since: int | None, waiting: int = 0) -> None:
        """Say since when (UTC ms) there is no network, and how many changes wait; None: it is."""
        offline = None if since is None else (since, waiting)
        if offline != self._offline:
            self._offline = offline
            self._read()

    def set_not_saved(self, not_saved: bool) -> None:
        """Say that this device cannot save, or can again."""
        if not_saved != self._not_saved:
            self._not_saved = not_saved
            self._read()

    def put(self, hint: Hint) -> None:
        """Show a hint until `take` is called with its id."""
        self._put[hint.id] = hint
        self._read()

    def take(self, hint: str) -> None:
        """End a hint that was put."""
        if self._put.pop(hint, None) is not None:
            self._read()

    # reading

    def _on_change(self, change: Change) -> None:
        if change.touches("note", "measure", "agenda_item"):
            self._conflicts = list(conflict_hints(self._desk))
        if change.touches(*_FAMILIES):
            self._read()

    def _on_tick(self) -> None:
        second = self._desk.evening.now // 1000
        if second != self._second:
            self._read()

    def _read(self) -> None:
        self._second = self._desk.evening.now // 1000
        desk = self._desk
        hints = [*self._from_outside(), *call_hints(desk), *lead_hints(desk), *tech_hints(desk)]
        hints += [*time_hints(desk), *self._conflicts]
        self._seen &= {hint.id for hint in hints}
        hints = [hint for hint in hints if hint.id not in self._seen]
        hints.sort(key=_place)
        if hints != self.all:
            known = {hint.id for hint in self.all}
            self.all = hints
            for hint in hints:
                if hint.id not in known:
                    self.appeared.emit(hint)
            if len(hints) <= MOST_SHOWN:
                self._expanded = False
            self.changed.emit()

    def _from_outside(self) -> list[Hint]:
        words = self._desk.words
        hints = list(self._put.values())
        if self._not_saved:
            title, text = words("shell.hint.not_saved"), words("shell.sync_long.not_saved")
            hints.append(Hint("not_saved", Rank.NOT_SAVED, 0, title, text, "over", "floppy-disk"))
        if self._offline is not None:
            since, waiting = self._offline
            time = formats.clock(since, self._desk.zone)
            title = words("shell.hint.offline_since", time=time)
            text = words("shell.hint.offline_text", n=waiting) if waiting else ""
            hints.append(Hint("offline", Rank.OFFLINE, since, title, text, "warn5", "cloud-slash"))
        return hints


def _place(hint: Hint) -> tuple[int, int, str]:
    """The newest comes first; but whoever calls longest, so that none is pushed aside."""
    since = hint.since if hint.rank is Rank.CALL else -hint.since
    return hint.rank, since, hint.id
