"""The evening as its documents see it: plain frozen values, no operation, no view, no person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from console.domain.agenda import ItemKind, Purpose
from console.domain.measures import MeasureStatus
from console.domain.questions import QuestionStatus, Source

Edition = Literal["public", "internal"]
#: Fields whose text is a code or an official's name: never redacted. Every other `str` may hold
#: a citizen's name, so a field added later is searched unless it is named here.
OWN_WORDS: Final = frozenset({"edition", "zone", "purpose", "status", "source", "kind", "by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note with its number on the board; `origin` is the label of plenary or group."""

    number: int
    text: str
    origin: str
    written_at: int
    for_plenary: bool = False
    points: int | None = None
    #: Other versions that nobody has resolved yet; they are printed below the text.
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the board with all its notes; `question` is the long form of `label`."""

    label: str
    question: str
    purpose: Purpose = "question"
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What politics or administration said, with the function of who said it."""

    text: str
    function: str
    promise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Several notes under a title; `notes` are their numbers."""

    title: str
    summary: str = ""
    letter: str = ""
    points: int | None = None
    notes: tuple[int, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure; responsible and due are only suggested while it is a proposal."""

    what: str
    responsible: str = ""
    due: str = ""
    status: MeasureStatus = "proposal"
    answer: str = ""
    sources: tuple[int, ...] = ()
    answers: tuple[Answer, ...] = ()
    #: Other versions of any of its words that nobody has resolved yet.
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to the city, without the person who asked it."""

    text: str
    source: Source = "chat"
    office: str = ""
    status: QuestionStatus = "open"
    until: str = ""
    reason: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTime:
    """An agenda item: minutes as planned, and how long it really took (None: it did not run).

    While it `is_on`, that is how long it has taken so far.
    """

    title: str
    kind: ItemKind = "plenary"
    planned_min: int
    started_at: int | None = None
    actual_ms: int | None = None
    is_on: bool = False
    skipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendancePoint:
    """From this instant on so many citizens were present."""

    at: int
    present: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """Counts of citizens; `others_came` counts everybody else and is for the internal edition."""

    citizens_registered: int
    citizens_came: int
    citizens_most: int
    citizens_end: int
    others_came: int | None = None
    points_given: int | None = None
    points_possible: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Who let the public edition out, and on which day; named as an official, not redacted."""

    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Everything that the documents of one evening say.

    Instants are UTC milliseconds, seen in the IANA `zone`. A public edition without `release` is a
    draft. `standing` says in one sentence how complete this device's data is.
    Raises: ValueError if a public edition counts others than citizens.
    """

    edition: Edition = "internal"
    release: Release | None = None
    title: str
    subtitle: str = ""
    city: str = ""
    zone: str
    planned_start_at: int
    planned_end_at: int
    started_at: int | None = None
    ended_at: int | None = None
    generated_at: int
    standing: str = ""
    key_figures: KeyFigures
    columns: tuple[Column, ...] = ()
    themes: tuple[Theme, ...] = ()
    measures: tuple[Measure, ...] = ()
    questions: tuple[Question, ...] = ()
    items: tuple[ItemTime, ...] = ()
    attendance: tuple[AttendancePoint, ...] = ()
    #: How many names the public edition had replaced.
    names_replaced: int = 0

    def __post_init__(self) -> None:
        if self.edition == "public" and self.key_figures.others_came is not None:
            raise ValueError("a public edition counts citizens only")

    def notes(self) -> Iterator[Note]:
        """Yield every note once, column by column."""
        for column in self.columns:
            yield from column.notes
