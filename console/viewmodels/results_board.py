"""What was said, at the left of the results: themes by points, else the columns with notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import Qt

from console.results.gather_notes import Board
from console.results.model import Column, Minutes, Note, Theme
from console.results.notes_sections import theme_title, themes_by_points
from console.viewmodels.notes_columns import BoardColumn
from console.words import Words, formats


class BoardEntry(Struct, frozen=True, kw_only=True):
    """A line: a column's head, a note of it, or a theme.

    `mark` is the column's digit, the note's number or the theme's letter; `share` (0 to 1) is the
    length of a theme's bar. `note` is the id of the note, or empty.
    """

    id: str
    kind: str
    mark: str
    text: str
    detail: str
    tone: str
    share: float = 0.0
    note: str = ""
    spoken: str = ""


def entries(
    minutes: Minutes, board: Board, columns: Sequence[BoardColumn], words: Words
) -> list[BoardEntry]:
    """Return the lines from top to bottom; `columns` are those of the board, the lost one last."""
    if minutes.themes:
        return _themes(minutes, columns, words)
    ids = {number: note for note, number in board.numbers.items()}
    found: list[BoardEntry] = []
    for column, look in zip(minutes.columns, columns, strict=True):
        found.append(_head(column, look, words))
        found += [_note(note, ids[note.number], look, minutes.zone, words) for note in column.notes]
    return found


def tell(entry: BoardEntry, _column: int, role: int) -> Any:
    """Answer a role of the model."""
    if role == Qt.ItemDataRole.DisplayRole:
        return entry.text
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return entry.spoken
    return None


def _head(column: Column, look: BoardColumn, words: Words) -> BoardEntry:
    count = words("notes.count", n=len(column.notes))
    return BoardEntry(
        id=f"column:{look.id}",
        kind="column",
        mark=look.digit if look.is_question else "",
        text=column.question,
        detail=str(len(column.notes)),
        tone=look.tone,
        spoken=f"{column.question}, {count}",
    )


def _note(note: Note, note_id: str, look: BoardColumn, zone: str, words: Words) -> BoardEntry:
    time = formats.clock(note.written_at, zone)
    detail = words("notes.note_origin", origin=note.origin, time=time)
    return BoardEntry(
        id=note_id,
        kind="note",
        mark=str(note.number),
        text=note.text,
        detail=detail,
        tone=look.tone,
        note=note_id,
        spoken=words(
            "results.note_name", n=note.number, text=note.text, origin=note.origin, time=time
        ),
    )


def _themes(minutes: Minutes, columns: Sequence[BoardColumn], words: Words) -> list[BoardEntry]:
    most = max((theme.points or 0 for theme in minutes.themes), default=0)
    places = {
        note.number: look
        for column, look in zip(minutes.columns, columns, strict=True)
        for note in column.notes
    }
    return [
        _theme(str(place), theme, most, places.get(next(iter(theme.notes), 0)), words)
        for place, theme in enumerate(themes_by_points(minutes.themes))
    ]


def _theme(
    row_id: str, theme: Theme, most: int, look: BoardColumn | None, words: Words
) -> BoardEntry:
    title = theme_title(theme, words)
    told = words("results.theme_notes", n=len(theme.notes))
    if theme.points is not None:
        told = f"{words('results.theme_points', n=theme.points)}, {told}"
    return BoardEntry(
        id=f"theme:{row_id}",
        kind="theme",
        mark=look.digit if look is not None and look.is_question else "",
        text=title,
        detail="" if theme.points is None else str(theme.points),
        tone=look.tone if look is not None else "park",
        share=(theme.points or 0) / most if most else 0.0,
        spoken=f"{title}, {told}",
    )
