"""What comes next, and what is said and shown there."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.domain.values import AgendaItem
from console.storage.change import Change
from console.viewmodels.desk import Desk
from console.viewmodels.ticks import Tick, may_tick, set_tick, ticks_of
from console.words import formats


class Cue(Struct, frozen=True):
    """One line of the run sheet beside the words: its label and what it says."""

    label: str
    text: str


class NextFacts(Struct, frozen=True, kw_only=True):
    """The next item in words; without an id nothing follows, and `title` says so."""

    id: str = ""
    title: str = ""
    when: str = ""
    question: str = ""
    said: str = ""
    cues: tuple[Cue, ...] = ()
    ticks: tuple[Tick, ...] = ()


class NextViewModel(QObject):
    """`changed`: another item is next, or it reads differently."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._second = -1
        self.facts = NextFacts()
        self._read()
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._on_tick)
        desk.bridge.changed.connect(self._on_change)

    @property
    def may_tick(self) -> bool:
        """Whether who works here may tick lines."""
        return may_tick(self._desk)

    def tick(self, line: Tick, *, ticked: bool) -> bool:
        """Tick a line, or take the tick away; all consoles see who did."""
        return set_tick(self._desk, line, ticked=ticked)

    def _on_change(self, change: Change) -> None:
        if change.touches("check", "member"):
            self._read()

    def _on_tick(self) -> None:
        if self._desk.evening.now // 1000 != self._second:
            self._read()

    def _read(self) -> None:
        self._second = self._desk.evening.now // 1000
        facts = self._facts()
        if facts != self.facts:
            self.facts = facts
            self.changed.emit()

    def _facts(self) -> NextFacts:
        evening, words = self._desk.evening, self._desk.words
        row = evening.forecast.next
        if row is None:
            over = evening.evening.course.is_over
            return NextFacts(title=words("live.next_over" if over else "live.next_none"))
        item = next(one for one in evening.evening.items if one.id == row.item)
        minutes = formats.minutes(words, item.minutes)
        time = formats.clock(row.forecast_start, self._desk.zone)
        return NextFacts(
            id=item.id,
            title=item.title.text,
            when=words("live.next_at", time=time, minutes=minutes),
            question=item.question.text,
            said=item.said.text,
            cues=tuple(self._cues(item)),
            ticks=ticks_of(self._desk, item.id),
        )

    def _cues(self, item: AgendaItem) -> list[Cue]:
        texts = {"who": item.who.text, "cue": item.cue.text, "slide": item.slide.text}
        return [Cue(self._desk.words(f"live.{name}"), text) for name, text in texts.items() if text]
