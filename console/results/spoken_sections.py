"""Questions to the city, what was answered, and what was promised."""

from collections.abc import Iterable, Iterator

from console.results.layout import Line, Lines, Section
from console.results.model import Answer, Minutes, Question
from console.results.text import one_line, printable
from console.words import Words


def promises_section(minutes: Minutes, words: Words) -> list[Section]:
    """Return every promise with what it is about; nothing when nothing was promised."""
    lines = [
        Line("", printable(answer.text), _promise_meta(answer, about), ())
        for answer, about in _answers(minutes, words)
        if answer.promise
    ]
    return [Section(words("documents.promises.heading"), (Lines(tuple(lines)),))] if lines else []


def questions_section(minutes: Minutes, words: Words) -> list[Section]:
    """Return the questions with their answers; nothing when nothing was asked."""
    lines = [
        _question(number, question, words)
        for number, question in enumerate(minutes.questions, start=1)
    ]
    return [Section(words("documents.questions.heading"), (Lines(tuple(lines)),))] if lines else []


def answer_texts(answers: Iterable[Answer], words: Words) -> tuple[str, ...]:
    """Return the answers that are no promises; those have a section of their own."""
    return tuple(answer_text(answer, words) for answer in answers if not answer.promise)


def answer_text(answer: Answer, words: Words) -> str:
    """Return "Antwort (Sozialdezernat): …", "Zugesagt: …", without a function if none is known."""
    key = "promise" if answer.promise else "answer"
    text, function = printable(answer.text), one_line(answer.function)
    if function:
        return words(f"documents.notes.{key}_by", function=function, text=text)
    return words(f"documents.notes.{key}", text=text)


def question_state(question: Question, words: Words) -> str:
    """Return "wird schriftlich beantwortet, bis 1. Oktober" or "nicht behandelt: Zeit"."""
    state = words(f"documents.questions.state.{question.status}")
    if question.until.strip():
        state += ", " + words("documents.questions.until", until=one_line(question.until))
    if question.reason.strip():
        state += f": {one_line(question.reason)}"
    return state


def _question(number: int, question: Question, words: Words) -> Line:
    meta = [words(f"documents.questions.source.{question.source}")]
    if question.office.strip():
        meta.append(words("documents.questions.office", office=one_line(question.office)))
    meta.append(question_state(question, words))
    more = answer_texts(question.answers, words)
    return Line(str(number), printable(question.text), " · ".join(meta), more)


def _answers(minutes: Minutes, words: Words) -> Iterator[tuple[Answer, str]]:
    for theme in minutes.themes:
        about = words("documents.promises.theme", title=one_line(theme.title))
        yield from ((answer, about) for answer in theme.answers)
    for measure in minutes.measures:
        about = words("documents.promises.measure", title=one_line(measure.what))
        yield from ((answer, about) for answer in measure.answers)
    for question in minutes.questions:
        about = words("documents.promises.question", title=one_line(question.text))
        yield from ((answer, about) for answer in question.answers)


def _promise_meta(answer: Answer, about: str) -> str:
    return " · ".join(filter(None, (one_line(answer.function), about)))
