"""Hinweise: priority, at most three, leaving by themselves, seen until the cause ends."""

import pytest
from msgspec.structs import replace

from console.commands import attendance, groups, lead, notes, timers
from console.domain.ids import derived
from console.domain.members import MemberAdded
from console.domain.ops import Fact
from console.viewmodels.live_hint import Hint, Rank
from tests.small_dialogue import MINUTE, column_id, group_id, identity, item_id, person_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path):
    here = LiveDesk(tmp_path)
    yield here
    here.close()


@pytest.fixture
def running(here):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    return here


def titles(here):
    return [hint.title for hint in here.live.hints.all]


def test_without_a_cause_there_is_no_hint(here):
    assert titles(here) == []
    here.press()
    here.go(minutes=9)
    assert titles(here) == []


def test_an_overdue_beginning_is_said_until_it_begins(here):
    here.go(minutes=4)
    assert titles(here) == ["Beginn überfällig seit 18:00"]
    here.press()
    here.go(seconds=1)
    assert "Beginn überfällig seit 18:00" not in titles(here)


def test_over_time_and_the_end_that_cannot_be_held_come_in_their_order(here):
    here.press()
    here.go(minutes=12, seconds=10)
    assert titles(here) == ["18:40 ist so nicht zu halten", "Plenum überzogen: 2 Min"]
    plan, over = here.live.hints.all
    assert plan.detail == "Mit 3 Minuten weniger für „Gruppen“: 18:40"
    assert over.detail == "Soll-Ende war 18:10"
    here.press()
    assert "Plenum überzogen: 2 Min" not in titles(here)


def test_in_the_first_minute_over_no_minutes_are_counted(here):
    here.press()
    here.go(minutes=10, seconds=20)
    assert "Plenum gerade überzogen" in titles(here)
    here.go(seconds=40)
    assert "Plenum überzogen: 1 Min" in titles(here)


def test_what_cannot_be_held_is_said_with_the_best_there_is(here):
    here.press()
    here.go(minutes=60)
    assert here.live.hints.all[0].detail == (
        "Auch gekürzt endet der Dialog erst um 19:06, 26 Min zu spät."
    )


def test_a_threshold_is_named_for_the_group_that_differs(running):
    timers.extend_group(running.store, group_id(1), -10 * MINUTE)
    running.settle()
    running.go(minutes=7)
    assert titles(running) == ["Gruppe 1: noch 5 Minuten"]
    assert running.live.hints.all[0].detail == "bis 18:11"


def test_what_is_the_same_for_all_groups_is_one_line(running):
    running.go(minutes=16, seconds=1)
    assert titles(running) == ["Alle 3 Gruppen: noch 5 Minuten"]
    running.go(minutes=4)
    assert titles(running) == ["Alle 3 Gruppen: letzte Minute"]
    running.go(minutes=1)
    assert titles(running) == ["Alle 3 Gruppen: Zeit ist um"]


def test_groups_whose_timers_do_not_run_are_noticed_after_the_way_there(here):
    here.to_item(2)
    here.go(minutes=2, seconds=15)
    assert titles(here) == []
    here.go(seconds=6)
    assert titles(here) == ["Es läuft kein Timer"]
    timers.start_groups(here.store)
    here.settle()
    assert titles(here) == []


def test_a_group_that_is_not_back_after_two_minutes_is_named_with_its_moderator(running):
    groups.edit_group(running.store, group_id(2), moderator=person_id(7))
    running.press()
    for number in (1, 3):
        timers.mark_returned(running.store, item_id(2), [group_id(number)])
    running.settle()
    running.go(minutes=1, seconds=50)
    assert titles(running) == []
    running.go(seconds=15)
    assert titles(running) == ["Gruppe 2 ist noch nicht zurück"]
    assert running.live.hints.all[0].detail == "Gruppenphase beendet um 18:00 · Gesa Holt"
    timers.mark_returned(running.store, item_id(2), [group_id(2)])
    running.settle()
    running.go(seconds=1)
    assert titles(running) == []


