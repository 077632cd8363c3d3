"""Numbers that the documents derive from the minutes; words only where a number needs them."""

from dataclasses import dataclass

from console.results.layout import Fact
from console.results.model import AttendancePoint, ItemTime, KeyFigures, Minutes
from console.words import Words
from console.words.formats import hours_minutes, number, signed_minutes, wall_time, whole_minutes

MINUTE_MS = 60_000
#: The attendance table has a row for each quarter of an hour on the clock.
STEP_MIN = 15


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the evening was: planned, and really (None while it is not over)."""

    planned_ms: int
    actual_ms: int | None


def lengths(minutes: Minutes) -> Lengths:
    """Return the planned and the real length of the dialogue."""
    planned = minutes.planned_end_at - minutes.planned_start_at
    if minutes.started_at is None or minutes.ended_at is None:
        return Lengths(planned, None)
    return Lengths(planned, minutes.ended_at - minutes.started_at)


def deviation_ms(item: ItemTime) -> int | None:
    """Return how much longer than planned an item took, or None if it is on or did not run."""
    if item.actual_ms is None or item.is_on:
        return None
    return item.actual_ms - item.planned_min * MINUTE_MS


def attendance_rows(
    points: tuple[AttendancePoint, ...], end: int | None, zone: str
) -> list[AttendancePoint]:
    """Return the attendance at its first instant, each quarter of an hour, and at the end.

    `points` are in order of time; `end` is that of the dialogue, None while it runs: then the last
    change counts. Quarters are those of the wall clock in `zone`.
    """
    if not points:
        return []
    first, last = points[0].at, max(points[-1].at, end or points[-1].at)
    step = STEP_MIN * MINUTE_MS
    local = wall_time(first, zone)
    past_quarter = (local.minute % STEP_MIN) * MINUTE_MS + first % MINUTE_MS
    instants = [first, *range(first - past_quarter + step, last, step)]
    if last > first:
        instants.append(last)
    return [AttendancePoint(at=at, present=present_at(points, at)) for at in instants]


def present_at(points: tuple[AttendancePoint, ...], at: int) -> int:
    """Return how many were present at an instant; nobody before the first point."""
    present = 0
    for point in points:
        if point.at > at:
            break
        present = point.present
    return present


def facts(minutes: Minutes, words: Words) -> tuple[Fact, ...]:
    """Return the key figures in the order of the head; each says what it counts."""
    figures = minutes.key_figures
    rows = [*_people(figures, words), _length(minutes, words), _notes(minutes, words)]
    if figures.points_given is not None:
        rows.append(_points(figures.points_given, figures.points_possible, words))
    rows.append(_measures(minutes, words))
    if figures.others_came is not None:
        others = number(words, figures.others_came)
        rows.append(
            Fact(others, words("documents.figure.others"), words("documents.figure.others_detail"))
        )
    return tuple(rows)


def _people(figures: KeyFigures, words: Words) -> list[Fact]:
    registered = number(words, figures.citizens_registered)
    end = number(words, figures.citizens_end)
    return [
        Fact(
            number(words, figures.citizens_came),
            words("documents.figure.came"),
            words("documents.figure.came_detail", n=registered),
        ),
        Fact(
            number(words, figures.citizens_most),
            words("documents.figure.most"),
            words("documents.figure.most_detail", n=end),
        ),
    ]


def _length(minutes: Minutes, words: Words) -> Fact:
    length = lengths(minutes)
    planned = hours_minutes(length.planned_ms)
    if length.actual_ms is None:
        return Fact(planned, words("documents.figure.length_planned"))
    more = signed_minutes(words, whole_minutes(length.actual_ms - length.planned_ms))
    detail = words("documents.figure.length_detail", planned=planned, deviation=more)
    return Fact(hours_minutes(length.actual_ms), words("documents.figure.length"), detail)


def _notes(minutes: Minutes, words: Words) -> Fact:
    count = sum(1 for _ in minutes.notes())
    if minutes.themes:
        detail = words("documents.figure.notes_themes", n=len(minutes.themes))
    else:
        questions = sum(column.purpose == "question" for column in minutes.columns)
        detail = words("documents.figure.notes_columns", n=questions)
    return Fact(number(words, count), words("documents.figure.notes"), detail)


def _points(given: int, possible: int | None, words: Words) -> Fact:
    detail = ""
    if possible is not None:
        detail = words("documents.figure.points_detail", n=number(words, possible))
    return Fact(number(words, given), words("documents.figure.points"), detail)


def _measures(minutes: Minutes, words: Words) -> Fact:
    count = len(minutes.measures)
    promised = sum(measure.status == "promised" for measure in minutes.measures)
    proposals = sum(measure.status == "proposal" for measure in minutes.measures)
    detail = ""
    if promised:
        detail = words("documents.figure.measures_promised", n=promised)
    elif proposals:
        detail = words("documents.figure.measures_proposals", n=proposals)
    return Fact(number(words, count), words("documents.figure.measures"), detail)
