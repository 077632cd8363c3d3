"""The rows of each table, with a head row; numbers stay numbers."""

from console.results.figures import MINUTE_MS, deviation_ms
from console.results.model import Minutes
from console.results.notes_sections import theme_title, themes_by_points
from console.results.spoken_sections import answer_text, question_state
from console.words import Words
from console.words.formats import wall_time, whole_minutes

Row = list[str | int | None]


def tables(minutes: Minutes, words: Words) -> dict[str, list[Row]]:
    """Return the tables by their name in `documents.file`; empty ones keep their head row.

    Themes and questions are there only if the dialogue had any.
    """
    made = {
        "notes": _notes(minutes, words),
        "measures": _measures(minutes, words),
        "times": _times(minutes, words),
        "attendance": _attendance(minutes, words),
    }
    if minutes.themes:
        made["themes"] = _themes(minutes, words)
    if minutes.questions:
        made["questions"] = _questions(minutes, words)
    return made


def _head(words: Words, *names: str) -> Row:
    return [words(f"documents.{name}") for name in names]


def _moment(at: int | None, zone: str) -> str:
    return "" if at is None else wall_time(at, zone).strftime("%Y-%m-%d %H:%M")


def _notes(minutes: Minutes, words: Words) -> list[Row]:
    head = ("number", "column", "question", "theme", "text", "versions", "origin", "written")
    rows = [_head(words, *(f"csv.{name}" for name in (*head, "for_plenary", "points")))]
    themes = {n: theme_title(t, words) for t in reversed(minutes.themes) for n in t.notes}
    for column in minutes.columns:
        for note in column.notes:
            rows.append(  # noqa: PERF401
                [
                    note.number,
                    column.label,
                    column.question,
                    themes.get(note.number, ""),
                    note.text,
                    "\n".join(note.alternatives),
                    note.origin,
                    _moment(note.written_at, minutes.zone),
                    words("documents.csv.yes") if note.for_plenary else "",
                    note.points,
                ]
            )
    return rows


def _measures(minutes: Minutes, words: Words) -> list[Row]:
    names = ("number", "what", "responsible", "due", "status")
    more = ("notes", "answer", "answers", "versions")
    head = (*(f"measures.{name}" for name in names), *(f"csv.{name}" for name in more))
    rows = [_head(words, *head)]
    for number, measure in enumerate(minutes.measures, start=1):
        answers = [answer_text(answer, words) for answer in measure.answers]
        rows.append(
            [
                number,
                measure.what,
                measure.responsible,
                measure.due,
                words(f"documents.measures.state.{measure.status}"),
                ", ".join(map(str, measure.sources)),
                measure.answer,
                "\n".join(answers),
                "\n".join(measure.alternatives),
            ]
        )
    return rows


def _times(minutes: Minutes, words: Words) -> list[Row]:
    names = ("item", "kind", "start", "planned", "actual", "deviation")
    rows = [_head(words, *(f"times.{name}" for name in names))]
    for item in minutes.items:
        late = deviation_ms(item)
        rows.append(
            [
                item.title,
                words(f"documents.times.kinds.{item.kind}"),
                _moment(item.started_at, minutes.zone),
                item.planned_min,
                None if item.actual_ms is None else whole_minutes(item.actual_ms),
                None if late is None else whole_minutes(late),
            ]
        )
    return rows


def _attendance(minutes: Minutes, words: Words) -> list[Row]:
    rows = [_head(words, "attendance.time", "attendance.present")]
    for point in minutes.attendance:
        at = wall_time(point.at - point.at % MINUTE_MS, minutes.zone)
        rows.append([at.strftime("%Y-%m-%d %H:%M"), point.present])
    return rows


def _themes(minutes: Minutes, words: Words) -> list[Row]:
    names = ("letter", "title", "summary", "points", "notes", "answers")
    rows = [_head(words, *(f"csv.{name}" for name in names))]
    for theme in themes_by_points(minutes.themes):
        answers = [answer_text(answer, words) for answer in theme.answers]
        numbers = ", ".join(map(str, theme.notes))
        rows.append(
            [theme.letter, theme.title, theme.summary, theme.points, numbers, "\n".join(answers)]
        )
    return rows


def _questions(minutes: Minutes, words: Words) -> list[Row]:
    names = ("csv.number", "csv.asked", "csv.source", "csv.office", "measures.status")
    rows = [_head(words, *names, "csv.answers")]
    for number, question in enumerate(minutes.questions, start=1):
        answers = [answer_text(answer, words) for answer in question.answers]
        rows.append(
            [
                number,
                question.text,
                words(f"documents.questions.source.{question.source}"),
                question.office,
                question_state(question, words),
                "\n".join(answers),
            ]
        )
    return rows
