"""An invented evening, small enough to read and with everything a document can hold."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from console.results.model import (
    Answer,
    AttendancePoint,
    Column,
    ItemTime,
    KeyFigures,
    Measure,
    Minutes,
    Note,
    Question,
    Theme,
)
from console.results.privacy import NamedPerson, NameFinder, everyday_keys
from console.results.public_edition import PublicEdition, public_edition

MINUTE = 60_000
#: 8 September 2020, 18:00 in Dortmund
SIX = int(datetime(2020, 9, 8, 16, 0, tzinfo=UTC).timestamp() * 1000)

ROSTER = (
    NamedPerson("Anna", "Klein"),
    NamedPerson("Peter", "Winter"),
    NamedPerson("Mona", "König"),
    NamedPerson("Jürgen", "Müller"),
    NamedPerson("Aylin", "Öztürk"),
    NamedPerson("Karl-Heinz", "Meyer-Landrut"),
    NamedPerson("Zofia", "Kowalczyk"),
    NamedPerson("Luca", "D’Angelo"),
    NamedPerson("Eva", "von der Heide"),
)

LONG = (
    "Eine feste Ansprechperson je Quartier, mit Sprechzeiten im Quartiersbüro und einer "
    "Vertretung, damit niemand vor verschlossener Tür steht und zweimal kommen muss"
)
TEXTS = (
    "Nachbarschaftshilfe beim Einkaufen läuft weiter, auch für Menschen ohne Internet",
    "Der Mittagstisch zum Abholen soll bleiben",
    "Im Winter fehlen warme Räume für Jugendliche",
    "Frau Winters Idee: eine Telefonnummer für alle Hilfsangebote",
    LONG,
    "Aushänge in mehreren Sprachen",
    "WLAN in den Begegnungszentren, sagt Jürgen Müller",
    "Ein kleiner Quartiersfonds, über den die Leute selbst entscheiden",
)
QUESTIONS = (
    ("Entwickelt", "Was hat sich entwickelt?"),
    ("Bleiben", "Was muss bleiben?"),
    ("Fehlt", "Was fehlt?"),
    ("Etablieren", "Wie können gute Angebote etabliert werden?"),
)


def note(number: int, text: str, **more: Any) -> Note:
    origin = "Plenum" if number % 6 == 0 else f"Gruppe {number % 5 + 1}"
    return Note(
        number=number, text=text, origin=origin, written_at=SIX + (35 + number) * MINUTE, **more
    )


def columns(count: int = 32) -> tuple[Column, ...]:
    notes = [
        note(n, f"{TEXTS[n % len(TEXTS)]} ({n})", for_plenary=n % 11 == 0)
        for n in range(1, count + 1)
    ]
    asked = [
        Column(label=label, question=question, notes=tuple(notes[place::5]))
        for place, (label, question) in enumerate(QUESTIONS)
    ]
    parking = Column(
        label="Themenspeicher",
        question="Themenspeicher",
        purpose="parking",
        notes=tuple(notes[4::5]),
    )
    to_city = Column(
        label="Offene Fragen", question="Offene Fragen an die Stadt", purpose="open_questions"
    )
    return (*asked, parking, to_city)


MEASURES = (
    Measure(
        what="Eine zentrale Rufnummer für Hilfsangebote einrichten",
        responsible="Sozialamt",
        due="1. Quartal 2021",
        sources=(4, 12),
    ),
    Measure(
        what="Feste Sprechzeiten im Quartiersbüro",
        responsible="Quartiersmanagement",
        due="November 2020",
        status="promised",
        answer="Ab November dienstags und donnerstags.",
        answers=(
            Answer(
                text="Wir öffnen das Quartiersbüro an zwei Nachmittagen.",
                function="Sozialdezernat",
                promise=True,
            ),
        ),
    ),
    Measure(what="WLAN in den Begegnungszentren ausbauen", sources=(7,)),
    Measure(
        what="Mehrsprachige Aushänge mit Vorlagen",
        responsible="Herr Klein, Kommunikation",
        status="in_review",
    ),
    Measure(
        what="Quartiersfonds auflegen",
        responsible="Kämmerei",
        due="offen bis zum Haushalt 2021",
        status="declined",
    ),
)

_PLAN = (
    ("Begrüßung, Spielregeln, Stimmungsbild", "plenary", 15, 16.2),
    ("Input der Stadt und Rückfragen", "plenary", 15, 18.5),
    ("Kleingruppen 1", "breakout", 33, 33.0),
    ("Pause", "break", 8, 7.1),
    ("Berichte aus den Gruppen", "plenary", 12, 17.4),
    ("Kleingruppen 2", "breakout", 22, 25.2),
    ("Vorstellung der Vorschläge", "plenary", 12, 15.0),
    ("Punktabfrage", "plenary", 5, None),
    ("Antworten von Politik und Verwaltung", "plenary", 8, 12.3),
    ("Feedback und Abschluss", "plenary", 5, 4.6),
)


def items() -> tuple[ItemTime, ...]:
    made: list[ItemTime] = []
    start = SIX + 3 * MINUTE
    for title, kind, planned, actual in _PLAN:
        length = None if actual is None else round(actual * MINUTE)
        made.append(
            ItemTime(
                title=title,
                kind=kind,  # type: ignore[arg-type]
                planned_min=planned,
                started_at=None if length is None else start,
                actual_ms=length,
            )
        )
        start += length or 0
    return tuple(made)


def attendance() -> tuple[AttendancePoint, ...]:
    counts = (1, 4, 9, 15, 22, 28, 33, 36, 37, 38, 39, 38, 37, 38, 36, 35)
    return tuple(
        AttendancePoint(at=SIX + (-27 + 4 * at + (at // 9) * 30) * MINUTE, present=present)
        for at, present in enumerate(counts)
    )


def evening(**changes: Any) -> Minutes:
    """The internal minutes of the whole evening."""
    whole = Minutes(
        title="Digitaler Bürger*innendialog",
        subtitle="Unterstützungsangebote im Quartier",
        city="Stadt Dortmund",
        zone="Europe/Berlin",
        planned_start_at=SIX,
        planned_end_at=SIX + 135 * MINUTE,
        started_at=SIX + 3 * MINUTE,
        ended_at=SIX + 152 * MINUTE + 18_000,
        generated_at=SIX + 161 * MINUTE,
        standing="Alle Geräte sind abgeglichen.",
        key_figures=KeyFigures(
            citizens_registered=75,
            citizens_came=40,
            citizens_most=39,
            citizens_end=35,
            others_came=9,
        ),
        columns=columns(),
        measures=MEASURES,
        items=items(),
        attendance=attendance(),
    )
    return replace(whole, **changes)


def with_everything(**changes: Any) -> Minutes:
    """Themes, points, questions and promises as well."""
    themes = (
        Theme(title="Digitale Teilhabe", letter="A", points=12, notes=(7, 15, 23, 31)),
        Theme(
            title="Ansprechpersonen vor Ort",
            letter="B",
            points=21,
            notes=(4, 5, 12),
            summary="Menschen wollen wissen, an wen sie sich wenden können.",
        ),
    )
    questions = (
        Question(
            text="Wann öffnet das Quartiersbüro wieder?",
            office="Sozialamt",
            status="answered",
            answers=(Answer(text="Im November.", function="Sozialdezernat"),),
        ),
        Question(
            text="Wer bezahlt den Mittagstisch im nächsten Jahr?",
            source="telephone",
            status="written",
            until="1. Oktober",
        ),
    )
    figures = replace(evening().key_figures, points_given=95, points_possible=120)
    return evening(themes=themes, questions=questions, key_figures=figures, **changes)


def finder() -> NameFinder:
    return NameFinder(ROSTER, everyday_keys(["Dortmund"]))


def public(minutes: Minutes | None = None) -> PublicEdition:
    return public_edition(minutes or evening(), finder(), "[Name]")
