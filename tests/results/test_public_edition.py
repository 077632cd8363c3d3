"""The public edition holds no name, and the check before export shows each one found."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from console.results.model import (
    OWN_WORDS,
    Answer,
    AttendancePoint,
    Column,
    ItemTime,
    Measure,
    Minutes,
    Note,
    Question,
    Release,
    Theme,
)
from console.results.public_edition import public_edition
from tests.results.evening import SIX, evening, finder, note, public, with_everything

NAME = "Zofia Kowalczyk"


def typed(kind: type, **known: Any) -> Any:
    """A value in whose every text field the name stands."""
    texts = {
        field.name: f"Das sagt {NAME}."
        for field in fields(kind)
        if field.type in {str, "str"} and field.name not in OWN_WORDS and field.name not in known
    }
    return kind(**texts, **known)


def full_of_names() -> Minutes:
    answers = (typed(Answer),)
    return replace(
        evening(),
        title=NAME,
        subtitle=NAME,
        city=NAME,
        standing=NAME,
        columns=(
            typed(
                Column,
                notes=(typed(Note, number=1, written_at=SIX, alternatives=(NAME, f"von {NAME}")),),
            ),
        ),
        themes=(typed(Theme, notes=(1,), answers=answers),),
        measures=(typed(Measure, answers=answers),),
        questions=(typed(Question, answers=answers),),
        items=(typed(ItemTime, planned_min=5),),
        attendance=(AttendancePoint(at=SIX, present=1),),
    )


def texts_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in texts_of(part)]
    if is_dataclass(value):
        return [t for field in fields(value) for t in texts_of(getattr(value, field.name))]
    return []


def test_every_text_field_of_the_model_is_searched() -> None:
    edition = public(full_of_names())
    with_name = [text for text in texts_of(full_of_names()) if "Kowalczyk" in text]
    assert [text for text in texts_of(edition.minutes) if "Kowalczyk" in text] == []
    assert len(with_name) > 25
    assert len(edition.findings) == edition.minutes.names_replaced == len(with_name)


def test_the_internal_edition_is_left_as_it_was_written() -> None:
    minutes = full_of_names()
    public(minutes)
    assert minutes == full_of_names()


def test_a_finding_shows_where_it_stands_and_what_stands_around_it() -> None:
    minutes = evening(
        columns=(
            Column(label="A", question="B", notes=(note(7, "WLAN, sagt Jürgen Müller hier"),)),
        )
    )
    [finding, *_] = public(minutes).findings
    assert (finding.place, finding.number, finding.field) == ("note", 7, "text")
    assert (finding.before, finding.found, finding.after) == (
        "WLAN, sagt ",
        "Jürgen Müller",
        " hier",
    )


def test_only_what_was_replaced_is_counted() -> None:
    notes = (note(1, "Zofia war im Winter da"), note(2, "Herr Winter auch"))
    edition = public(evening(columns=(Column(label="A", question="B", notes=notes),), measures=()))
    assert edition.minutes.names_replaced == 1
    assert [finding.kind for finding in edition.findings] == ["first_name", "everyday_word", "name"]


def test_the_public_edition_is_a_draft_until_somebody_releases_it() -> None:
    release = Release(by="Jana Kowalczyk, Presseamt", on=date(2020, 9, 15))
    assert public().minutes.release is None
    assert public_edition(evening(), finder(), "[Name]", release).minutes.release == release


def test_the_public_edition_counts_citizens_only() -> None:
    assert evening().key_figures.others_came == 9
    assert public().minutes.key_figures.others_came is None
    with pytest.raises(ValueError, match="citizens"):
        replace(evening(), edition="public")


def test_numbers_times_and_codes_stay_as_they_are() -> None:
    minutes, made = with_everything(), public(with_everything()).minutes
    assert made.items[0].started_at == minutes.items[0].started_at
    assert made.zone == minutes.zone
    assert [measure.status for measure in made.measures] == [m.status for m in minutes.measures]
    assert [theme.notes for theme in made.themes] == [theme.notes for theme in minutes.themes]
