"""Reports from the groups at the lead's desk."""

import pytest

from console.commands import reports as commands
from console.commands import timers
from console.viewmodels.reports import ReportsViewModel
from tests.small_dialogue import group_id, identity
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path):
    here = LiveDesk(tmp_path)
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    here.press()
    yield here
    here.close()


@pytest.fixture
def reports(here):
    return here.live.reports


def step(here):
    assert here.live.reports.step()
    here.settle()


def test_reports_are_offered_right_after_the_groups_and_begin_with_the_first(here, reports):
    assert reports.can_begin
    assert reports.shown is None
    step(here)
    assert not reports.can_begin
    assert (reports.shown.title, reports.shown.time) == ("Gruppe 1 berichtet", "01:40")
    assert reports.shown.then == "danach Gruppe 2"
    assert reports.next_words == "Weiter mit Gruppe 2"


def test_in_other_items_there_are_none(qapp, tmp_path):
    here = LiveDesk(tmp_path)
    here.press()
    assert not here.live.reports.can_begin
    here.press()
    assert not here.live.reports.can_begin
    assert not here.live.reports.step()
    here.close()


def test_the_share_is_what_is_left_divided_by_those_who_still_come(here, reports):
    step(here)
    here.go(minutes=1)
    assert reports.shown.time == "00:40"
    step(here)
    assert reports.shown.title == "Gruppe 2 berichtet"
    assert reports.shown.time == "02:00"
    assert reports.shown.took == "Gruppe 1 01:00"
    here.go(minutes=3)
    assert reports.shown.time == "+01:00"
    assert reports.shown.tone == "over_text"
    step(here)
    assert reports.shown.then == "der letzte Bericht"
    assert reports.next_words == ""
    assert not reports.step()


def parts(here):
    return {part.words: part for part in here.live.reports.parts}


def test_a_group_is_skipped_or_comes_first_and_undo_takes_it_back(here, reports):
    step(here)
    parts(here)["Ohne Bericht: Gruppe 2"].do()
    here.settle()
    assert reports.shown.then == "danach Gruppe 3"
    assert reports.shown.time == "02:30"
    here.desk.undo()
    here.settle()
    assert reports.shown.then == "danach Gruppe 2"
    parts(here)["Jetzt Gruppe 3"].do()
    here.settle()
    assert reports.shown.title == "Gruppe 3 berichtet"
    assert reports.shown.then == "danach Gruppe 2"


def test_one_press_is_one_step_also_on_two_consoles(here, reports):
    step(here)
    commands.call_report(here.store, group_id(2))
    commands.call_report(here.store, group_id(2))
    commands.begin_reports(here.store)
    here.settle()
    assert reports.shown.title == "Gruppe 2 berichtet"


def test_another_console_sees_the_same(here, reports):
    step(here)
    here.go(seconds=30)
    own = here.store.identity
    here.store.be(identity("cohost"))
    other = ReportsViewModel(here.desk)
    here.store.be(own)
    assert other.shown == reports.shown


def test_who_takes_notes_sees_whose_turn_it_is_and_gives_nobody_the_floor(qapp, tmp_path):
    here = LiveDesk(tmp_path, "notetaker")
    from console.commands import run

    for _ in range(3):
        here.by_lead(run.go_on)
    here.by_lead(commands.begin_reports)
    reports = here.live.reports
    assert reports.shown.title == "Gruppe 1 berichtet"
    assert (reports.next_words, reports.parts, reports.step()) == ("", [], False)
    here.close()
