"""What the start page makes of what a person types."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from console.viewmodels.start import NewDialogue, NewForm, Refused, StartViewModel
from console.words import Words

WORDS = Words("de")
FORM = NewForm(title="Bürger*innen  am Fluss ", city=" Köln", date="12.05.2027")


@pytest.fixture
def start(qapp) -> StartViewModel:
    return StartViewModel(WORDS, "12.05.2027")


def made(start: StartViewModel, form: NewForm) -> NewDialogue:
    found: list[NewDialogue] = []
    start.new_wanted.connect(found.append)
    start.create(form)
    (one,) = found
    return one


def ms(*parts: int, zone: str = "Europe/Berlin") -> int:
    return round(datetime(*parts, tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def test_the_form_becomes_a_dialogue_in_its_zone(start):
    assert made(start, FORM) == NewDialogue(
        title="Bürger*innen am Fluss",
        city="Köln",
        starts_at=ms(2027, 5, 12, 18, 0),
        ends_at=ms(2027, 5, 12, 20, 15),
        zone="Europe/Berlin",
        groups=5,
    )


def test_another_zone_is_another_instant(start):
    other = made(start, replace(FORM, zone="America/New_York"))
    assert other.starts_at == ms(2027, 5, 12, 18, 0, zone="America/New_York")


def test_an_end_after_midnight_is_on_the_next_day(start):
    late = made(start, replace(FORM, start="22:30", end="00:30"))
    assert late.ends_at == ms(2027, 5, 13, 0, 30)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("title", "   ", "title_empty"),
        ("date", "31.02.2027", "date_invalid"),
        ("date", "morgen", "date_invalid"),
        ("start", "24:10", "time_invalid"),
        ("end", "abends", "time_invalid"),
        ("zone", "Europe/Dortmund", "zone_unknown"),
        ("zone", "../etc", "zone_unknown"),
        ("zone", "", "zone_unknown"),
        ("groups", "1", "groups_out_of_range"),
        ("groups", "13", "groups_out_of_range"),
        ("groups", "fünf", "groups_out_of_range"),
        ("groups", "", "groups_out_of_range"),
    ],
)
def test_a_field_that_is_wrong_is_named_with_its_sentence(start, qtbot, field, text, code):
    with qtbot.assertNotEmitted(start.new_wanted), pytest.raises(Refused) as refused:
        start.create(replace(FORM, **{field: text}))
    assert refused.value.field == field
    sentence = WORDS.error(code, {"text": text, "least": 2, "most": 12})
    assert refused.value.sentence == sentence


def test_a_code_is_read_as_people_write_it(start, qtbot):
    with qtbot.waitSignal(start.join_wanted) as said:
        start.join(" https://stadt.example ", "ab12 cd34\n", " Kim ")
    assert said.args == ["https://stadt.example", "AB12CD34", "Kim"]
    assert (start.name, start.address) == ("Kim", "https://stadt.example")


def test_a_file_that_is_brought_along_is_published(start, qtbot):
    path = Path("/tmp/abend.dialogpult")
    with qtbot.waitSignal(start.publish_wanted) as said, qtbot.assertNotEmitted(start.join_wanted):
        start.join("https://stadt.example", "AB12CD34", "Kim", path)
    assert said.args == ["https://stadt.example", "AB12CD34", "Kim", path]


@pytest.mark.parametrize(
    ("given", "field"),
    [((" ", "AB12CD34", "Kim"), "address"), (("https://a", " ", "Kim"), "code"),
     (("https://a", "AB12CD34", " "), "name")],
)  # fmt: skip
def test_nothing_is_sent_while_something_is_missing(start, qtbot, given, field):
    with qtbot.assertNotEmitted(start.join_wanted), pytest.raises(Refused) as refused:
        start.join(*given)
    assert refused.value.field == field
