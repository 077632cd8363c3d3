"""The board as the documents have it: columns, and notes under numbers that refer to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from console.domain import values
from console.results.model import Column, Note
from console.storage.state import DialogueState
from console.words import Words


class Board:
    """Numbers each shown note once: column by column, in each the newest last.

    Notes whose column is gone stand in a column of their own at the end. The same state gives the
    same numbers.
    """

    def __init__(self, state: DialogueState, words: Words) -> None:
        self._state: Final = state
        self._words: Final = words
        self._points: Final = points_by_target(state)
        self._rounds: Final = _rounds(state)
        self._columns: Final = _notes_by_column(state)
        shown = [note for _, notes in self._columns for note in notes]
        self.numbers: Final[Mapping[str, int]] = {
            note.id: number for number, note in enumerate(shown, start=1)
        }

    def columns(self) -> tuple[Column, ...]:
        """Return the columns in their order with all their notes."""
        return tuple(self._column(column, notes) for column, notes in self._columns)

    def numbers_of(self, sources: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of notes, and of the notes in themes, each once and in order."""
        wanted = set(sources)
        return tuple(
            number
            for note, number in self.numbers.items()
            if note in wanted or self._state.notes[note].theme in wanted
        )

    def points_of(self, target: str) -> int | None:
        """Return the points of a note or theme; None where no poll asked for any."""
        return self._points.get(target)

    def _column(self, column: values.Column | None, notes: list[values.Note]) -> Column:
        made = tuple(self._note(note) for note in notes)
        if column is None:
            lost = self._words("notes.column_unknown")
            return Column(label=lost, question=lost, purpose="parking", notes=made)
        return Column(
            label=column.label.text or column.title.text,
            question=column.title.text or column.label.text,
            purpose=column.purpose,
            notes=made,
        )

    def _note(self, note: values.Note) -> Note:
        return Note(
            number=self.numbers[note.id],
            text=note.text.text,
            origin=self._origin(note),
            written_at=note.made_at,
            for_plenary=note.for_plenary,
            points=self._points.get(note.id),
            alternatives=tuple(version.text for version in note.text.alternatives),
        )

    def _origin(self, note: values.Note) -> str:
        group = self._state.groups.get(note.group or "")
        if group is None:
            return self._words("notes.origin_plenary")
        name, number = group.name.text, self._rounds.get(group.item)
        if number is None or len(self._rounds) < 2:
            return name
        return self._words("notes.origin_round", group=name, round=number)


def points_by_target(state: DialogueState) -> dict[str, int]:
    """Return the points of each note or theme over all polls that are shown."""
    found: dict[str, int] = {}
    for points in state.points.values():
        poll = state.polls.get(points.poll)
        if poll is not None and not poll.hidden:
            found[points.target] = found.get(points.target, 0) + points.count
    return found


def _rounds(state: DialogueState) -> dict[str, int]:
    """Return which round each breakout item is, from 1."""
    breakouts = [item.id for item in state.agenda() if item.kind == "breakout"]
    return {item: number for number, item in enumerate(breakouts, start=1)}


def _notes_by_column(
    state: DialogueState,
) -> list[tuple[values.Column | None, list[values.Note]]]:
    columns = state.board_columns()
    by_id: dict[str | None, list[values.Note]] = {column.id: [] for column in columns}
    lost: list[values.Note] = []
    # On the board the newest is on top, on paper people read from the beginning.
    for note in sorted(state.board_notes(), key=lambda one: (one.order, one.id), reverse=True):
        by_id.get(note.column, lost).append(note)
    found: list[tuple[values.Column | None, list[values.Note]]] = [
        (column, by_id[column.id]) for column in columns
    ]
    return [*found, (None, lost)] if lost else found
