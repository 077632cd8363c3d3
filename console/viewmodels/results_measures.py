"""The table of measures: edited cell by cell, each commit a command of its own."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal

from console.commands import measures
from console.domain.measures import MeasureStatus
from console.domain.values import Measure
from console.results.check import disputed_texts
from console.storage.change import Change
from console.viewmodels.board_row import VersionRow, told_version
from console.viewmodels.desk import Desk
from console.viewmodels.notes_columns import board_columns
from console.viewmodels.notes_measures import NEW, MeasuresViewModel, draft_place
from console.viewmodels.row_list import Index, RowList
from console.words import Words

#: The columns of the table by the names of the measure's fields.
COLUMNS: Final = ("what", "responsible", "due", "status")
WHAT, RESPONSIBLE, DUE, STATUS = range(4)
STATUSES: Final[tuple[MeasureStatus, ...]] = ("proposal", "promised", "in_review", "declined")


class ResultRow(Struct, frozen=True, kw_only=True):
    """A measure as the table shows it; `disputed` names its fields with two versions.

    `digit` and `tone` are those of its column; `locked`: it may be read but not changed here.
    """

    id: str
    what: str
    responsible: str
    due: str
    status: MeasureStatus
    status_text: str
    sources: str
    digit: str
    tone: str
    disputed: tuple[str, ...] = ()
    locked: bool = False

    def text(self, column: int) -> str:
        """Return the words of a cell; empty where nothing was written."""
        shown = "status_text" if column == STATUS else COLUMNS[column]
        found: str = getattr(self, shown)
        return found


class MeasureTable(RowList[ResultRow]):
    """Rows with cells to edit; what is typed goes to the view model, not into this model."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid() or self.rows[index.row()].locked:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable


