"""The minutes as data, in a structure that other programs may rely on (docs/results.md)."""

import json
from pathlib import Path
from typing import Any, Final

from console.results.figures import deviation_ms, lengths
from console.results.files import write_whole
from console.results.headline import dialogue_day
from console.results.model import Answer, Column, ItemTime, Measure, Minutes, Note, Question, Theme
from console.words.formats import wall_time

FORMAT: Final = "dialogpult-results"
#: Grows when a field is removed or changes its meaning, not when one is added.
VERSION: Final = 1


def write_json(minutes: Minutes, out: Path) -> None:
    """Write the minutes as JSON in UTF-8, the same bytes for the same minutes.

    Raises: KnownFailure as `files.write_whole`.
    """
    write_whole(out, json_bytes(minutes))


def json_bytes(minutes: Minutes) -> bytes:
    """Return the file's bytes; text is kept as typed, except for halves of surrogate pairs."""
    text = json.dumps(results_data(minutes), ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace") + b"\n"


def results_data(minutes: Minutes) -> dict[str, Any]:
    """Return the minutes as plain values; instants as ISO 8601 with the offset of the zone."""
    zone = minutes.zone
    return {
        "format": FORMAT,
        "version": VERSION,
        "edition": minutes.edition,
        "release": _release(minutes),
        "generated_at": _iso(minutes.generated_at, zone),
        "standing": minutes.standing,
        "names_replaced": minutes.names_replaced,
        "dialogue": {
            "title": minutes.title,
            "subtitle": minutes.subtitle,
            "city": minutes.city,
            "date": dialogue_day(minutes).isoformat(),
            "zone": zone,
            "planned_start_at": _iso(minutes.planned_start_at, zone),
            "planned_end_at": _iso(minutes.planned_end_at, zone),
            "started_at": _iso(minutes.started_at, zone),
            "ended_at": _iso(minutes.ended_at, zone),
        },
        "key_figures": _key_figures(minutes),
        "columns": [_column(column, zone) for column in minutes.columns],
        "themes": [_theme(theme) for theme in minutes.themes],
        "measures": [_measure(n, m) for n, m in enumerate(minutes.measures, start=1)],
        "questions": [_question(n, q) for n, q in enumerate(minutes.questions, start=1)],
        "items": [_item(item, zone) for item in minutes.items],
        "attendance": [{"at": _iso(p.at, zone), "present": p.present} for p in minutes.attendance],
    }


def _iso(at: int | None, zone: str) -> str | None:
    return None if at is None else wall_time(at, zone).isoformat(timespec="milliseconds")


def _release(minutes: Minutes) -> dict[str, str] | None:
    if minutes.release is None:
        return None
    return {"by": minutes.release.by, "on": minutes.release.on.isoformat()}


def _key_figures(minutes: Minutes) -> dict[str, int | None]:
    figures, length = minutes.key_figures, lengths(minutes)
    made = {
        "citizens_registered": figures.citizens_registered,
        "citizens_came": figures.citizens_came,
        "citizens_most": figures.citizens_most,
        "citizens_end": figures.citizens_end,
        "notes": sum(1 for _ in minutes.notes()),
        "themes": len(minutes.themes),
        "measures": len(minutes.measures),
        "points_given": figures.points_given,
        "points_possible": figures.points_possible,
        "planned_ms": length.planned_ms,
        "actual_ms": length.actual_ms,
    }
    if minutes.edition == "internal":
        made["others_came"] = figures.others_came
    return made


def _column(column: Column, zone: str) -> dict[str, Any]:
    return {
        "label": column.label,
        "question": column.question,
        "purpose": column.purpose,
        "notes": [_note(note, zone) for note in column.notes],
    }


def _note(note: Note, zone: str) -> dict[str, Any]:
    return {
        "number": note.number,
        "text": note.text,
        "alternatives": list(note.alternatives),
        "origin": note.origin,
        "written_at": _iso(note.written_at, zone),
        "for_plenary": note.for_plenary,
        "points": note.points,
    }


def _theme(theme: Theme) -> dict[str, Any]:
    return {
        "letter": theme.letter,
        "title": theme.title,
        "summary": theme.summary,
        "points": theme.points,
        "notes": list(theme.notes),
        "answers": [_answer(answer) for answer in theme.answers],
    }


def _measure(number: int, measure: Measure) -> dict[str, Any]:
    return {
        "number": number,
        "what": measure.what,
        "responsible": measure.responsible,
        "due": measure.due,
        "status": measure.status,
        "answer": measure.answer,
        "alternatives": list(measure.alternatives),
        "sources": list(measure.sources),
        "answers": [_answer(answer) for answer in measure.answers],
    }


def _question(number: int, question: Question) -> dict[str, Any]:
    return {
        "number": number,
        "text": question.text,
        "source": question.source,
        "office": question.office,
        "status": question.status,
        "until": question.until,
        "reason": question.reason,
        "answers": [_answer(answer) for answer in question.answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {"text": answer.text, "function": answer.function, "promise": answer.promise}


def _item(item: ItemTime, zone: str) -> dict[str, Any]:
    return {
        "title": item.title,
        "kind": item.kind,
        "planned_min": item.planned_min,
        "started_at": _iso(item.started_at, zone),
        "actual_ms": item.actual_ms,
        "is_on": item.is_on,
        "skipped": item.skipped,
        "deviation_ms": deviation_ms(item),
    }
