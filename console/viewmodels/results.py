"""Everything behind the view Ergebnisse: figures, notes, measures, checks, times, documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.results.check import Check, NameCheck, check_of
from console.results.export import may_export
from console.results.figures import MINUTE_MS
from console.results.gather import minutes_of
from console.results.gather_notes import Board
from console.results.gather_spoken import in_order
from console.results.model import Minutes
from console.storage.change import Change
from console.storage.state import DialogueState
from console.sync.status import SyncStatus
from console.viewmodels import results_board, results_head, results_times
from console.viewmodels.attendance import AttendanceViewModel
from console.viewmodels.desk import Desk
from console.viewmodels.notes_columns import board_columns, lost_column
from console.viewmodels.notes_measures import MeasuresViewModel
from console.viewmodels.results_board import BoardEntry
from console.viewmodels.results_checks import CheckRow, NameRow, check_rows, name_rows
from console.viewmodels.results_export import ExportViewModel
from console.viewmodels.results_head import Figure, StateChip
from console.viewmodels.results_measures import ResultMeasures
from console.viewmodels.results_protocols import protocols_row
from console.viewmodels.results_times import TimeRow
from console.viewmodels.row_list import RowList

#: What is typed all the time and says nothing here.
_ASIDE = frozenset({"signal", "message", "timer", "seat", "draw", "tech_case", "check", "speaker"})


class ResultsViewModel(QObject):
    """Reads the dialogue while somebody looks: telling the whole evening takes some milliseconds.

    `changed`: figures, checks or times are others now; notes and measures tell by their models.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        measures: MeasuresViewModel | None = None,
        folder: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`measures` shares what is typed with Notizen; `folder` is where documents go first."""
        super().__init__(parent)
        self._desk = desk
        self.keys = desk.keys
        self.words = desk.words
        self._names = NameCheck()
        self._exchange = SyncStatus()
        self._shown, self._stale, self._minute = False, True, -1
        self.measures = ResultMeasures(desk, measures, self)
        self.attendance = AttendanceViewModel(desk, self)
        self.export = ExportViewModel(desk, self._names, folder, self)
        self.board: RowList[BoardEntry] = RowList(results_board.tell, parent=self)
        self._read()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.ticked.connect(self._on_tick)

    minutes: Minutes
    check: Check
    chip: StateChip
    figures: list[Figure]
    checks: list[CheckRow]
    times: list[TimeRow]

    def set_shown(self, shown: bool) -> None:
        """Whether somebody looks at the results now."""
        self._shown = shown
        if shown and self._stale:
            self._read()
            self.changed.emit()

    def show_exchange(self, status: SyncStatus) -> None:
        """Take over how the exchange stands: it says whether everybody's notes are here."""
        self._exchange = status
        rows = self._check_rows()
        if rows != self.checks:
            self.checks = rows
            self.changed.emit()

    # in words

    @property
    def topic(self) -> str:
        return self.minutes.subtitle or self.minutes.title

    @property
    def summary(self) -> str:
        """The head in one sentence, for whoever does not see it."""
        told = [f"{one.number} {one.label}, {one.detail}".strip(", ") for one in self.figures]
        return "; ".join([self.chip.text, *told])

    @property
    def has_themes(self) -> bool:
        return bool(self.minutes.themes)

    @property
    def board_title(self) -> str:
        key = "themes_by_points" if self.has_themes else "notes_by_column"
        return self.words(f"results.{key}")

    @property
    def board_count(self) -> str:
        if self.has_themes:
            return str(len(self.minutes.themes))
        return str(sum(1 for _ in self.minutes.notes()))

    @property
    def times_total(self) -> tuple[str, str, bool]:
        """Return "+15 Min gesamt", "+15 Min", and whether that is late."""
        return results_times.total(self.minutes, self.words)

    @property
    def attendance_summary(self) -> str:
        """Return "höchstens 41, am Ende 39"."""
        if not self.curve:
            return ""
        figures = self.minutes.key_figures
        ended = self.minutes.ended_at is not None
        key = "results.attendance_summary" if ended else "results.attendance_so_far"
        most, last = figures.citizens_most, figures.citizens_end
        if not self.reads_names:
            most, last = self.attendance.tally.most, self.curve[-1][1]
        return self.words(key, most=most, last=last)

    @property
    def curve(self) -> list[tuple[int, int]]:
        """The curve up to the end; leaving the conference after it is no news."""
        if self.reads_names:
            return [(point.at, point.present) for point in self.minutes.attendance]
        end = self.minutes.ended_at
        return [(s.at, s.present) for s in self.attendance.steps if end is None or s.at <= end]

    @property
    def reads_names(self) -> bool:
        """Whether this role can tell citizens from others."""
        return may_export(self._desk.store.identity.role)

    @property
    def name_rows(self) -> list[NameRow]:
        """The names in the texts, those that are replaced first."""
        notes = {number: note for note, number in Board(self._state, self.words).numbers.items()}
        shown = in_order(self._state.measures.values())
        measures = {number: measure.id for number, measure in enumerate(shown, start=1)}
        return name_rows(self.check, self.words, notes, measures)

    # inside

    @property
    def _state(self) -> DialogueState:
        return self._desk.store.state

    def _read(self) -> None:
        state, words = self._state, self.words
        self._stale = False
        now = self._desk.store.now_ms()
        self._minute = now // MINUTE_MS
        self.minutes = minutes = minutes_of(state, words, now)
        finder = self._names.finder(state)
        self.check = check = check_of(state, minutes, finder, words)
        self.chip = results_head.state_chip(minutes, words)
        self.figures = results_head.figures(
            minutes, len(check.unassigned), words, reads_names=self.reads_names
        )
        self.checks = self._check_rows()
        self.times = results_times.time_rows(minutes, words)
        columns = board_columns(state.board_columns())
        if len(columns) < len(minutes.columns):
            columns.append(lost_column(words))
        self.board.show(results_board.entries(minutes, Board(state, words), columns, words))

    def _check_rows(self) -> list[CheckRow]:
        rows = check_rows(self.check, self.minutes, self._pending, self.words)
        others = protocols_row(self._desk, self._exchange, self.minutes.ended_at)
        return [*rows, *([others] if others is not None else [])]

    @property
    def _pending(self) -> int:
        """Own changes that the city backend does not have yet; none for a console on its own."""
        store = self._desk.store
        return store.pending_count if store.identity.member else 0

    def _look_again(self) -> None:
        self._stale = True
        if self._shown:
            self._read()
            self.changed.emit()

    def _on_change(self, change: Change) -> None:
        if not change.families <= _ASIDE:
            self._look_again()

    def _on_tick(self) -> None:
        on = self._desk.evening.evening.course.is_live
        if on and self._desk.evening.now // MINUTE_MS != self._minute:
            self._look_again()
