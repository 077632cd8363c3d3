"""The Jetzt card and its one primary action, on a clock that the test moves."""

import pytest

from console.commands import agenda, run, timers
from console.commands.dialogue import edit_dialogue
from console.domain.run import END
from tests.small_dialogue import MINUTE, START, group_id, item_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path):
    here = LiveDesk(tmp_path)
    yield here
    here.close()


def visits(here):
    return [visit.item for visit in here.store.state.course.visits]


def facts(here):
    return {fact.label: (fact.value, fact.plan) for fact in here.live.now.facts}


def test_the_primary_action_names_its_result(here):
    heard = []
    for _ in range(5):
        heard.append(here.live.primary.words if here.live.primary else here.live.continuing)
        here.press()
    assert heard == [
        "Dialog beginnen",
        "Weiter: Gruppen",
        "Gruppenphase beenden",
        "Dialog beenden",
        "Dialog fortsetzen",
    ]


def test_ending_a_group_phase_says_what_to_do_in_the_conference(here):
    here.to_item(2)
    assert here.live.primary.note == "dann Räume in der Konferenz schließen"


def test_a_press_within_a_second_of_the_last_is_ignored_and_begins_the_second_again(here):
    here.go(seconds=5)
    assert here.live.press_primary()
    for _ in range(10):
        here.go(seconds=0.9)
        assert not here.live.press_primary()
    assert visits(here) == [item_id(1)]
    here.go(seconds=1)
    assert here.live.press_primary()
    here.settle()
    assert visits(here) == [item_id(1), item_id(2)]


def test_a_press_counts_for_what_was_on_screen_when_the_hand_decided(here):
    here.press()
    here.go(seconds=5)
    run.go_on(here.store)
    here.settle()
    here.go(seconds=0.2)
    assert here.live.primary.words == "Gruppenphase beenden"
    here.live.press_primary()
    here.settle()
    assert visits(here) == [item_id(1), item_id(2)]


def test_a_press_goes_where_the_label_said_although_the_agenda_has_just_changed(here):
    here.press()
    here.go(seconds=5)
    agenda.set_skipped(here.store, item_id(2), skipped=True)
    here.settle()
    here.go(seconds=0.2)
    here.live.press_primary()
    here.settle()
    assert visits(here) == [item_id(1), item_id(2)]


def test_before_the_beginning_the_countdown_runs_to_the_planned_start(qapp, tmp_path):
    here = LiveDesk(tmp_path, wall_ms=START - 8 * MINUTE - 12_000)
    now = here.live.now
    assert (now.phase, now.countdown, now.until) == (
        "before",
        "08:12",
        "bis zum geplanten Beginn um 18:00",
    )
    assert now.place == "3 Punkte · 1 Gruppenphase"
    assert now.question == "Einlass und Technik-Check seit 17:30 Uhr"
    here.close()


def test_a_dialogue_that_is_still_empty_has_no_beginning_to_be_late_for(here):
    edit_dialogue(here.store, values={"starts_at": 0})
    here.go()
    now = here.live.now
    assert now.question == "Dieser Dialog ist noch leer. Die Hauptmoderation füllt ihn."
    assert (now.phase, now.until, now.countdown, now.facts) == ("before", "", "", ())


def test_all_desks_and_the_projector_say_one_time_when_groups_get_more_before_they_begin(here):
    here.to_item(2)
    before = here.desk.evening.forecast.ends_at
    assert here.live.change_minutes(2)
    here.go()
    forecast = here.desk.evening.forecast
    assert forecast.present.forecast_end == here.desk.evening.countdown.ends_at
    assert forecast.ends_at == before + 2 * MINUTE
    here.desk.undo()
    here.go()
    assert here.desk.evening.forecast.ends_at == before


def test_a_start_that_is_days_away_is_told_in_days(qapp, tmp_path):
    here = LiveDesk(tmp_path, wall_ms=START - 3 * 24 * 60 * MINUTE)
    assert here.live.now.countdown == "3 Tage"
    here.close()


def test_after_the_planned_start_the_beginning_is_overdue_and_possible_at_any_hour(here):
    here.go(minutes=25)
    assert here.live.now.phase == "overdue"
    assert here.live.now.until == "Beginn überfällig seit 18:00"
    assert here.live.now.countdown == "+25:00"
    here.press()
    assert visits(here) == [item_id(1)]
    assert facts(here)["Ende des Dialogs"] == ("19:05", "Plan 18:40")


