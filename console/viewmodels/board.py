"""The board: columns of notes, what is selected, searched and edited, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from console.commands import measures, notes
from console.domain.values import Note
from console.storage.change import Change, Origin
from console.viewmodels.board_edits import BoardEdits
from console.viewmodels.board_filter import BoardFilter
from console.viewmodels.board_marks import BoardMarks
from console.viewmodels.board_row import NoteRow, note_row
from console.viewmodels.desk import Desk
from console.viewmodels.notes_columns import BoardColumn, board_columns, lost_column
from console.viewmodels.row_list import RowList


class BoardViewModel(QObject):
    """One model of rows per column, told exactly what moved.

    `columns_changed`: there are other columns. `changed`: rows came, went or were filtered.
    `selection_changed`: another note is selected, or none. `edit_opened`, `edit_closed`: a note
    is being edited in place, or not any more.
    """

    columns_changed = Signal()
    changed = Signal()
    selection_changed = Signal()
    edit_opened = Signal(str)
    edit_closed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words, self.keys = desk.words, desk.keys
        self.edits = BoardEdits(desk)
        self.filter = BoardFilter(desk)
        self.columns: list[BoardColumn] = []
        self.selected: str | None = None
        self._models: dict[str, RowList[NoteRow]] = {}
        self._members: dict[str, dict[str, Note]] = {}
        self._home: dict[str, str] = {}
        self._rows: dict[str, tuple[Note, NoteRow]] = {}
        self._marks = BoardMarks(desk)
        self._read_all()
        desk.bridge.changed.connect(self._on_change)

    # what is there

    def model(self, column: str) -> RowList[NoteRow]:
        """The rows of a column, the newest on top."""
        return self._models[column]

    def rows(self, column: str) -> list[NoteRow]:
        return self._models[column].rows

    @property
    def total(self) -> int:
        """How many notes there are, found or not."""
        return len(self._home)

    @property
    def shown(self) -> int:
        """How many notes are found by search and filter."""
        return sum(len(model.rows) for model in self._models.values())

    def column_of(self, note: str) -> str | None:
        """The column on screen that holds a note."""
        return self._home.get(note)

    def row(self, note: str) -> NoteRow | None:
        """How a note reads now; None when it is not on the board."""
        found = self._rows.get(note)
        return found[1] if found is not None and note in self._home else None

    @property
    def may_write(self) -> bool:
        """Whether this role writes on the board at all."""
        groups = self._desk.store.identity.groups or (None,)
        return any(self._desk.may("note.edited", group) for group in groups)

    def may_change(self, note: str) -> bool:
        """Whether this person may change this note."""
        row = self.row(note)
        if row is None or row.locked:
            return False
        added = self._desk.store.entity("note", note).added
        return self._desk.may("note.edited", added.head.scope if added is not None else None)

    def may_measure(self, note: str) -> bool:
        """Whether this person may make a measure of this note."""
        found = self._desk.store.state.notes.get(note)
        return found is not None and self._desk.may("measure.added", found.group)

    # selection

    def select(self, note: str | None) -> None:
        """Select a note, or none; one that the filter hides ends the filter."""
        home = self._home.get(note or "")
        if note is not None and home is not None and self._models[home].row_of(note) < 0:
            self.search("")
            self.filter_origin(0)
        if note != self.selected:
            self.selected = note
            self.selection_changed.emit()

    # what can be done

    def begin_edit(self, note: str, *, together: bool = False) -> bool:
        """Edit a note in place; `together`: all its versions in one text."""
        if not self.may_change(note):
            return False
        self.edits.begin(note, together=together)
        self.select(note)
        self.edit_opened.emit(note)
        return True

    def save_edit(self, note: str) -> bool:
        """Save what was typed; the edit stays open when that is not possible."""
        if not self.edits.save(note):
            return False
        self._end_edit(note)
        return True

    def cancel_edit(self, note: str) -> None:
        if self.edits.cancel(note):
            self._end_edit(note)

    def withdraw(self, note: str) -> bool:
        """Take a note off the board; the one below, else above, is selected."""
        follower = self.neighbour(note)
        if not self.may_change(note) or not self._desk.attempt(notes.withdraw_note, note):
            return False
        if self.selected == note:
            self.select(follower)
        return True

    def move(self, note: str, step: int) -> bool:
        """Move a note `step` columns to the right (negative: left), on top there."""
        ids = [column.id for column in self.columns if column.id]
        home = self._home.get(note)
        target = (ids.index(home) if home in ids else len(ids)) + step
        if not 0 <= target < len(ids) or not self.may_change(note):
            return False
        return self._desk.attempt(notes.move_note, note, ids[target])

    def make_measure(self, note: str) -> str | None:
        """Make a measure from a note, or find the one already made; returns its id."""
        if not self.may_measure(note):
            return None
        return self._desk.made(measures.measure_from_note, note)

    def keep_both(self, note: str) -> bool:
        """End a conflict: every version is a note of its own."""
        return self.may_change(note) and self._desk.attempt(notes.keep_both, note)

    def keep_version(self, note: str, version: str) -> bool:
        """End a conflict with one version."""
        return self.may_change(note) and self._desk.attempt(notes.keep_version, note, version)

    def neighbour(self, note: str) -> str | None:
        """The note below, else above, in the same column."""
        home = self._home.get(note)
        rows = self._models[home].rows if home is not None else []
        at = next((number for number, row in enumerate(rows) if row.id == note), None)
        if at is None:
            return None
        rest = [row.id for row in (*rows[at + 1 : at + 2], *rows[max(0, at - 1) : at])]
        return rest[0] if rest else None

    def show_writing(self, writing: Mapping[str, str]) -> None:
        """Say on each note that somebody else is editing right now who it is."""
        self._place(self._marks.show_writing(writing) & self._home.keys())

    # search

    def search(self, text: str) -> None:
        """Show only notes in which every word begins a word; empty: all."""
        if self.filter.look_for(text):
            self._show(self._models)

    def filter_origin(self, index: int) -> None:
        """Show only notes from one origin, by its place in `filter.origins`."""
        if self.filter.choose(index):
            self._show(self._models)

    # inside

    def _end_edit(self, note: str) -> None:
        self.edit_closed.emit(note)
        self._place([note])

    def _tell(self, row: NoteRow, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def _read_all(self) -> None:
        self._rows.clear()
        self._marks.read_measured()
        self._read_columns()
        self._place(self._desk.store.state.notes)

    def _read_columns(self) -> None:
        columns = board_columns(self._desk.store.state.board_columns())
        ids = {column.id for column in columns}
        notes_shown = self._desk.store.state.board_notes()
        if any(note.column not in ids for note in notes_shown):
            columns.append(lost_column(self.words))
        if columns == self.columns:
            return
        self.columns = columns
        for column in columns:
            if column.id not in self._models:
                self._models[column.id] = RowList(self._tell, parent=self)
                self._members[column.id] = {}
        gone = self._models.keys() - {column.id for column in columns}
        for column_id in gone:
            self._models.pop(column_id).deleteLater()
            self._members.pop(column_id)
        self.columns_changed.emit()

    def _place(self, ids: Iterable[str]) -> None:
        """Put notes into their columns, or take them off, and show what changed."""
        touched: set[str] = set()
        for note_id in ids:
            home = self._home.pop(note_id, None)
            if home is not None and home in self._members:
                self._members[home].pop(note_id, None)
                touched.add(home)
            note = self._desk.store.state.notes.get(note_id)
            # Words that are being typed do not go with a note that somebody else withdraws.
            if note is None or (note.hidden and note_id not in self.edits):
                self._rows.pop(note_id, None)
                continue
            home = note.column if note.column in self._members else ""
            if home not in self._members:
                continue
            self._home[note_id] = home
            self._members[home][note_id] = note
            touched.add(home)
        self._show(touched)

    def _show(self, columns: Iterable[str]) -> None:
        tones = {column.id: column.tone for column in self.columns}
        self.filter.look_again()
        for column in columns:
            found = sorted(self._members[column].values(), key=lambda note: (note.order, note.id))
            rows = [self._row(note, tones[column]) for note in found if self._is_found(note)]
            self._models[column].show(rows)
        if self.selected is not None and self.selected not in self._home:
            self.select(None)
        self.changed.emit()

    def _is_found(self, note: Note) -> bool:
        return note.id in self.edits or self.filter.finds(note)

    def _row(self, note: Note, tone: str) -> NoteRow:
        marks, known = self._marks.of(note.id), self._rows.get(note.id)
        if known is None or known[0] is not note or known[1].marks != (tone, marks):
            row = note_row(self._desk, note, tone, marks)
            known = self._rows[note.id] = (note, row)
        return known[1]

    def _on_change(self, change: Change) -> None:
        # What this console writes came by no hand.
        handed = self._marks.read_handed() if change.origin is not Origin.LOCAL else set[str]()
        if change.touches("column", "group", "dialogue", "member", "lead"):
            self._read_all()
            return
        touched = set(change.ids.get("note", ())) | handed
        if change.touches("measure"):
            touched |= self._marks.read_measured()
        if touched:
            self._read_columns()
            self._place(touched)
