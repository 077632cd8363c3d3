"""The cards of the groups: own times, phases, coming back, who may what, who counts."""

import pytest

from console.commands import attendance, groups, run, timers
from tests.small_dialogue import MINUTE, group_id, item_id, person_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path, qtmodeltester):
    here = LiveDesk(tmp_path)
    qtmodeltester.check(here.live.groups.model)
    yield here
    here.close()


@pytest.fixture
def running(here):
    here.to_item(2)
    here.live.groups.start_all()
    here.settle()
    return here


def row(here, number):
    return next(row for row in here.live.groups.rows if row.id == group_id(number))


def told(model):
    heard = []
    model.rowsInserted.connect(lambda _p, a, b: heard.append(("in", a, b)))
    model.rowsRemoved.connect(lambda _p, a, b: heard.append(("out", a, b)))
    model.rowsMoved.connect(lambda *_: heard.append(("moved",)))
    model.dataChanged.connect(lambda a, b, _r: heard.append(("data", a.row(), b.row())))
    model.modelReset.connect(lambda: heard.append(("reset",)))
    return heard


def test_in_the_plenary_a_bar_says_when_the_next_group_phase_is(here):
    assert here.live.groups.form == "bar"
    assert here.live.groups.state == "Die nächste Gruppenphase beginnt um 18:10."
    assert here.live.groups.rows == []


def test_cards_come_with_the_breakout_item_and_are_ready(here):
    heard = told(here.live.groups.model)
    here.to_item(2)
    assert here.live.groups.form == "cards"
    assert heard == [("in", 0, 2)]
    assert [one.phase_words for one in here.live.groups.rows] == ["Bereit"] * 3
    assert here.live.groups.can("start")


def test_starting_all_starts_each_group_once(running):
    assert [one.phase for one in running.live.groups.rows] == ["running"] * 3
    assert row(running, 1).time == "21:00"
    assert row(running, 1).end == "bis 18:21"
    assert not running.live.groups.can("start")


def test_a_group_may_start_alone(here):
    here.to_item(2)
    here.live.groups.start(group_id(2))
    here.settle()
    assert [one.phase for one in here.live.groups.rows] == ["ready", "running", "ready"]


def test_minutes_are_given_to_one_group(running):
    running.live.groups.change_minutes(group_id(2), 2)
    running.settle()
    assert [one.extended for one in running.live.groups.rows] == ["", "+2 Min", ""]
    assert row(running, 2).time == "23:00"


def test_taking_time_leaves_half_a_minute(running):
    running.go(minutes=20)
    running.live.groups.change_minutes(group_id(1), -1)
    running.settle()
    assert row(running, 1).time == "00:30"


def test_thresholds_and_over_time_change_the_phase(running):
    running.go(minutes=16)
    assert (row(running, 1).phase, row(running, 1).phase_words) == ("warning", "Noch 5 Minuten")
    running.go(minutes=4)
    assert (row(running, 1).phase, row(running, 1).phase_words) == ("last_minute", "Letzte Minute")
    running.go(minutes=2, seconds=5)
    one = row(running, 1)
    assert (one.phase, one.time, one.end) == ("over", "+01:05", "seit 18:21")


def test_a_group_may_stand_still_alone(running):
    running.go(minutes=1)
    running.live.groups.toggle_pause(group_id(1))
    running.settle()
    running.go(minutes=2)
    assert (row(running, 1).phase, row(running, 1).time) == ("paused", "20:00")
    assert row(running, 2).time == "18:00"
    running.live.groups.toggle_pause(group_id(1))
    running.settle()
    assert row(running, 1).phase == "running"


def test_after_the_item_groups_are_on_their_way_until_somebody_marks_them_back(running):
    running.press()
    live = running.live
    assert {one.phase for one in live.groups.rows} == {"returning"}
    assert live.groups.form == "cards"
    live.groups.mark_back(group_id(1), back=True)
    running.settle()
    assert live.groups.state == "1 von 3 Gruppen zurück"
    assert row(running, 1).phase_words == "Zurück im Plenum"
    live.groups.mark_back(group_id(1), back=False)
    running.settle()
    assert row(running, 1).phase == "returning"


