"""The head of the results: how far the evening is, and its key figures."""

from __future__ import annotations

from msgspec import Struct

from console.results.figures import MINUTE_MS, lengths
from console.results.model import KeyFigures, Minutes
from console.words import Words, formats


class StateChip(Struct, frozen=True):
    """The state of the dialogue in words, with the look of a chip."""

    text: str
    tone: str
    icon: str


class Figure(Struct, frozen=True):
    """A key figure: the number, what it counts, one more remark; `tone` marks what wants a look."""

    number: str
    label: str
    detail: str = ""
    tone: str = ""


def state_chip(minutes: Minutes, words: Words) -> StateChip:
    """Return whether the numbers are final: "Zwischenstand", "Beendet um 20:33 Uhr"."""
    if minutes.started_at is None:
        return StateChip(words("results.not_begun"), "neutral", "circle-dashed")
    if minutes.ended_at is None:
        return StateChip(words("results.interim"), "accent", "hourglass-medium")
    time = formats.spoken_clock(words, minutes.ended_at, minutes.zone)
    return StateChip(words("results.ended", time=time), "ok", "check-circle")


def figures(minutes: Minutes, unassigned: int, words: Words, *, reads_names: bool) -> list[Figure]:
    """Return the key figures; citizens only where this role can tell who is one."""
    shown = [_people(minutes.key_figures, words)] if reads_names else []
    shown += [_length(minutes, words), _notes(minutes, words)]
    if minutes.key_figures.points_given is not None:
        shown.append(_points(minutes.key_figures.points_given, minutes.key_figures, words))
    return [*shown, _measures(len(minutes.measures), unassigned, words)]


def _people(figures: KeyFigures, words: Words) -> Figure:
    registered = formats.number(words, figures.citizens_registered)
    return Figure(
        formats.number(words, figures.citizens_most),
        words("results.figure_most"),
        words("results.figure_most_of", registered=registered),
    )


def _length(minutes: Minutes, words: Words) -> Figure:
    length = lengths(minutes)
    planned = formats.hours_minutes(length.planned_ms)
    if minutes.started_at is None:
        return Figure(planned, words("results.figure_length_planned"))
    plan = words("results.figure_length_plan", plan=planned)
    if length.actual_ms is None:
        so_far = max(0, minutes.generated_at - minutes.started_at)
        return Figure(formats.hours_minutes(so_far), words("results.figure_length_so_far"), plan)
    late = length.actual_ms - length.planned_ms
    detail = f"{plan}, {formats.deviation(words, late)}"
    tone = "warn5" if late > MINUTE_MS else ""
    return Figure(
        formats.hours_minutes(length.actual_ms), words("results.figure_length"), detail, tone
    )


def _notes(minutes: Minutes, words: Words) -> Figure:
    count = sum(1 for _ in minutes.notes())
    used = sum(bool(column.notes) for column in minutes.columns)
    detail = words("results.figure_notes_columns", n=used) if used else ""
    if minutes.themes:
        detail = words("results.figure_notes_themes", n=len(minutes.themes))
    return Figure(formats.number(words, count), words("results.figure_notes", n=count), detail)


def _points(given: int, figures: KeyFigures, words: Words) -> Figure:
    possible = figures.points_possible
    detail = "" if possible is None else words("results.figure_points_of", n=possible)
    return Figure(formats.number(words, given), words("results.figure_points", n=given), detail)


def _measures(count: int, unassigned: int, words: Words) -> Figure:
    detail, tone = "", ""
    if unassigned:
        detail, tone = words("results.figure_measures_open", n=unassigned), "warn5"
    elif count:
        detail = words("results.figure_measures_assigned")
    return Figure(
        formats.number(words, count), words("results.figure_measures", n=count), detail, tone
    )
