"""The minutes as a document: its head and the order of its sections."""

from typing import Final

from console.results.about_section import about_section
from console.results.figures import facts
from console.results.headline import dialogue_day, edition_label, full_date, held, planned
from console.results.layout import Layout, Section
from console.results.model import Minutes
from console.results.notes_sections import notes_sections
from console.results.spoken_sections import promises_section, questions_section
from console.results.table_sections import attendance_section, measures_section, times_section
from console.results.text import one_line, title_line
from console.words import Words

_TAGS: Final = {"de": "de-DE", "en": "en-GB"}


def layout_of(minutes: Minutes, words: Words) -> Layout:
    """Return the whole document in the language of `words`."""
    kind = words("documents.minutes")
    title = title_line(minutes.title, words("documents.untitled"))
    day = full_date(words, dialogue_day(minutes))
    return Layout(
        language=_TAGS[words.language],
        file_title=words("documents.file_title", minutes=kind, title=title, date=day),
        kind=kind,
        city=one_line(minutes.city),
        title=title,
        subtitle=one_line(minutes.subtitle),
        day=day,
        held=held(minutes, words),
        planned=planned(minutes, words),
        edition=edition_label(minutes, words),
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


def _sections(minutes: Minutes, words: Words) -> list[Section]:
    return [
        *notes_sections(minutes, words),
        measures_section(minutes, words),
        *promises_section(minutes, words),
        *questions_section(minutes, words),
        times_section(minutes, words),
        attendance_section(minutes, words),
        about_section(minutes, words),
    ]
