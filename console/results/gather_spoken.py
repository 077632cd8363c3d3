"""What was agreed, asked and answered, from the folded dialogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from console.domain.fold import TextValue
from console.domain.questions import About
from console.results.gather_notes import Board
from console.results.model import Answer, Measure, Question, Theme
from console.storage.state import DialogueState


def themes(state: DialogueState, board: Board) -> tuple[Theme, ...]:
    """Return the themes in the order of the board; their points are their own, not the notes'."""
    return tuple(
        Theme(
            title=theme.title.text,
            summary=theme.summary.text,
            letter=theme.letter,
            points=board.points_of(theme.id),
            notes=board.numbers_of([theme.id]),
            answers=answers(state, "theme", theme.id),
        )
        for theme in in_order(state.themes.values())
    )


def measures(state: DialogueState, board: Board) -> tuple[Measure, ...]:
    """Return the measures in their order."""
    return tuple(
        Measure(
            what=measure.what.text,
            responsible=measure.responsible.text,
            due=measure.due.text,
            status=measure.status,
            answer=measure.answer.text,
            sources=board.numbers_of(measure.sources),
            answers=answers(state, "measure", measure.id),
            alternatives=_alternatives(
                measure.what, measure.responsible, measure.due, measure.answer
            ),
        )
        for measure in in_order(state.measures.values())
    )


def questions(state: DialogueState) -> tuple[Question, ...]:
    """Return the questions in their order; what is said about merged ones stands with the one."""
    shown = in_order(state.questions.values())
    ids = {question.id for question in shown}
    merged = {q.id: q.merged_into for q in shown if q.merged_into in ids - {q.id}}
    return tuple(
        Question(
            text=question.text.text,
            source=question.source,
            office=question.office.text,
            status=question.status,
            until=question.until.text,
            reason=question.reason.text,
            answers=answers(
                state,
                "question",
                question.id,
                *(q for q, to in merged.items() if to == question.id),
            ),
        )
        for question in shown
        if question.id not in merged
    )


def answers(state: DialogueState, about: About, *targets: str) -> tuple[Answer, ...]:
    """Return what was answered or promised about something, the earliest first."""
    found = [
        answer
        for answer in state.answers.values()
        if answer.about == about and answer.target in targets and not answer.hidden
    ]
    found.sort(key=lambda answer: (answer.made_at, answer.id))
    return tuple(
        Answer(text=answer.text.text, function=answer.function.text, promise=answer.promise)
        for answer in found
    )


def _alternatives(*texts: TextValue) -> tuple[str, ...]:
    return tuple(version.text for text in texts for version in text.alternatives if version.text)


def in_order(entities: Iterable[Any]) -> list[Any]:
    """Return shown entities by their order key."""
    shown = [entity for entity in entities if not entity.hidden]
    return sorted(shown, key=lambda entity: (entity.order, entity.id))
