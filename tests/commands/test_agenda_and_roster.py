"""Rules of the run sheet, the groups and the roster."""

from __future__ import annotations

import pytest

from console.commands import agenda, attendance, groups, run
from console.commands.undo import History, undo
from console.domain.errors import CommandRejected
from console.storage.store import Store
from tests.small_dialogue import group_id, identity, item_id, person_id


def titles(store: Store) -> list[str]:
    return [item.title.text for item in store.state.agenda()]


def test_only_what_differs_is_written(store: Store) -> None:
    before = store.pending_count
    agenda.edit_item(store, item_id(1), texts={"title": "Begrüßung"}, values={"minutes": 10})
    assert store.pending_count == before
    agenda.edit_item(store, item_id(1), texts={"title": "Hallo"}, values={"minutes": 12})
    item = store.state.agenda_items[item_id(1)]
    assert (item.title.text, item.minutes) == ("Hallo", 12)


def test_words_and_minutes_are_one_action(store: Store, history: History) -> None:
    agenda.edit_item(store, item_id(1), texts={"title": "Hallo"}, values={"minutes": 12})
    undo(store, history)
    item = store.state.agenda_items[item_id(1)]
    assert (item.title.text, item.minutes) == ("Begrüßung", 10)


@pytest.mark.parametrize("minutes", [-1, 481])
def test_minutes_out_of_range_are_refused(store: Store, minutes: int) -> None:
    with pytest.raises(CommandRejected, match="minutes_out_of_range"):
        agenda.edit_item(store, item_id(1), values={"minutes": minutes})


def test_ways_longer_than_the_item_are_refused(store: Store) -> None:
    with pytest.raises(CommandRejected, match="ways_longer_than_item"):
        agenda.edit_item(store, item_id(2), values={"minutes": 3})


def test_items_move_before_others_and_to_the_end(store: Store) -> None:
    agenda.move_item(store, item_id(3), before=item_id(1))
    assert titles(store) == ["Abschluss", "Begrüßung", "Gruppen"]
    agenda.move_item(store, item_id(3), before=None)
    assert titles(store) == ["Begrüßung", "Gruppen", "Abschluss"]


def test_a_new_item_stands_below_the_named_one(store: Store) -> None:
    agenda.add_item(store, "Pause", "break", 5, after=item_id(1))
    assert titles(store) == ["Begrüßung", "Pause", "Gruppen", "Abschluss"]


def test_what_is_on_cannot_be_skipped(store: Store) -> None:
    run.go_on(store)
    with pytest.raises(CommandRejected, match="item_is_over"):
        agenda.set_skipped(store, item_id(1), skipped=True)


def test_check_in_is_an_event_and_undo_takes_it_back(store: Store, history: History) -> None:
    person = person_id(1)
    attendance.mark(store, [person], "waiting")
    attendance.mark(store, [person], "present")
    assert [event.state for event in store.state.attendance_of(person).events] == [
        "waiting",
        "present",
    ]
    undo(store, history)
    assert store.state.attendance_of(person).state == "waiting"


def test_marking_the_same_state_again_writes_nothing(store: Store) -> None:
    attendance.mark(store, [person_id(1)], "present")
    before = store.pending_count
    attendance.mark(store, [person_id(1)], "present")
    assert store.pending_count == before


def test_a_guest_is_on_the_roster_and_present_in_one_action(store: Store, history: History) -> None:
    guest = attendance.add_guest(store, "Maria de la Cruz")
    found = store.state.participants[guest]
    assert (found.first_name, found.last_name, found.guest) == ("Maria de la", "Cruz", True)
    assert store.state.attendance_of(guest).state == "present"
    undo(store, history)
    assert store.state.participants[guest].hidden


def test_seating_evenly_fills_the_smallest_group(store: Store) -> None:
    item = item_id(2)
    groups.seat(store, item, [person_id(1), person_id(2)], group_id(1))
    groups.seat_evenly(store, item, [person_id(n) for n in range(1, 7)])
    sizes = [
        sum(store.state.seat(item, person_id(n)) == group_id(g) for n in range(1, 7))
        for g in (1, 2, 3)
    ]
    assert sizes == [2, 2, 2]


def test_a_seat_can_be_taken_away(store: Store) -> None:
    item = item_id(2)
    groups.seat(store, item, [person_id(1)], group_id(1))
    groups.seat(store, item, [person_id(1)], None)
    assert store.state.seat(item, person_id(1)) is None


def test_technical_trouble_is_opened_once_and_solved(store: Store) -> None:
    attendance.open_cases(store, [person_id(1)], "no_sound")
    attendance.open_cases(store, [person_id(1)], "other")
    (case,) = store.state.tech_cases.values()
    assert case.problem == "other"
    attendance.solve_cases(store, [case.id])
    assert store.state.tech_cases[case.id].status == "solved"


def test_a_note_taker_checks_nobody_in(store: Store) -> None:
    store.be(identity("notetaker"))
    with pytest.raises(CommandRejected, match="not_allowed"):
        attendance.mark(store, [person_id(1)], "present")


def test_trouble_of_several_is_one_action(store: Store, history: History) -> None:
    people = [person_id(1), person_id(2)]
    attendance.open_cases(store, people, "no_picture")
    assert sorted(case.participant for case in store.state.tech_cases.values()) == sorted(people)
    undo(store, history)
    assert all(case.hidden for case in store.state.tech_cases.values())


def test_another_problem_keeps_the_case_that_is_open(store: Store) -> None:
    attendance.open_cases(store, [person_id(1)], "no_picture")
    attendance.open_cases(store, [person_id(1)], "unstable")
    (case,) = store.state.tech_cases.values()
    assert case.problem == "unstable"
    before = store.pending_count
    attendance.open_cases(store, [person_id(1)], "unstable")
    assert store.pending_count == before


def test_several_cases_are_solved_as_one_action(store: Store, history: History) -> None:
    attendance.open_cases(store, [person_id(1), person_id(2)], "no_picture")
    cases = list(store.state.tech_cases)
    attendance.solve_cases(store, cases)
    assert {case.status for case in store.state.tech_cases.values()} == {"solved"}
    undo(store, history)
    assert {case.status for case in store.state.tech_cases.values()} == {"open"}


def test_a_new_item_stands_above_the_named_one_and_keeps_two_thirds(store: Store) -> None:
    added = agenda.add_item(store, "Pause", "break", 8, before=item_id(1))
    assert titles(store) == ["Pause", "Begrüßung", "Gruppen", "Abschluss"]
    assert store.state.agenda_items[added].min_minutes == 6


def test_a_minimum_goes_down_with_the_minutes_unless_it_was_named(store: Store) -> None:
    agenda.edit_item(store, item_id(1), values={"min_minutes": 8})
    agenda.edit_item(store, item_id(1), values={"minutes": 6}, bases={})
    assert store.state.agenda_items[item_id(1)].min_minutes == 6
    with pytest.raises(CommandRejected, match="minimum_longer_than_item"):
        agenda.edit_item(store, item_id(1), values={"min_minutes": 7})