class ResultMeasures(QObject):
    """`changed`: rows came, went or read differently.

    `edits` keeps what is typed, durably; the view Notizen may share it.
    """

    changed = Signal()

    def __init__(
        self, desk: Desk, edits: MeasuresViewModel | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words, self.keys = desk.words, desk.keys
        self.edits = edits or MeasuresViewModel(desk, self)
        heads = ("column_measure", "column_responsible", "column_due", "column_status")
        titles = [self.words(f"results.{head}") for head in heads]
        self.table = MeasureTable(self._tell, titles, self)
        self._titles = titles
        self._show()
        desk.bridge.changed.connect(self._on_change)

    # what is there

    @property
    def rows(self) -> list[ResultRow]:
        return self.table.rows

    @property
    def may_add(self) -> bool:
        return self.edits.may_add

    @property
    def reader_hint(self) -> str:
        """What a role that only reads is told."""
        role = self.words(f"shell.role.{self._desk.store.identity.role}")
        return self.words("shell.read_only_role", role=role)

    def may_change(self, measure: str) -> bool:
        """Whether this person may change this measure."""
        return self.edits.may_change(measure)

    @property
    def statuses(self) -> list[str]:
        """The words of the states, in the order of `STATUSES`."""
        return [status_words(self.words, status) for status in STATUSES]

    # writing

    @property
    def unfinished(self) -> tuple[str, int] | None:
        """A cell (measure, column) with words that were typed but not saved, if there is one."""
        typed = {draft.place for draft in self._desk.store.drafts()}
        for row in self.rows:
            for column in (WHAT, RESPONSIBLE, DUE):
                if draft_place(row.id, COLUMNS[column]) in typed and not row.locked:
                    return row.id, column
        return None

    @property
    def new_text(self) -> str:
        """What was typed as a new measure so far."""
        return self.edits.begin(NEW, "what")

    def begin(self, measure: str, column: int) -> str:
        """Open an edit of a cell and return its text."""
        return self.edits.begin(measure, COLUMNS[column])

    def type(self, measure: str, column: int, text: str) -> None:
        """Take over what a person typed, durably."""
        self.edits.type(measure, COLUMNS[column], text)

    def save(self, measure: str, column: int) -> bool:
        """Make what was typed the measure's; False when it was refused, and stays typed."""
        return self.edits.save(measure, COLUMNS[column])

    def cancel(self, measure: str, column: int) -> None:
        """Give an edit up."""
        self.edits.cancel(measure, COLUMNS[column])

    def set_status(self, measure: str, status: int) -> bool:
        """Give a measure one of `STATUSES` by its place there."""
        return self.may_change(measure) and self._desk.attempt(
            measures.set_measure_status, measure, STATUSES[status]
        )

    def type_new(self, text: str) -> None:
        """Take over what a person types as a new measure, durably."""
        self.edits.type(NEW, "what", text)

    def save_new(self) -> str | None:
        """Add what was typed as a new measure; returns its id, None when that did not go."""
        return self.edits.save_new()

    def withdraw(self, measure: str) -> bool:
        """Take a measure off the list."""
        return self.edits.withdraw(measure)

    # two versions

    def title(self, column: int) -> str:
        """The head of a column."""
        return self._titles[column]

    def disputed_column(self, measure: str) -> int | None:
        """The first cell of a measure that stands in two versions."""
        number = self.table.row_of(measure)
        found = self.rows[number].disputed if number >= 0 else ()
        return next((place for place, name in enumerate(COLUMNS) if name in found), None)

    def versions(self, measure: str, column: int) -> tuple[VersionRow, ...]:
        """The versions of a cell that a person has to choose from; none where there is one."""
        found = self._desk.store.state.measures.get(measure)
        if found is None or column == STATUS:
            return ()
        value = getattr(found, COLUMNS[column])
        if not value.alternatives:
            return ()
        return tuple(
            VersionRow(id=one.op_id, text=one.text, who=told_version(self._desk, one))
            for one in (value.versions[0], *value.alternatives)
        )

    def keep(self, measure: str, column: int, version: str) -> bool:
        """End a conflict with one version."""
        text = next((one.text for one in self.versions(measure, column) if one.id == version), None)
        if text is None or not self.may_change(measure):
            return False
        return self._desk.attempt(measures.edit_measure, measure, COLUMNS[column], text)

    # inside

    def _tell(self, row: ResultRow, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.text(column) or None
        return None

    def _spoken(self, row: ResultRow, column: int) -> str:
        missing = {RESPONSIBLE: "notes.measure_unassigned", DUE: "notes.measure_due_open"}
        told = row.text(column)
        if not told and column in missing:
            told = self.words(missing[column])
        parts = [f"{self._titles[column]}: {told}"]
        if column == WHAT and row.sources:
            parts.append(row.sources)
        if column < STATUS and COLUMNS[column] in row.disputed:
            parts.append(self.words("notes.conflict_chip"))
        return ", ".join(parts)

    def _show(self) -> None:
        state = self._desk.store.state
        columns = {column.id: column for column in board_columns(state.board_columns())}
        # Words that are being typed do not go with a measure that somebody else withdraws.
        begun = self.edits.begun
        shown = [one for one in state.measures.values() if not one.hidden or one.id in begun]
        shown.sort(key=lambda one: (one.order, one.id))
        rows: list[ResultRow] = []
        for measure in shown:
            column = columns.get(measure.column or "")
            digit, tone = (column.digit, column.tone) if column is not None else ("", "")
            rows.append(self._row(measure, digit, tone))
        if rows != self.rows:
            self.table.show(rows)
            self.changed.emit()

    def _row(self, measure: Measure, digit: str, tone: str) -> ResultRow:
        count = len(measure.sources)
        return ResultRow(
            id=measure.id,
            what=measure.what.text,
            responsible=measure.responsible.text,
            due=measure.due.text,
            status=measure.status,
            status_text=status_words(self.words, measure.status),
            sources=self.words("notes.measure_from", n=count) if count else "",
            digit=digit,
            tone=tone,
            disputed=disputed_texts(measure),
            locked=not self.may_change(measure.id),
        )

    def _on_change(self, change: Change) -> None:
        if change.touches("measure", "column", "member", "lead"):
            self._show()


def status_words(words: Words, status: MeasureStatus) -> str:
    """Return a state in one or two words: "Vorschlag", "Zugesagt"."""
    return words(f"results.status.{status}")
