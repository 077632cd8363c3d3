"""What can be done with one group or all, and what is known about each."""

import pytest

from console.commands import groups, notes, timers
from console.domain.members import MemberAdded
from console.domain.ops import Fact
from console.sync.status import Peer
from console.viewmodels.group_menu import all_parts, group_parts
from console.viewmodels.live_group_facts import groups_with_a_console
from tests.small_dialogue import MINUTE, column_id, group_id, person_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path):
    here = LiveDesk(tmp_path)
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    yield here
    here.close()


def row(here, number=2):
    return here.live.groups.rows[number - 1]


def parts(here, number=2):
    found = group_parts(here.live.groups, here.desk.words, row(here, number))
    return {part.words: part for part in found}


def do_all(here, words):
    for part in all_parts(here.live.groups, here.desk.words):
        if part.words == words:
            part.do()
    here.settle()


def test_one_group_stands_still_and_goes_on(here):
    parts(here)["Anhalten"].do()
    here.settle()
    assert [one.phase for one in here.live.groups.rows] == ["running", "paused", "running"]
    here.go(minutes=2)
    assert row(here).time == "21:00"
    parts(here)["Fortsetzen"].do()
    here.settle()
    assert row(here).phase == "running"


def test_all_groups_stand_still_while_the_evening_goes_on(here):
    do_all(here, "Alle anhalten")
    assert [one.phase for one in here.live.groups.rows] == ["paused"] * 3
    assert not here.store.state.course.is_paused
    here.desk.undo()
    here.settle()
    assert [one.phase for one in here.live.groups.rows] == ["running"] * 3
    do_all(here, "Alle anhalten")
    here.go(minutes=3)
    do_all(here, "Alle fortsetzen")
    assert [one.time for one in here.live.groups.rows] == ["21:00"] * 3


@pytest.mark.parametrize(("minutes", "time"), [("5 Min", "05:00"), ("15 Min", "15:00")])
def test_a_group_is_set_to_a_time(here, minutes, time):
    here.go(minutes=7)
    choices = {one.words: one for one in parts(here)["Restzeit setzen auf"].choices}
    choices[minutes].do()
    here.settle()
    assert row(here).time == time
    assert row(here, 1).time == "14:00"


def test_less_than_half_a_minute_is_never_left(here):
    assert here.live.groups.set_left(group_id(2), 0)
    here.settle()
    assert row(here).time == "00:30"


def test_a_group_that_is_marked_back_can_be_opened_again(here):
    parts(here)["Ist zurück"].do()
    here.settle()
    assert row(here).phase == "returned"
    parts(here)["Erneut öffnen"].do()
    here.settle()
    assert row(here).phase == "running"


def test_the_menu_of_who_only_marks_groups_as_back_has_nothing_else(qapp, tmp_path):
    here = LiveDesk(tmp_path, "notetaker")
    here.by_lead(timers_run, 2)
    found = group_parts(here.live.groups, here.desk.words, row(here))
    assert [part.words for part in found] == ["Ist zurück"]
    assert all_parts(here.live.groups, here.desk.words) == []
    here.close()


def timers_run(store, times):
    from console.commands import run

    for _ in range(times):
        run.go_on(store)
    timers.start_groups(store)


def test_a_group_given_more_time_than_the_item_has_says_when_the_phase_ends_now(here):
    ends = here.desk.evening.forecast.ends_at
    here.live.groups.change_minutes(group_id(2), 3)
    here.settle()
    said = here.desk.history.steps[-1].done
    assert said.key == "group_extended_beyond"
    assert here.desk.evening.forecast.ends_at > ends


def test_a_group_that_catches_up_with_the_others_says_nothing_of_the_end(here):
    timers.extend_group(here.store, group_id(2), -10 * MINUTE)
    here.live.groups.change_minutes(group_id(2), 3)
    here.settle()
    assert here.desk.history.steps[-1].done.key == "group_extended"


def test_the_latest_note_of_a_group_grows_older_on_its_card(here):
    assert row(here).facts.last_note == "noch keine Notiz"
    notes.add_note(here.store, "eins", column=column_id(1), group=group_id(2))
    here.settle()
    assert row(here).facts.last_note == "letzte Notiz gerade eben"
    here.go(minutes=6)
    assert row(here).facts.last_note == "letzte Notiz vor 6 Min"
    assert row(here, 1).facts.last_note == "noch keine Notiz"


def test_who_moderates_is_named_and_told_to_a_screen_reader(here):
    groups.edit_group(here.store, group_id(2), moderator=person_id(7))
    here.settle()
    assert row(here).facts.moderator == "Gesa Holt"
    assert "Moderation: Gesa Holt" in row(here).description


def test_whose_console_is_connected_is_known_for_the_groups_somebody_writes_for(here):
    member = person_id(3)
    body = MemberAdded(name="Kim", role="notetaker", groups=(group_id(2),))
    here.store.commit([Fact(entity=member, body=body)])
    state = here.store.state
    there = Peer(member=member, device="d", online=True)
    assert groups_with_a_console(state, [there]) == {group_id(2): True}
    assert groups_with_a_console(state, []) == {group_id(2): False}
    here.live.groups.set_lines({group_id(2): False})
    assert row(here).facts.line == "dark"
    assert "nicht verbunden" in row(here).description
    assert row(here, 1).facts.line == ""
