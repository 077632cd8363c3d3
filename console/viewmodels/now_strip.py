"""What the strip above Notizen and Teilnehmende says: what is on, how long, when it all ends."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.domain.values import AgendaItem
from console.timers.phase import MINUTE_MS, Phase
from console.timers.schedule import deviation_min, is_on_plan
from console.timers.timer import TimerView
from console.viewmodels.desk import Desk
from console.words import formats

DAY_MS = 24 * 60 * MINUTE_MS


class StripFacts(Struct, frozen=True, kw_only=True):
    """Everything on the strip in words; two that are equal look the same.

    `phase`: ready, running, warning, last_minute, over, paused or ended. The bar runs from 0 to
    `length_s` and stands at `elapsed_s`; its zones begin `warning_s` and `last_s` before its end.
    """

    phase: str
    chip: str
    title: str
    question: str
    time: str = ""
    elapsed_s: int = 0
    length_s: int = 0
    warning_s: int | None = None
    last_s: int | None = None
    item_end: str = ""
    dialogue_end: str = ""
    description: str = ""


class NowStripViewModel(QObject):
    """`changed`: something on the strip reads or looks different; at most once a second."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.facts = self._read()
        desk.evening.changed.connect(self._look)
        desk.evening.ticked.connect(self._look)

    def _look(self) -> None:
        facts = self._read()
        if facts != self.facts:
            self.facts = facts
            self.changed.emit()

    def _read(self) -> StripFacts:
        evening = self._desk.evening
        if evening.evening.course.is_over:
            return self._ended()
        if evening.item is None or evening.countdown is None:
            return self._before()
        return self._running(evening.item, evening.countdown)

    def _before(self) -> StripFacts:
        words, evening = self._desk.words, self._desk.evening
        if not evening.evening.dialogue.starts_at:
            empty = words("notes.strip.empty")
            ready = words("live.phase.ready")
            return StripFacts(
                phase="ready", chip=ready, title=self._about(), question=empty, description=empty
            )
        starts = evening.evening.dialogue.starts_at
        key = "live.until_start" if evening.forecast.overdue_since is None else "live.start_overdue"
        until = words(key, time=formats.clock(starts, self._desk.zone))
        left = starts - evening.now
        return StripFacts(
            phase="ready",
            chip=words("live.phase.ready"),
            title=self._about(),
            question=until,
            time=formats.countdown(left) if abs(left) < DAY_MS else "",
            dialogue_end=self._dialogue_end(),
            description=until,
        )

    def _ended(self) -> StripFacts:
        words, evening = self._desk.words, self._desk.evening
        at = formats.spoken_clock(words, evening.forecast.ends_at, self._desk.zone)
        said = words("live.ended_at", time=at)
        return StripFacts(
            phase="ended",
            chip=words("notes.strip.ended"),
            title=self._about(),
            question=said,
            dialogue_end=self._dialogue_end(),
            description=said,
        )

    def _running(self, item: AgendaItem, view: TimerView) -> StripFacts:
        words = self._desk.words
        warning = next((minutes for minutes in view.thresholds if minutes > 1), None)
        item_end, dialogue_end = self._item_end(view), self._dialogue_end()
        time = formats.countdown(view.remaining_ms)
        tells = view.phase in {Phase.OVER, Phase.PAUSED}
        chip = words(f"live.phase.{view.phase.value}" if tells else "live.now")
        if self._desk.evening.is_local:
            chip = words("following.chip")
        spoken = self._spoken(view, time, item_end)
        return StripFacts(
            phase=view.phase.value,
            chip=chip,
            title=item.title.text,
            question=item.question.text,
            time=time,
            elapsed_s=max(0, view.elapsed_ms) // 1000,
            length_s=view.length_ms // 1000,
            warning_s=None if warning is None else warning * 60,
            last_s=60 if 1 in view.thresholds else None,
            item_end=item_end,
            dialogue_end=dialogue_end,
            description=", ".join(part for part in (self._only_here(), spoken) if part),
        )

    def _only_here(self) -> str:
        return self._desk.words("following.only_here") if self._desk.evening.is_local else ""

    def _about(self) -> str:
        dialogue = self._desk.evening.evening.dialogue
        return dialogue.topic.text or dialogue.title.text

    def _item_end(self, view: TimerView) -> str:
        if view.ends_at is None:
            return ""
        key = "notes.strip.was_due" if view.is_over else "notes.strip.until"
        return self._desk.words(key, time=formats.clock(view.ends_at, self._desk.zone))

    def _dialogue_end(self) -> str:
        words, forecast = self._desk.words, self._desk.evening.forecast
        time = formats.clock(forecast.ends_at, self._desk.zone)
        if is_on_plan(forecast.deviation_ms):
            return words("notes.strip.ends", time=time)
        late = formats.signed_length(words, deviation_min(forecast.deviation_ms))
        return words("notes.strip.ends_late", time=time, minutes=late)

    def _spoken(self, view: TimerView, time: str, item_end: str) -> str:
        words = self._desk.words
        if view.is_over:
            return words("live.countdown_over_name", time=time)
        return words("live.countdown_name", time=time, until=item_end).strip()