def test_when_all_are_back_the_cards_become_a_bar_that_says_since_when(running):
    running.press()
    assert running.live.groups.can("back")
    running.live.groups.mark_all_back()
    running.settle()
    assert running.live.groups.form == "bar"
    assert running.live.groups.state.startswith("Alle zurück im Plenum seit 18:0")
    assert running.live.groups.calm


def test_undo_of_the_end_restores_every_time_to_the_second(running):
    running.go(minutes=3, seconds=7)
    running.live.groups.change_minutes(group_id(2), 1)
    running.settle()
    before = [one.time for one in running.live.groups.rows]
    running.clock.advance(seconds=2)
    running.live.press_primary()
    running.settle()
    running.go(seconds=0)
    running.desk.undo()
    running.settle()
    running.clock.advance(seconds=-2)
    running.ticker.tick.emit()
    assert [one.time for one in running.live.groups.rows] == before


def test_people_counts_citizens_who_are_present_and_sit_there(here):
    groups.seat(here.store, item_id(2), [person_id(1), person_id(2), person_id(7)], group_id(1))
    attendance.mark(here.store, [person_id(1), person_id(7)], "present")
    here.to_item(2)
    assert row(here, 1).people == "1"
    assert row(here, 1).people_name == "1 Person aus der Bürgerschaft"
    attendance.mark(here.store, [person_id(2)], "present")
    here.settle()
    assert row(here, 1).people == "2"
    assert here.live.groups.summary == "3 Gruppen, 2 Bürgerinnen und Bürger"


def test_a_second_changes_each_row_once_and_a_beat_between_none(running):
    heard = told(running.live.groups.model)
    running.go(seconds=1)
    assert heard == [("data", 0, 2)]
    heard.clear()
    for _ in range(3):
        running.go(seconds=0.25)
    assert heard == []
    running.go(seconds=0.25)
    assert heard == [("data", 0, 2)]


def test_a_card_tells_a_screen_reader_the_whole(running):
    running.go(minutes=16)
    text = "Noch 5 Minuten, noch 5 Min, bis 18:21, 0 Bürgerinnen und Bürger, noch keine Notiz"
    assert row(running, 1).description == text


def test_the_sentence_for_the_rooms_follows_the_time(running):
    assert running.live.groups.copy_text == "Noch 5 Minuten. Was soll ins Plenum?"
    running.go(minutes=20, seconds=10)
    assert running.live.groups.copy_text == "Noch eine Minute. Bitte kommen Sie zum Schluss."
    running.go(minutes=1)
    text = "Die Zeit ist um. Bitte kommen Sie zurück ins Plenum."
    assert running.live.groups.copy_text == text


def begun(tmp_path, role):
    here = LiveDesk(tmp_path, role)
    for _ in range(2):
        here.by_lead(run.go_on)
    return here


def test_a_cohost_starts_and_extends_groups(qapp, tmp_path):
    here = begun(tmp_path, "cohost")
    assert here.live.groups.start(group_id(1))
    assert here.live.groups.change_minutes(group_id(1), 2)
    here.settle()
    assert row(here, 1).steers
    assert here.store.state.timer(item_id(2), group_id(1)).extended_ms == 2 * MINUTE
    here.close()


def test_a_note_taker_only_marks_groups_as_back(qapp, tmp_path):
    here = begun(tmp_path, "notetaker")
    here.by_lead(timers.start_groups)
    assert not row(here, 1).steers
    assert not here.live.groups.change_minutes(group_id(1), 1)
    here.by_lead(run.go_on)
    assert row(here, 1).marks
    assert here.live.groups.mark_back(group_id(1), back=True)
    here.settle()
    assert row(here, 1).phase == "returned"
    here.close()


def test_an_observer_sees_times_but_no_people_and_changes_nothing(qapp, tmp_path):
    here = begun(tmp_path, "observer")
    here.by_lead(timers.start_groups)
    one = row(here, 1)
    assert (one.steers, one.marks, one.people) == (False, False, "")
    assert here.live.groups.summary == "3 Gruppen"
    assert not here.live.groups.can("start")
    here.close()
