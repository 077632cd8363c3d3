"""Make the public edition: no name of the roster in any text that a person typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Final

from console.results.model import OWN_WORDS, Minutes, Release
from console.results.privacy import Hit, HitKind, NameFinder

#: Characters of context shown on each side of a finding.
CONTEXT: Final = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """A name in a text, for the check before export.

    `place` is the kind of entry in lower case (note, measure, column …), `number` the note's number
    or the entry's place in its list from 1, or 0 for the dialogue itself. Only the kind `name` is
    replaced; first names alone and everyday words are for a person to look at. `public` is how
    context and name read in the public edition.
    """

    place: str
    number: int
    field: str
    before: str
    found: str
    after: str
    kind: HitKind
    public: str


@dataclass(frozen=True, slots=True)
class PublicEdition:
    """The minutes without names, and what was found on the way."""

    minutes: Minutes
    findings: tuple[Finding, ...]


def public_edition(
    minutes: Minutes, finder: NameFinder, placeholder: str, release: Release | None = None
) -> PublicEdition:
    """Return `minutes` as public edition, a draft unless there is a `release`.

    Every text field is searched unless the model marks it as not typed by a person, so a field
    added later is covered. Counts of others than citizens are left out.
    """
    findings = tuple(find_names(minutes, finder, placeholder))
    replaced = sum(finding.kind == "name" for finding in findings)
    public = _with_texts(minutes, lambda text: finder.redact(text, placeholder))
    return PublicEdition(
        replace(
            public,
            edition="public",
            release=release,
            key_figures=replace(minutes.key_figures, others_came=None),
            names_replaced=replaced,
        ),
        findings,
    )


def find_names(minutes: Minutes, finder: NameFinder, placeholder: str) -> Iterator[Finding]:
    """Yield what the finder finds, in the order of the model."""
    for place, number, name, text in _texts(minutes, 0):
        hits = finder.find(text)
        for hit in hits:
            start, end = _around(text, hit)
            left, right = "…" * (start > 0), "…" * (end < len(text))
            yield Finding(
                place,
                number,
                name,
                left + text[start : hit.start],
                text[hit.start : hit.end],
                text[hit.end : end] + right,
                hit.kind,
                left + _excerpt(text, hits, start, end, placeholder) + right,
            )


def _around(text: str, hit: Hit) -> tuple[int, int]:
    """Return where the context of a hit begins and ends: between words, or where text does."""
    start, end = hit.start - CONTEXT, hit.end + CONTEXT
    if start > 0:
        start = next((at for at in range(start, hit.start) if text[at - 1].isspace()), hit.start)
    if end < len(text):
        end = next((at for at in range(end, hit.end, -1) if text[at].isspace()), hit.end)
    return max(0, start), min(len(text), end)


def _excerpt(text: str, hits: list[Hit], start: int, end: int, placeholder: str) -> str:
    """Return text[start:end] with its names replaced, also those that reach over its edges."""
    parts, at = list[str](), start
    for hit in hits:
        if hit.kind == "name" and hit.end > start and hit.start < end:
            parts += [text[at : max(at, hit.start)], placeholder]
            at = hit.end
    return "".join([*parts, text[at:end]])


def _texts(entry: Any, number: int) -> Iterator[tuple[str, int, str, str]]:
    place = type(entry).__name__.lower()
    for field in fields(entry):
        if field.name not in OWN_WORDS:
            yield from _texts_of_field(place, number, field.name, getattr(entry, field.name))


def _texts_of_field(
    place: str, number: int, name: str, value: Any
) -> Iterator[tuple[str, int, str, str]]:
    if isinstance(value, str):
        yield place, number, name, value
    elif isinstance(value, tuple):
        for at, part in enumerate(value, start=1):
            own = number if isinstance(part, str) else getattr(part, "number", at)
            yield from _texts_of_field(place, own, name, part)
    elif is_dataclass(value):
        yield from _texts(value, number)


def _with_texts(entry: Any, change: Callable[[str], str]) -> Any:
    """Return a copy of a model value in which `change` went over every typed text."""
    changes = {
        field.name: _changed(getattr(entry, field.name), change)
        for field in fields(entry)
        if field.name not in OWN_WORDS
    }
    return replace(entry, **changes)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(part, change) for part in value)
    return _with_texts(value, change) if is_dataclass(value) else value
