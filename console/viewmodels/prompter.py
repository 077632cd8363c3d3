"""What is said, shown and done at the item that is on and at the next one."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.domain.values import AgendaItem
from console.storage.change import Change
from console.timers.phase import MINUTE_MS
from console.viewmodels.desk import Desk
from console.viewmodels.live_next import Cue
from console.viewmodels.ticks import Tick, may_tick, set_tick, ticks_of
from console.words import Words, formats


class Speech(Struct, frozen=True, kw_only=True):
    """One item as it is read aloud; `when` is empty for the one that is on."""

    item: str
    heading: str
    title: str
    when: str
    said: str
    cues: tuple[Cue, ...]
    ticks: tuple[Tick, ...]


class PrompterViewModel(QObject):
    """`changed`: other words, another item, or another tick."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._minute = -1
        self.speeches: tuple[Speech, ...] = ()
        self._read()
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._on_tick)
        desk.bridge.changed.connect(self._on_change)

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    @property
    def may_tick(self) -> bool:
        """Whether who works here may tick lines."""
        return may_tick(self._desk)

    def tick(self, line: Tick, *, ticked: bool) -> bool:
        """Tick a line, or take the tick away; all consoles see who did."""
        return set_tick(self._desk, line, ticked=ticked)

    # reading

    def _on_change(self, change: Change) -> None:
        if change.touches("check", "member"):
            self._read()

    def _on_tick(self) -> None:
        # Only when the next item comes moves by itself, and that is told in minutes.
        if self._desk.evening.now // MINUTE_MS != self._minute:
            self._read()

    def _read(self) -> None:
        evening = self._desk.evening
        self._minute = evening.now // MINUTE_MS
        items = {item.id: item for item in evening.evening.items}
        said: list[Speech] = []
        if evening.item is not None:
            said.append(self._speech(evening.item, "live.now", ""))
        following = evening.forecast.next
        if following is not None:
            when = formats.clock(following.forecast_start, self._desk.zone)
            said.append(self._speech(items[following.item], "live.next", when))
        if tuple(said) != self.speeches:
            self.speeches = tuple(said)
            self.changed.emit()

    def _speech(self, item: AgendaItem, heading: str, when: str) -> Speech:
        words = self._desk.words
        texts = {"who": item.who.text, "slide": item.slide.text, "cue": item.cue.text}
        return Speech(
            item=item.id,
            heading=words(heading),
            title=item.title.text,
            when=when,
            said=item.said.text or item.question.text,
            cues=tuple(Cue(words(f"live.{name}"), text) for name, text in texts.items() if text),
            ticks=ticks_of(self._desk, item.id),
        )
