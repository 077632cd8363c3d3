"""Themes with their notes, and the columns with the notes that stand in no theme."""

from collections.abc import Iterable

from console.results.layout import Block, Line, Lines, Paragraph, Section
from console.results.model import Column, Minutes, Note, Theme
from console.results.text import one_line, printable, title_line
from console.words import Words
from console.words.formats import clock


def notes_sections(minutes: Minutes, words: Words) -> list[Section]:
    """Return the themes by their points, then the columns; every note appears exactly once."""
    in_themes = _first_themes(minutes)
    sections = _themes(minutes, in_themes, words)
    columns = [
        _column(tint, column, in_themes, minutes.zone, words)
        for tint, column in enumerate(minutes.columns, start=1)
        if not minutes.themes or any(note.number not in in_themes for note in column.notes)
    ]
    heading = "documents.notes.more" if minutes.themes else "documents.notes.heading"
    if columns:
        sections += [Section(words(heading), ()), *columns]
    return sections


def themes_by_points(themes: Iterable[Theme]) -> list[Theme]:
    """Return the themes with the most points first; equal ones stay in order."""
    return sorted(themes, key=lambda theme: -(theme.points or 0))


def theme_title(theme: Theme, words: Words) -> str:
    """Return "B · Digitale Teilhabe", or the title alone when no letter was given."""
    title = title_line(theme.title, words("documents.untitled"))
    if not theme.letter.strip():
        return title
    return words("documents.notes.theme_title", letter=one_line(theme.letter), title=title)


def _first_themes(minutes: Minutes) -> dict[int, int]:
    """Return for each note in a theme the place of the first theme that names it."""
    known = {note.number for note in minutes.notes()}
    places: dict[int, int] = {}
    for place, theme in enumerate(minutes.themes):
        for number in theme.notes:
            if number in known:
                places.setdefault(number, place)
    return places


def _themes(minutes: Minutes, in_themes: dict[int, int], words: Words) -> list[Section]:
    if not minutes.themes:
        return []
    has_points = any(theme.points is not None for theme in minutes.themes)
    heading = "documents.notes.themes_points" if has_points else "documents.notes.themes"
    notes = {note.number: note for note in minutes.notes()}
    place_of = {id(theme): place for place, theme in enumerate(minutes.themes)}
    return [
        Section(words(heading), ()),
        *(
            _theme(
                theme,
                [notes[n] for n, place in in_themes.items() if place == place_of[id(theme)]],
                minutes.zone,
                words,
            )
            for theme in themes_by_points(minutes.themes)
        ),
    ]


def _theme(theme: Theme, notes: list[Note], zone: str, words: Words) -> Section:
    blocks: list[Block] = []
    if theme.summary.strip():
        blocks.append(Paragraph(printable(theme.summary)))
    if notes:
        blocks.append(Lines(tuple(note_line(note, zone, words) for note in notes)))
    label = "" if theme.points is None else words("documents.notes.points", n=theme.points)
    return Section(theme_title(theme, words), tuple(blocks), level=2, label=label)


def _column(
    tint: int, column: Column, in_themes: dict[int, int], zone: str, words: Words
) -> Section:
    notes = [note for note in column.notes if note.number not in in_themes]
    lines = tuple(note_line(note, zone, words) for note in notes)
    block = Lines(lines) if lines else Paragraph(words("documents.notes.none"), quiet=True)
    title, label = one_line(column.question), one_line(column.label)
    if not title or column.purpose != "question":
        title, label = title or label, ""
    title = title_line(title, words("documents.untitled"))
    return Section(title, (block,), level=2, label=label, tint=tint)


def note_line(note: Note, zone: str, words: Words) -> Line:
    """Return a note with its origin, its time, and its other versions."""
    meta = [one_line(note.origin), clock(note.written_at, zone)]
    if note.for_plenary:
        meta.append(words("documents.notes.for_plenary"))
    if note.points is not None:
        meta.append(words("documents.notes.points", n=note.points))
    versions = [
        words("documents.notes.version", text=printable(version)) for version in note.alternatives
    ]
    return Line(
        str(note.number), printable(note.text), " · ".join(filter(None, meta)), tuple(versions)
    )
