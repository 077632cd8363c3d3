"""Key figures say what they count; lengths and attendance are right to the minute."""

from dataclasses import replace

import pytest

from console.results.figures import attendance_rows, deviation_ms, facts, lengths, present_at
from console.results.model import AttendancePoint, ItemTime, Measure, Minutes
from console.words import Words
from console.words.formats import clock
from tests.results.evening import MINUTE, SIX, evening, public, with_everything

BERLIN = "Europe/Berlin"


def shown(minutes: Minutes) -> dict[str, tuple[str, str]]:
    return {fact.label: (fact.value, fact.detail) for fact in facts(minutes, Words("de"))}


def test_each_figure_says_what_it_counts() -> None:
    assert shown(public().minutes) == {
        "Bürgerinnen und Bürger kamen": ("40", "75 waren angemeldet"),
        "höchstens gleichzeitig anwesend": ("39", "am Ende 35, nur Bürgerinnen und Bürger"),
        "Stunden Dauer": ("2:29", "geplant 2:15, +14 Min"),
        "Notizen": ("32", "zu 4 Leitfragen"),
        "Maßnahmen": ("5", "davon 1 zugesagt"),
    }


def test_others_are_counted_in_the_internal_edition_only() -> None:
    assert shown(evening())["weitere Anwesende"][0] == "9"
    assert "weitere Anwesende" not in shown(public().minutes)


def test_themes_and_points_appear_when_there_are_any() -> None:
    figures = shown(with_everything())
    assert figures["Notizen"] == ("32", "in 2 Themen")
    assert figures["Punkte vergeben"] == ("95", "120 möglich")


def test_an_evening_that_goes_on_has_no_length_yet() -> None:
    assert lengths(evening(ended_at=None)).actual_ms is None
    assert shown(evening(ended_at=None))["Stunden geplant"] == ("2:15", "")


@pytest.mark.parametrize(
    ("measures", "detail"),
    [
        ((), ""),
        ((Measure(what="a"),), "1 Vorschlag aus dem Dialog"),
        ((Measure(what="a", status="declined"),), ""),
        ((Measure(what="a"), Measure(what="b", status="promised")), "davon 1 zugesagt"),
    ],
)
def test_measures_are_proposals_until_promised(measures: tuple[Measure, ...], detail: str) -> None:
    assert shown(evening(measures=measures))["Maßnahmen"] == (str(len(measures)), detail)


def test_an_item_that_did_not_run_has_no_deviation() -> None:
    item = ItemTime(title="Pause", planned_min=8)
    assert deviation_ms(item) is None
    assert deviation_ms(replace(item, actual_ms=7 * MINUTE)) == -MINUTE
    assert deviation_ms(replace(item, actual_ms=0)) == -8 * MINUTE


def test_attendance_is_shown_each_quarter_of_an_hour_from_first_to_end() -> None:
    points = (
        AttendancePoint(at=SIX - 27 * MINUTE, present=1),
        AttendancePoint(at=SIX, present=20),
        AttendancePoint(at=SIX + 16 * MINUTE, present=22),
    )
    rows = attendance_rows(points, SIX + 32 * MINUTE, BERLIN)
    assert [(clock(row.at, BERLIN), row.present) for row in rows] == [
        ("17:33", 1),
        ("17:45", 1),
        ("18:00", 20),
        ("18:15", 20),
        ("18:30", 22),
        ("18:32", 22),
    ]


def test_a_change_after_the_end_is_shown_too() -> None:
    points = (AttendancePoint(at=SIX, present=9), AttendancePoint(at=SIX + 5 * MINUTE, present=0))
    rows = attendance_rows(points, SIX + MINUTE, BERLIN)
    assert [row.present for row in rows] == [9, 0]


def test_one_instant_is_one_row_and_none_is_none() -> None:
    point = AttendancePoint(at=SIX, present=9)
    assert attendance_rows((point,), None, BERLIN) == [point]
    assert attendance_rows((), SIX, BERLIN) == []


def test_nobody_is_present_before_the_first_instant() -> None:
    points = (AttendancePoint(at=SIX, present=9),)
    assert (present_at(points, SIX - 1), present_at(points, SIX)) == (0, 9)
