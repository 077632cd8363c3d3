"""When the dialogue was, and which edition of its minutes this is, in words."""

from datetime import date

from console.results.model import Minutes
from console.results.text import one_line
from console.words import Words
from console.words.formats import clock, wall_time


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


def held(minutes: Minutes, words: Words) -> str:
    """Return day and times as they were: "Dienstag, 8. September 2020, 18:03 bis 20:32 Uhr"."""
    day = full_date(words, dialogue_day(minutes))
    if minutes.started_at is None:
        start = clock(minutes.planned_start_at, minutes.zone)
        end = clock(minutes.planned_end_at, minutes.zone)
        return words("documents.held_planned", date=day, start=start, end=end)
    start = clock(minutes.started_at, minutes.zone)
    if minutes.ended_at is None:
        return words("documents.held_so_far", date=day, start=start)
    end = clock(minutes.ended_at, minutes.zone)
    return words("documents.held", date=day, start=start, end=end)


def planned(minutes: Minutes, words: Words) -> str:
    """Return the planned times of a dialogue that has begun, else nothing."""
    if minutes.started_at is None:
        return ""
    start = clock(minutes.planned_start_at, minutes.zone)
    end = clock(minutes.planned_end_at, minutes.zone)
    return words("documents.planned", start=start, end=end)


def edition_label(minutes: Minutes, words: Words) -> str:
    """Return what the header of each page says: "Öffentliche Fassung · Entwurf"."""
    label = words(f"documents.edition.{_edition(minutes)}")
    if minutes.ended_at is None:
        label += " · " + words("documents.edition.interim")
    return label


def edition_text(minutes: Minutes, words: Words) -> str:
    """Return what this edition is, in a sentence or two."""
    if minutes.edition == "public" and minutes.release is not None:
        day = full_date(words, minutes.release.on)
        return words("documents.edition.released_text", by=one_line(minutes.release.by), date=day)
    return words(f"documents.edition.{_edition(minutes)}_text")


def _edition(minutes: Minutes) -> str:
    if minutes.edition == "internal":
        return "internal"
    return "draft" if minutes.release is None else "released"
