"""Citizens present, waiting and expected, with the curve of the evening."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.storage.change import Change
from console.timers.attendance import Tally, citizen_counts, citizen_steps
from console.timers.phase import MINUTE_MS
from console.viewmodels.citizens import reads_names
from console.viewmodels.desk import Desk
from console.words import formats


class Part(Struct, frozen=True):
    """A part of the stacked bar: a name for its look, how many, and that in words."""

    look: str
    number: int
    words: str


class Curve(Struct, frozen=True, kw_only=True):
    """The step curve: (UTC ms, citizens present from then on), and where the axis lies."""

    steps: tuple[tuple[int, int], ...]
    begin: int
    end: int
    now: int
    summary: str


class PeopleViewModel(QObject):
    """`changed`: other numbers; `curve_changed`: the curve is longer or another one."""

    changed = Signal()
    curve_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._minute = -1
        self._steps: tuple[tuple[int, int], ...] = ()
        self.counts = Tally()
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self.changed)
        desk.evening.ticked.connect(self._on_tick)

    @property
    def is_readable(self) -> bool:
        """Whether this role receives the roster; else nobody can be counted here."""
        return reads_names(self._desk)

    @property
    def tally(self) -> Tally | None:
        """The citizens by state; None for who does not receive the roster."""
        return self.counts if self.is_readable else None

    @property
    def listed(self) -> int:
        """The citizens on the list, without those who are excluded."""
        return self.counts.listed - self.counts.excluded

    @property
    def short_words(self) -> tuple[str, str]:
        """The number's words in two short lines, for narrow panels."""
        key = "live.short_present" if self._has_begun() else "live.short_there"
        return (
            self._desk.words("live.citizens", n=self._headcount()),
            self._desk.words(key, registered=self.listed),
        )

    @property
    def unreadable(self) -> str:
        return self._desk.words("live.people_unreadable")

    @property
    def number(self) -> str:
        """Before the beginning who waits, afterwards who is present."""
        return str(self._headcount())

    @property
    def number_words(self) -> str:
        key = "live.citizens_present" if self._has_begun() else "live.citizens_there"
        return self._desk.words(key, n=self._headcount())

    @property
    def context(self) -> str:
        registered = self._desk.words("live.present_of", registered=self.listed)
        if not self.counts.most:
            return registered
        most = self._desk.words("live.present_most", n=self.counts.most)
        return f"{registered}, {most}"

    @property
    def parts(self) -> list[Part]:
        """The stacked bar, without parts that hold nobody."""
        words, counts = self._desk.words, self.counts
        missing = counts.registered + counts.promised
        parts = [
            Part("present", counts.present, words("live.present_count", n=counts.present)),
            Part("waiting", counts.waiting, words("live.waiting_count", n=counts.waiting)),
            Part("left", counts.left, words("live.left_count", n=counts.left)),
            Part("missing", missing, words("live.missing_count", n=missing)),
        ]
        return [part for part in parts if part.number]

    @property
    def curve(self) -> Curve:
        evening = self._desk.evening
        dialogue = evening.evening.dialogue
        begin = dialogue.starts_at - dialogue.admission_min * MINUTE_MS
        first = self._steps[0][0] if self._steps else begin
        last = self._steps[-1][0] if self._steps else begin
        course = evening.evening.course
        now = evening.forecast.ends_at if course.is_over else max(last, evening.now)
        summary = self._desk.words(
            "live.curve_name", now=self.counts.present, most=self.counts.most
        )
        return Curve(
            steps=self._steps,
            begin=min(begin, first),
            end=max(evening.forecast.planned_end, now),
            now=now,
            summary=summary,
        )

    def clock(self, at: int) -> str:
        """Return a time of the curve's axis in words."""
        return formats.clock(at, self._desk.zone)

    def _has_begun(self) -> bool:
        return self._desk.evening.evening.course.begun_at is not None

    def _headcount(self) -> int:
        counts = self.counts
        return counts.present if self._has_begun() else counts.present + counts.waiting

    def _on_change(self, change: Change) -> None:
        if change.touches("participant", "attendance", "member", "lead"):
            self._read()

    def _read(self) -> None:
        state = self._desk.store.state
        now = self._desk.evening.now
        counts = citizen_counts(state, now).citizens
        steps = tuple((step.at, step.present) for step in citizen_steps(state, now))
        if (counts, steps) != (self.counts, self._steps):
            self.counts, self._steps = counts, steps
            self.changed.emit()
            self.curve_changed.emit()

    def _on_tick(self) -> None:
        minute = self._desk.evening.now // MINUTE_MS
        if minute != self._minute:
            self._minute = minute
            self.curve_changed.emit()
