"""The columns of the board as people see them: number, colour, key, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.domain.values import AgendaItem, Column
from console.words import Words

#: More columns than colours: the ninth question looks like the first.
_TONES = 8
PARKING, OPEN_QUESTIONS = "9", "0"


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column; `id` is empty for the notes whose column is gone.

    `digit` is what Alt and the prefix "/" take; `tone` names its colours.
    """

    id: str
    digit: str
    label: str
    title: str
    tone: str
    is_question: bool


def board_columns(columns: Sequence[Column]) -> list[BoardColumn]:
    """Return the columns in the order of the board; questions are counted from 1."""
    found: list[BoardColumn] = []
    questions = 0
    for column in columns:
        if column.purpose == "parking":
            digit, tone = PARKING, "park"
        elif column.purpose == "open_questions":
            digit, tone = OPEN_QUESTIONS, "open"
        else:
            questions += 1
            digit = str(questions) if questions <= _TONES else ""
            tone = f"q{(questions - 1) % _TONES + 1}"
        title = column.title.text
        label = column.label.text or title
        is_question = column.purpose == "question"
        found.append(BoardColumn(column.id, digit, label, title, tone, is_question))
    return found


def lost_column(words: Words) -> BoardColumn:
    """Return the place for notes whose column is gone: nothing vanishes from the board."""
    title = words("notes.column_unknown")
    return BoardColumn("", "", title, title, "park", is_question=False)


def columns_asked(item: AgendaItem | None, columns: Sequence[BoardColumn]) -> list[str]:
    """Return the columns whose question an item asks, as its guiding question has them."""
    if item is None:
        return []
    asked = item.question.text.casefold()
    return [
        column.id
        for column in columns
        if column.is_question and column.title and column.title.casefold() in asked
    ]
