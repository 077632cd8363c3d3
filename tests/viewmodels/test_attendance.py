"""Teilnehmende beside the table: the curve, the groups, the open trouble."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester

from console.commands import attendance, groups, run, timers
from console.timers.attendance import Step
from tests.roster_desk import RosterDesk
from tests.small_dialogue import MINUTE, START, group_id, item_id, person_id

AYSE, BERND, CHIARA, DUC = (person_id(n) for n in range(1, 5))
GESA = person_id(7)


@pytest.fixture
def at(tmp_path: Path, qapp) -> Iterator[Callable[..., RosterDesk]]:
    made: list[RosterDesk] = []

    def make(role: str = "cohost") -> RosterDesk:
        desk = RosterDesk(tmp_path, role)
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def here(at) -> RosterDesk:
    return at()


# the curve


def test_the_curve_counts_citizens_only(here):
    here.mark(AYSE, GESA)
    here.go(minutes=10)
    here.mark(BERND)
    here.go(minutes=10)
    here.mark(AYSE, state="left")
    found = here.roster.attendance
    assert [(step.at - START, step.present) for step in found.steps] == [
        (0, 1), (10 * MINUTE, 2), (20 * MINUTE, 1),
    ]  # fmt: skip
    assert found.head == "1 jetzt, höchstens 2"
    assert found.summary == "Verlauf der Anwesenheit, 1 anwesend, höchstens 2 um 18:10"


def test_the_table_tells_the_same_by_quarters(here):
    here.mark(AYSE)
    here.go(minutes=20)
    here.mark(BERND)
    table = here.roster.attendance.table
    assert [(row.time, row.count) for row in table.rows] == [
        ("18:00", "1"), ("18:15", "1"), ("18:20", "2"),
    ]  # fmt: skip


def test_before_anybody_came_the_curve_says_so(here):
    assert here.roster.attendance.steps == ()
    assert here.roster.attendance.summary == here.roster.attendance.empty


def test_the_axis_goes_from_admission_to_the_planned_end_and_grows_past_it(here):
    axis = here.roster.attendance.axis
    assert (axis.begin, axis.end) == (START - 30 * MINUTE, START + 40 * MINUTE)
    here.go(minutes=50)
    assert here.roster.attendance.axis.end == START + 50 * MINUTE


def test_a_minute_moves_the_curve_and_a_second_does_not(here):
    here.go(seconds=1)
    moved: list[int] = []
    here.roster.attendance.moved.connect(lambda: moved.append(1))
    here.go(seconds=1)
    assert moved == []
    here.go(minutes=1)
    assert moved == [1]


def test_who_does_not_receive_the_roster_counts_everybody(at):
    here = at("observer")
    here.mark(AYSE, GESA)
    assert here.roster.attendance.steps == (Step(START, 2),)


def test_the_attendance_table_keeps_qts_rules(here, qtmodeltester: ModelTester):
    qtmodeltester.check(here.roster.attendance.table)
    here.mark(AYSE)
    here.go(minutes=40)
    here.mark(AYSE, state="left")


# the groups


def test_a_group_counts_citizens_present_and_those_who_are_missing(here):
    here.by_lead(groups.seat, item_id(2), [AYSE, BERND, GESA], group_id(1))
    here.mark(AYSE, GESA)
    row = here.roster.groups.model.rows[0]
    assert (row.here, row.away) == (1, 1)
    assert row.people == "1 Person aus der Bürgerschaft"


def test_a_groups_time_runs_with_its_timer(here):
    here.by_lead(run.go_on)
    here.go(minutes=1)
    here.by_lead(run.go_on)
    here.by_lead(timers.start_groups)
    here.go(minutes=1)
    row = here.roster.groups.model.rows[0]
    assert (row.phase, row.time) == ("running", "20:00")
    here.go(seconds=30)
    assert here.roster.groups.model.rows[0].time == "19:30"


def test_one_press_seats_all_who_are_there_without_a_group_evenly(here):
    here.by_lead(groups.seat, item_id(2), [AYSE], group_id(1))
    here.mark(AYSE, BERND, CHIARA, GESA)
    assert here.roster.groups.without == "2 Personen ohne Gruppe"
    assert here.roster.groups.assign_all()
    here.settle()
    assert [row.here for row in here.roster.groups.model.rows] == [1, 1, 1]
    assert here.store.state.seat(item_id(2), GESA) is None
    assert here.store.state.seat(item_id(2), DUC) is None
    assert not here.roster.groups.may_assign
    here.desk.undo()
    here.settle()
    assert [row.here for row in here.roster.groups.model.rows] == [1, 0, 0]


def test_who_may_not_seat_is_not_offered_it(at):
    here = at("notetaker")
    here.mark(AYSE)
    assert here.roster.groups.without
    assert not here.roster.groups.may_assign
    assert not here.roster.groups.assign_all()


def test_an_observer_sees_times_but_not_who_sits_where(at):
    here = at("observer")
    here.by_lead(groups.seat, item_id(2), [AYSE], group_id(1))
    here.mark(AYSE, BERND)
    row = here.roster.groups.model.rows[0]
    assert (row.here, row.people, row.time) == (0, "", "21:00")
    assert here.roster.groups.without == ""


# trouble


def test_the_longest_case_is_on_top_and_its_time_runs(here):
    here.by_lead(attendance.open_cases, [BERND], "no_sound")
    here.go(minutes=2)
    here.by_lead(attendance.open_cases, [AYSE], "unstable")
    here.by_lead(groups.seat, item_id(2), [BERND], group_id(2))
    here.go(seconds=70)
    rows = here.roster.cases.model.rows
    assert [(row.name, row.where, row.time) for row in rows] == [
        ("Bernd Klein", "Kein Ton · Gruppe 2", "03:10"),
        ("Ayşe Yılmaz", "Verbindung instabil", "01:10"),
    ]


def test_solving_takes_the_case_away_and_undo_brings_it_back_with_its_time(here):
    here.by_lead(attendance.open_cases, [AYSE], "no_sound")
    here.go(minutes=4)
    assert here.roster.cases.solve(here.roster.cases.model.rows[0].id)
    here.settle()
    assert here.roster.cases.count == 0
    here.desk.undo()
    here.settle()
    assert here.roster.cases.model.rows[0].time == "04:00"


def test_the_model_of_cases_keeps_qts_rules(here, qtmodeltester: ModelTester):
    qtmodeltester.check(here.roster.cases.model)
    here.by_lead(attendance.open_cases, [AYSE, BERND], "no_sound")
    here.go(seconds=5)
    here.roster.cases.solve(here.roster.cases.model.rows[0].id)
    here.settle()