def test_a_running_item_tells_where_it_stands(here):
    here.press()
    here.go(minutes=4)
    now = here.live.now
    assert (now.chip, now.kind, now.place) == ("Jetzt", "Plenum", "Punkt 1 von 3")
    assert (now.title, now.question) == ("Begrüßung", "Frage 1?")
    assert (now.countdown, now.until) == ("06:00", "bis zum Ende")
    assert facts(here) == {
        "Begonnen": ("18:00", "Plan 18:00"),
        "Ende": ("18:10", "Plan 18:10"),
        "Ende des Dialogs": ("18:40", "Plan 18:40"),
    }
    assert (now.gone, now.length) == ("4 Min vergangen", "10 Min geplant")


def test_over_time_counts_up_with_a_plus_and_names_when_it_was_due(here):
    here.press()
    here.go(minutes=12, seconds=5)
    now = here.live.now
    assert (now.phase, now.countdown, now.until) == ("over", "+02:05", "über der Zeit")
    assert facts(here)["Soll-Ende"] == ("18:10", "Plan 18:10")
    assert now.is_over


def test_in_a_group_phase_the_countdown_runs_to_the_end_of_the_latest_group(here):
    here.to_item(2)
    timers.start_groups(here.store)
    timers.extend_group(here.store, group_id(3), 2 * MINUTE)
    here.settle()
    here.go(minutes=1)
    # 25 minutes with two for each way leave 21 for the groups.
    assert here.live.now.countdown == "22:00"
    assert here.live.now.until == "bis zur Rückkehr ins Plenum"
    assert here.live.minutes == ("Alle −1 Min", "Alle +1 Min", "Alle +2 Min")


def test_minutes_go_to_the_item_or_to_all_groups_that_run(here):
    here.press()
    here.live.change_minutes(2)
    here.settle()
    assert here.live.now.length == "12 Min, davon +2"
    here.press()
    timers.start_groups(here.store)
    here.settle()
    here.live.change_minutes(1)
    here.settle()
    extended = [view.extended_ms for view in here.desk.evening.groups.values()]
    assert extended == [MINUTE] * 3


def test_a_pause_lets_everything_stand_still_and_go_on(here):
    here.press()
    here.go(minutes=1)
    assert here.live.pause == "Pause"
    here.live.toggle_pause()
    here.settle()
    here.go(minutes=3)
    assert (here.live.now.phase, here.live.now.countdown) == ("paused", "09:00")
    assert here.live.pause == "Fortsetzen"
    here.live.toggle_pause()
    here.settle()
    assert here.live.now.countdown == "09:00"
    assert not here.live.is_paused


def test_the_end_is_told_and_can_be_taken_back(here):
    here.to_item(4)
    assert visits(here)[-1] == END
    assert here.live.now.phase == "ended"
    assert here.live.now.question.startswith("Beendet um 18:0")
    assert here.live.primary is None
    assert not here.press()
    here.live.continue_dialogue()
    here.settle()
    assert here.desk.evening.item.title.text == "Abschluss"


@pytest.mark.parametrize("role", ["cohost", "notetaker", "observer"])
def test_who_does_not_lead_has_no_primary_action(qapp, tmp_path, role):
    here = LiveDesk(tmp_path, role)
    assert here.live.primary is None
    assert not here.press()
    assert visits(here) == []
    assert here.live.pause == ""
    assert here.refusals == []
    here.close()


def test_a_cohost_changes_the_time_of_groups_only(qapp, tmp_path):
    here = LiveDesk(tmp_path, "cohost")
    here.by_lead(run.go_on)
    here.by_lead(run.go_on)
    here.by_lead(timers.start_groups)
    assert here.live.minutes[0] == "Alle −1 Min"
    assert here.live.change_minutes(1)
    here.by_lead(run.go_on)
    assert here.live.minutes == ()
    assert not here.live.change_minutes(1)
    here.close()


def test_an_observer_reads_what_the_role_may_not_do(qapp, tmp_path):
    here = LiveDesk(tmp_path, "observer")
    assert not here.live.acts
    assert here.live.reading == "Als Beobachtung lesen Sie hier mit."
    here.close()


def test_a_beat_within_the_same_second_changes_nothing_on_the_card(here, qtbot):
    here.press()
    with qtbot.assertNotEmitted(here.live.changed):
        here.clock.advance(seconds=0.25)
        here.ticker.tick.emit()
    with qtbot.waitSignal(here.live.changed):
        here.clock.advance(seconds=1)
        here.ticker.tick.emit()
