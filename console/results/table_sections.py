"""The sections that are tables: measures, planned against actual time, attendance."""

from console.results.figures import (
    MINUTE_MS,
    attendance_rows,
    deviation_ms,
    lengths,
)
from console.results.layout import Cell, Curve, Paragraph, Section, Table, TableColumn
from console.results.model import Answer, ItemTime, Measure, Minutes
from console.results.spoken_sections import answer_text, answer_texts
from console.results.text import one_line, printable
from console.words import Words
from console.words.formats import clock, enumeration, signed, wall_time, whole_minutes

_HOUR_MS = 60 * MINUTE_MS


def measures_section(minutes: Minutes, words: Words) -> Section:
    """Return the measures; what nobody has promised yet is said to be suggested."""
    heading = words("documents.measures.heading")
    if not minutes.measures:
        return Section(heading, (Paragraph(words("documents.measures.none"), quiet=True),))
    columns = (
        TableColumn(words("documents.measures.number"), 6, number=True),
        TableColumn(words("documents.measures.what"), 38),
        TableColumn(words("documents.measures.responsible"), 23),
        TableColumn(words("documents.measures.due"), 16),
        TableColumn(words("documents.measures.status"), 17),
    )
    rows = tuple(_measure(at, m, words) for at, m in enumerate(minutes.measures, start=1))
    intro = Paragraph(words("documents.measures.intro"), quiet=True)
    return Section(heading, (intro, Table(heading, columns, rows)))


def _measure(number: int, measure: Measure, words: Words) -> tuple[Cell, ...]:
    suggested = words("documents.measures.suggested") if measure.status == "proposal" else ""
    return (
        Cell(str(number)),
        Cell(printable(measure.what), "\n".join(_measure_details(measure, words))),
        _open_or(measure.responsible, suggested, words("documents.measures.no_responsible")),
        _open_or(measure.due, suggested, words("documents.measures.no_due")),
        Cell(words(f"documents.measures.state.{measure.status}")),
    )


def _measure_details(measure: Measure, words: Words) -> list[str]:
    details: list[str] = []
    if measure.sources:
        numbers = enumeration(words, [str(number) for number in measure.sources])
        details.append(words("documents.measures.sources", n=len(measure.sources), numbers=numbers))
    if measure.answer.strip():
        details.append(answer_text(Answer(text=measure.answer, function=""), words))
    details += [
        words("documents.notes.version", text=printable(text)) for text in measure.alternatives
    ]
    return [*details, *answer_texts(measure.answers, words)]


def _open_or(text: str, detail: str, missing: str) -> Cell:
    return Cell(printable(text), detail) if text.strip() else Cell(missing)


def times_section(minutes: Minutes, words: Words) -> Section:
    """Return planned against actual time, item by item and in all."""
    heading = words("documents.times.heading")
    if not minutes.items:
        return Section(heading, (Paragraph(words("documents.times.none"), quiet=True),))
    columns = (
        TableColumn(words("documents.times.item"), 52),
        TableColumn(words("documents.times.start"), 12, number=True),
        TableColumn(words("documents.times.planned"), 10, number=True),
        TableColumn(words("documents.times.actual"), 10, number=True),
        TableColumn(words("documents.times.deviation"), 16, number=True),
    )
    rows = [_item(item, minutes, words) for item in minutes.items]
    intro = Paragraph(words("documents.times.intro"), quiet=True)
    legend = words("documents.times.bars")
    rows.append(_total(minutes, words))
    table = Table(heading, columns, tuple(rows), total=True, bars_legend=legend)
    return Section(heading, (intro, table))


def _item(item: ItemTime, minutes: Minutes, words: Words) -> tuple[Cell, ...]:
    start = "" if item.started_at is None else clock(item.started_at, minutes.zone)
    late = deviation_ms(item)
    if item.actual_ms is None or late is None:
        so_far = "–" if item.actual_ms is None else str(whole_minutes(item.actual_ms))
        title = Cell(one_line(item.title), _standing(item, minutes, words))
        return title, Cell(start), Cell(str(item.planned_min)), Cell(so_far), Cell("–")
    actual = whole_minutes(item.actual_ms)
    return (
        Cell(one_line(item.title), bars=(item.planned_min, actual)),
        Cell(start),
        Cell(str(item.planned_min)),
        Cell(str(actual)),
        Cell(signed(whole_minutes(late))),
    )


def _standing(item: ItemTime, minutes: Minutes, words: Words) -> str:
    if item.is_on:
        return words("documents.times.is_on")
    over = item.skipped or minutes.ended_at is not None
    return words("documents.times.not_run" if over else "documents.times.not_yet")


def _total(minutes: Minutes, words: Words) -> tuple[Cell, ...]:
    length = lengths(minutes)
    planned = whole_minutes(length.planned_ms)
    title = Cell(words("documents.times.total"))
    if length.actual_ms is None:
        return title, Cell(""), Cell(str(planned)), Cell("–"), Cell("–")
    late = whole_minutes(length.actual_ms - length.planned_ms)
    actual = whole_minutes(length.actual_ms)
    return title, Cell(""), Cell(str(planned)), Cell(str(actual)), Cell(signed(late))


def attendance_section(minutes: Minutes, words: Words) -> Section:
    """Return how many citizens were present, as a curve and as a table; nobody is named."""
    heading = words("documents.attendance.heading")
    rows = attendance_rows(minutes.attendance, minutes.ended_at, minutes.zone)
    if not rows:
        return Section(heading, (Paragraph(words("documents.attendance.none"), quiet=True),))
    columns = (
        TableColumn(words("documents.attendance.time"), 60),
        TableColumn(words("documents.attendance.present"), 40, number=True),
    )
    cells = tuple((Cell(clock(p.at, minutes.zone)), Cell(str(p.present))) for p in rows)
    counts = Paragraph(words("documents.attendance.counts"), quiet=True)
    table = Table(heading, columns, cells, width=40)
    return Section(heading, (counts, _curve(minutes, words), table))


def _curve(minutes: Minutes, words: Words) -> Curve:
    points, zone = minutes.attendance, minutes.zone
    first, last = points[0].at, points[-1].at
    end = max(last, minutes.ended_at or last)
    return Curve(
        steps=tuple(((p.at - first) // MINUTE_MS, p.present) for p in points),
        length=max(1, (end - first) // MINUTE_MS),
        ticks=_hours(first, end, zone),
        spoken=words(
            "documents.attendance.curve",
            start=clock(first, zone),
            end=clock(end, zone),
            most=max(p.present for p in points),
            last=points[-1].present,
        ),
    )


def _hours(first: int, end: int, zone: str) -> tuple[tuple[int, str], ...]:
    """Return the full hours between two instants, in minutes from the first."""
    local = wall_time(first, zone)
    to_full = (-(local.minute * MINUTE_MS + local.second * 1000 + local.microsecond // 1000)) % (
        _HOUR_MS
    )
    full_hours = range(first + to_full, end + 1, _HOUR_MS)
    return tuple(((at - first) // MINUTE_MS, clock(at, zone)) for at in full_hours)