def test_technical_trouble_is_said_with_its_running_time_until_it_is_solved(here):
    attendance.open_cases(here.store, [person_id(1)], "no_sound")
    here.settle()
    here.go(minutes=3)
    assert titles(here)[0] == "Kein Ton: Ayşe Yılmaz"
    assert here.live.hints.all[0].detail == "Plenum, seit 3 Min"
    attendance.solve_cases(here.store, list(here.store.state.tech_cases))
    here.settle()
    assert "Kein Ton: Ayşe Yılmaz" not in titles(here)


def test_a_note_taker_does_not_hear_of_technical_trouble(qapp, tmp_path):
    here = LiveDesk(tmp_path, "notetaker")
    here.by_lead(attendance.open_cases, [person_id(1)], "no_sound")
    assert titles(here) == []
    here.close()


def test_two_versions_of_a_note_are_said_until_one_is_chosen(here):
    note = notes.add_note(here.store, "eins", column=column_id(1))
    base = notes.text_base(here.store, note)
    notes.edit_note(here.store, note, "zwei", base=base)
    notes.edit_note(here.store, note, "drei", base=base)
    here.settle()
    (hint,) = here.live.hints.all
    assert hint.title.endswith("wurde zweimal geändert")
    assert hint.target == f"notes:{note}"
    notes.edit_note(here.store, note, "vier", base=notes.text_base(here.store, note))
    here.settle()
    assert titles(here) == []


def test_network_and_disk_are_told_from_outside(here):
    here.live.hints.set_offline(here.desk.evening.now, 12)
    here.live.hints.set_not_saved(True)
    assert titles(here) == ["Nicht gespeichert", "Offline seit 18:00"]
    assert here.live.hints.all[1].detail == "12 Änderungen warten, alles ist lokal gesichert."
    here.live.hints.set_offline(None)
    here.live.hints.set_not_saved(False)
    assert titles(here) == []


def put(here, count):
    for number in range(count):
        hint = Hint(f"h{number}", Rank.TECH, number, f"Ruf {number}", "", "accent", "bell")
        here.live.hints.put(hint)


def test_at_most_three_are_shown_and_the_rest_is_counted(here):
    put(here, 5)
    assert [hint.title for hint in here.live.hints.shown] == ["Ruf 4", "Ruf 3", "Ruf 2"]
    assert here.live.hints.more == "2 weitere"
    here.live.hints.show_all()
    assert len(here.live.hints.shown) == 5
    assert here.live.hints.more == ""


def test_what_was_seen_stays_away_until_its_cause_has_ended(here):
    here.press()
    put(here, 1)
    here.live.hints.see("h0")
    assert titles(here) == []
    here.go(seconds=1)
    assert titles(here) == []
    here.live.hints.take("h0")
    put(here, 1)
    assert titles(here) == ["Ruf 0"]


def test_nothing_is_announced_while_the_words_stay_the_same(here, qtbot):
    here.press()
    put(here, 1)
    with qtbot.assertNotEmitted(here.live.hints.changed):
        here.go(seconds=1)


def test_a_hint_is_told_once_when_it_appears(running):
    told = []
    running.live.hints.appeared.connect(lambda hint: told.append(hint.title))
    running.go(minutes=16, seconds=1)
    running.go(seconds=1)
    running.go(minutes=4)
    assert told == ["Alle 3 Gruppen: noch 5 Minuten", "Alle 3 Gruppen: letzte Minute"]


def test_everybody_else_hears_who_took_the_lead_until_it_is_given_back(here):
    deputy = replace(identity("cohost"), member=derived("test", "member", "cohost"))
    own = here.store.identity
    name(here.store, deputy.member, "Kim Beispiel")
    here.store.be(deputy)
    lead.claim_lead(here.store)
    here.store.be(own)
    here.settle()
    assert titles(here)[0] == "Kim Beispiel leitet jetzt mit"
    here.store.be(deputy)
    lead.give_back_lead(here.store)
    here.store.be(own)
    here.settle()
    assert "Kim Beispiel leitet jetzt mit" not in titles(here)


def name(store, member: str, name: str) -> None:
    """Let the log know a member, as the backend does."""
    store.commit([Fact(entity=member, body=MemberAdded(name=name, role="cohost"))])
