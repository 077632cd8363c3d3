"""The minutes as a document: its head and the order of its sections."""

from datetime import date
from typing import Final

from console.results.about_section import about_section
from console.results.figures import facts
from console.results.layout import Layout, Section
from console.results.model import Minutes
from console.results.notes_sections import notes_sections
from console.results.spoken_sections import promises_section, questions_section
from console.results.table_sections import attendance_section, measures_section, times_section
from console.results.text import one_line
from console.words import Words
from console.words.formats import clock, wall_time

_TAGS: Final = {"de": "de-DE", "en": "en-GB"}


def layout_of(minutes: Minutes, words: Words) -> Layout:
    """Return the whole document in the language of `words`."""
    kind = words("documents.minutes")
    title = one_line(minutes.title)
    day = dialogue_day(minutes)
    return Layout(
        language=_TAGS[words.language],
        file_title=words(
            "documents.file_title", minutes=kind, title=title, date=full_date(words, day)
        ),
        kind=kind,
        city=one_line(minutes.city),
        title=title,
        subtitle=one_line(minutes.subtitle),
        held=_held(minutes, words),
        edition=edition_label(minutes, words),
        edition_text=edition_text(minutes, words),
        is_open=minutes.release is None,
        page_word=words("documents.page_word"),
        page_of=words("documents.page_of"),
        contents=words("documents.contents"),
        facts_name=words("documents.figure.table"),
        facts_heads=(
            words("documents.figure.what"),
            words("documents.figure.value"),
            words("documents.figure.detail"),
        ),
        facts=facts(minutes, words),
        sections=tuple(_sections(minutes, words)),
        generated_at=minutes.generated_at,
    )


def dialogue_day(minutes: Minutes) -> date:
    """Return the day of the dialogue in its zone."""
    return wall_time(minutes.planned_start_at, minutes.zone).date()


def full_date(words: Words, day: date) -> str:
    """Return "Dienstag, 8. September 2020"."""
    return words(
        "documents.long_date",
        weekday=words(f"documents.weekday.{day.isoweekday()}"),
        day=day.day,
        month=words(f"formats.month.{day.month}"),
        year=day.year,
    )


def edition_label(minutes: Minutes, words: Words) -> str:
    """Return what the header of each page says: "Öffentliche Fassung · Entwurf"."""
    label = words(f"documents.edition.{_edition(minutes)}")
    if minutes.ended_at is None:
        label += " · " + words("documents.edition.interim")
    return label


def edition_text(minutes: Minutes, words: Words) -> str:
    """Return what this edition is, in a sentence."""
    if minutes.edition == "public" and minutes.release is not None:
        day = full_date(words, minutes.release.on)
        return words("documents.edition.released_text", by=one_line(minutes.release.by), date=day)
    return words(f"documents.edition.{_edition(minutes)}_text")


def _edition(minutes: Minutes) -> str:
    if minutes.edition == "internal":
        return "internal"
    return "draft" if minutes.release is None else "released"


def _held(minutes: Minutes, words: Words) -> str:
    day = full_date(words, dialogue_day(minutes))
    plan_start = clock(minutes.planned_start_at, minutes.zone)
    plan_end = clock(minutes.planned_end_at, minutes.zone)
    if minutes.started_at is None:
        return words("documents.held_planned", date=day, start=plan_start, end=plan_end)
    start = clock(minutes.started_at, minutes.zone)
    if minutes.ended_at is None:
        return words("documents.held_so_far", date=day, start=start)
    end = clock(minutes.ended_at, minutes.zone)
    held = words("documents.held", date=day, start=start, end=end)
    return f"{held}. {words('documents.planned', start=plan_start, end=plan_end)}"


def _sections(minutes: Minutes, words: Words) -> list[Section]:
    return [
        *notes_sections(minutes, words),
        measures_section(minutes, words),
        *promises_section(minutes, words),
        *questions_section(minutes, words),
        times_section(minutes, words),
        attendance_section(minutes, words),
        about_section(minutes, words, edition_text(minutes, words)),
    ]
