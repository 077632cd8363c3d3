"""Startklar? What the console knows, what is told from outside, and what people tick."""

import pytest

from console.commands import attendance, groups, run
from console.commands.checks import is_ticked, tick
from console.viewmodels.live_ready import READY_LIST
from tests.small_dialogue import MINUTE, START, group_id, item_id, person_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path):
    here = LiveDesk(tmp_path, wall_ms=START - 10 * MINUTE)
    yield here
    here.close()


def mark(here, state: str, *people: int) -> None:
    attendance.mark(here.store, [person_id(number) for number in people], state)
    here.settle()


def lines(here):
    return {line.id: (line.done, line.detail) for line in here.live.ready.lines if not line.by_hand}


def by_hand(here):
    return {line.id: line for line in here.live.ready.lines if line.by_hand}


def test_it_says_only_what_the_console_knows(here):
    assert lines(here) == {"agenda": (True, "3 Punkte, 40 Min"), "groups": (True, "3 Gruppen")}
    mark(here, "waiting", 1, 2)
    groups.seat(here.store, item_id(2), [person_id(1)], group_id(1))
    groups.edit_group(here.store, group_id(1), moderator=person_id(7))
    here.settle()
    assert lines(here)["seats"] == (False, "1 Person noch ohne Gruppe")
    assert lines(here)["moderators"] == (False, "0 von 1")
    mark(here, "present", 7)
    groups.seat(here.store, item_id(2), [person_id(2)], group_id(2))
    here.settle()
    assert lines(here)["seats"] == (True, "")
    assert lines(here)["moderators"] == (True, "1 von 1")
    assert here.live.ready.summary == "4 von 8"


def test_disk_network_and_windows_are_told_from_outside(here):
    here.live.ready.set_outside(
        projector=False,
        notetaker=True,
        backup=True,
        backup_at=START - 10 * MINUTE,
        backend=False,
        backend_at=START - 20 * MINUTE,
        consoles=2,
        missing=("Kim",),
    )
    found = lines(here)
    assert found["projector"][0] is False
    assert found["notetaker"][0] is True
    assert found["backup"] == (True, "17:50")
    assert found["backend"] == (False, "zuletzt 17:40")
    assert found["consoles"] == (False, "2 von 3, es fehlt Kim")
    here.live.ready.set_outside(projector=True, missing=(), consoles=3, backend=None)
    assert lines(here)["projector"][0] is True
    assert lines(here)["consoles"] == (True, "3 von 3")
    assert "backend" not in lines(here)


def test_the_same_facts_again_change_nothing(here, qtbot):
    here.live.ready.set_outside(projector=True)
    with qtbot.assertNotEmitted(here.live.ready.changed):
        here.live.ready.set_outside(projector=True)


def test_what_only_people_know_is_ticked_by_hand(here):
    assert list(by_hand(here)) == [
        "hand:projector",
        "hand:sound",
        "hand:autoclose",
        "hand:recording",
    ]
    assert here.live.ready.may_tick
    assert here.live.ready.tick("hand:sound", ticked=True)
    here.settle()
    line = by_hand(here)["hand:sound"]
    assert (line.done, line.detail) == (True, "Hauptmoderation, 17:50")
    assert is_ticked(here.store, READY_LIST, "sound")
    here.live.ready.tick("hand:sound", ticked=False)
    here.settle()
    assert not by_hand(here)["hand:sound"].done


def test_a_tick_of_another_console_is_seen_here_with_role_and_time(qapp, tmp_path):
    here = LiveDesk(tmp_path, "cohost", wall_ms=START - 10 * MINUTE)
    here.go(minutes=2)
    here.by_lead(tick, READY_LIST, "recording", "Aufzeichnung aus")
    assert by_hand(here)["hand:recording"].detail == "Hauptmoderation, 17:52"
    here.close()


def test_a_tick_is_undone_with_everything_else(here):
    here.live.ready.tick("hand:autoclose", ticked=True)
    here.settle()
    here.desk.undo()
    here.settle()
    assert not by_hand(here)["hand:autoclose"].done


def test_who_observes_reads_and_ticks_nothing(qapp, tmp_path):
    here = LiveDesk(tmp_path, "observer", wall_ms=START - 10 * MINUTE)
    assert not here.live.ready.may_tick
    assert not here.live.ready.tick("hand:sound", ticked=True)
    assert by_hand(here)["hand:sound"].done is False
    here.close()


def test_a_line_that_is_not_on_the_list_is_not_ticked(here):
    assert not here.live.ready.tick("backup", ticked=True)
    assert here.refusals == []


def test_after_the_beginning_it_is_left_alone(here, qtbot):
    run.go_on(here.store)
    here.settle()
    with qtbot.assertNotEmitted(here.live.ready.changed):
        groups.seat(here.store, item_id(2), [person_id(2)], group_id(2))
        here.settle()
