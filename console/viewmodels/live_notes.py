"""The newest notes of each column, for the overview in the live view."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal

from console.domain.values import Column, Note
from console.storage.change import Change
from console.viewmodels.desk import Desk
from console.viewmodels.row_list import RowList
from console.words import formats

NEWEST = 2
TONES = 8


class LiveNote(Struct, frozen=True):
    """One note: where and when it was said is in `meta`."""

    id: str
    text: str
    meta: str


class LiveColumn(Struct, frozen=True, kw_only=True):
    """A column with its newest notes, the newest first; `tone` is its colour."""

    id: str
    number: str
    title: str
    label: str
    tone: str
    count: int
    count_name: str
    notes: tuple[LiveNote, ...]


class LiveNotesViewModel(QObject):
    """`model` holds a row per guiding question; `changed`: the number of all notes is another."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.keys = desk.keys
        self.model: RowList[LiveColumn] = RowList(_tell, parent=self)
        self.count = 0
        desk.bridge.changed.connect(self._on_change)
        self._read()

    @property
    def columns(self) -> list[LiveColumn]:
        return self.model.rows

    @property
    def count_words(self) -> str:
        return self._desk.words("notes.count", n=self.count)

    def _on_change(self, change: Change) -> None:
        if change.touches("note", "column", "group"):
            self._read()

    def _read(self) -> None:
        state = self._desk.store.state
        by_column: dict[str | None, list[Note]] = {}
        for note in state.board_notes():
            by_column.setdefault(note.column, []).append(note)
        shown = [column for column in state.board_columns() if column.purpose == "question"]
        rows = [
            self._row(number, column, by_column.get(column.id, []))
            for number, column in enumerate(shown, start=1)
        ]
        self.model.show(rows)
        count = sum(map(len, by_column.values()))
        if count != self.count:
            self.count = count
            self.changed.emit()

    def _row(self, number: int, column: Column, notes: list[Note]) -> LiveColumn:
        newest = sorted(notes, key=lambda note: (note.made_at, note.id), reverse=True)[:NEWEST]
        return LiveColumn(
            id=column.id,
            number=str(number),
            title=column.title.text,
            label=column.label.text or column.title.text,
            tone=f"q{(number - 1) % TONES + 1}",
            count=len(notes),
            count_name=self._desk.words("notes.count", n=len(notes)),
            notes=tuple(self._note(note) for note in newest),
        )

    def _note(self, note: Note) -> LiveNote:
        group = self._desk.store.state.groups.get(note.group or "")
        origin = group.name.text if group is not None else self._desk.words("live.kind.plenary")
        time = formats.clock(note.made_at, self._desk.zone)
        return LiveNote(note.id, note.text.text, f"{origin} · {time}")


def _tell(row: LiveColumn, _column: int, role: int) -> Any:
    return row.title if role == Qt.ItemDataRole.DisplayRole else None
