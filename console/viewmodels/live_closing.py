"""What Live shows after the end: closing figures, and plan against actual item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.viewmodels.desk import Desk
from console.words import formats

if TYPE_CHECKING:
    from console.results.model import Minutes


class ClosingFigure(Struct, frozen=True):
    """The number, what it counts, one more remark; `tone` marks what wants a look."""

    number: str
    label: str
    detail: str = ""
    tone: str = ""


class ClosingRow(Struct, frozen=True):
    """An item with its minutes in words; `late`: it took longer; `spoken`: the whole row."""

    title: str
    plan: str
    actual: str
    deviation: str
    late: bool
    spoken: str


class ClosingViewModel(QObject):
    """`changed`: the evening is over or goes on, or a figure is another. Empty before the end."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = desk.words
        self.figures: tuple[ClosingFigure, ...] = ()
        self.rows: tuple[ClosingRow, ...] = ()
        self.total = ""
        desk.bridge.changed.connect(self._read)
        self._read()

    @property
    def is_shown(self) -> bool:
        """Whether the evening is over."""
        return self._desk.evening.evening.course.is_over

    def _read(self) -> None:
        before = self.figures, self.rows, self.total
        self.figures, self.rows, self.total = (), (), ""
        # Asked of the store: the evening's own view hears of the same change a moment later.
        if self._desk.store.state.course.is_over:
            self._gather()
        if (self.figures, self.rows, self.total) != before:
            self.changed.emit()

    def _gather(self) -> None:
        # Nobody needs the documents' side before the evening is over.
        from console.results.gather import minutes_of
        from console.viewmodels.results_times import time_rows, total

        store, words = self._desk.store, self.words
        minutes = minutes_of(store.state, words, store.now_ms())
        self.figures = self._figures(minutes)
        self.total = total(minutes, words)[0]
        self.rows = tuple(
            ClosingRow(
                row.title,
                words("closing.minutes", n=row.planned),
                "" if row.actual is None else words("closing.minutes", n=row.actual),
                row.deviation,
                row.late,
                row.spoken,
            )
            for row in time_rows(minutes, words)
        )

    def _figures(self, minutes: Minutes) -> tuple[ClosingFigure, ...]:
        from console.results.export import may_export
        from console.viewmodels.results_head import figures

        words = self.words
        unassigned = sum(not measure.responsible for measure in minutes.measures)
        reads_names = may_export(self._desk.store.identity.role)
        shown = [
            ClosingFigure(one.number, one.label, one.detail, one.tone)
            for one in figures(minutes, unassigned, words, reads_names=reads_names)
        ]
        still_open = sum(question.status == "open" for question in minutes.questions)
        if minutes.questions:
            label = words("closing.questions", n=still_open)
            shown.append(ClosingFigure(formats.number(words, still_open), label))
        return tuple(shown)
