"""What a copy of an evening takes along, and what it leaves behind."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from console.commands import agenda, attendance, groups, measures, notes, run
from console.commands.copying import Evening, copied_facts, moved
from console.commands.dialogue import edit_dialogue, fill
from console.domain.agenda import AgendaItemSet
from console.domain.groups import GroupSet
from console.domain.ids import derived
from console.domain.ops import Fact
from console.storage.store import Store
from tests.small_dialogue import (
    MINUTE,
    START,
    MovedClock,
    column_id,
    group_id,
    identity,
    item_id,
    person_id,
)

DAY_MS = 86_400_000
NEXT = START + 14 * DAY_MS
EVENING = Evening(title="Zweiter Dialog", starts_at=NEXT, ends_at=NEXT + 40 * MINUTE)
COPY = derived("test", "copy")


@pytest.fixture
def copy(tmp_path):
    made = Store.create(tmp_path / "copy.dialogpult", COPY, MovedClock(), identity())
    yield made
    made.close()


def test_run_sheet_columns_and_groups_come_along_in_their_order(store, copy):
    agenda.edit_item(store, item_id(1), texts={"said": "Guten Abend", "who": "Moderation"})
    agenda.edit_item(store, item_id(3), values={"policy": "protected", "thresholds": (3,)})
    agenda.move_item(store, item_id(3), before=item_id(2))
    agenda.remove_item(store, agenda.add_item(store, "Weg damit", "plenary", 5))
    fill(copy, copied_facts(store.state, COPY, EVENING))
    here, there = store.state, copy.state
    for names, read in (
        (("title", "question", "said", "cue", "slide", "who"), lambda value: value.text),
        (agenda.COPIED, lambda value: value),
    ):
        for name in names:
            ours = [read(getattr(item, name)) for item in here.agenda()]
            assert [read(getattr(item, name)) for item in there.agenda()] == ours
    assert [(c.title.text, c.label.text, c.purpose) for c in there.board_columns()] == [
        (c.title.text, c.label.text, c.purpose) for c in here.board_columns()
    ]
    (breakout,) = (item for item in there.agenda() if item.kind == "breakout")
    assert [(g.name.text, g.topic.text) for g in there.groups_of(breakout.id)] == [
        (f"Gruppe {number}", f"Thema {number}") for number in (1, 2, 3)
    ]


def test_nobody_and_nothing_that_was_written_comes_along(store, copy):
    store.commit([Fact(entity=group_id(1), body=GroupSet(moderator=person_id(7)))])
    groups.seat(store, item_id(2), [person_id(1)], group_id(1))
    attendance.mark(store, [person_id(1)], "present")
    note = notes.add_note(store, "Mehr Bänke", column=column_id(1))
    measures.measure_from_note(store, note)
    run.advance(store, None, item_id(1))
    fill(copy, copied_facts(store.state, COPY, EVENING))
    state = copy.state
    assert not (state.participants)
    assert not (state.seats)
    assert not (state.attendance)
    assert not (state.notes)
    assert not (state.measures)
    assert not state.course.visits
    assert {group.moderator for group in state.groups.values()} == {None}
    ids = {item.id for item in state.agenda()} | set(state.groups) | set(state.columns)
    assert not ids & {item_id(1), item_id(2), item_id(3), group_id(1), column_id(1)}


def test_the_dialogue_is_as_before_on_its_new_date(store, copy):
    edit_dialogue(store, values={"hotline": "0231 1", "delete_after": START + 10 * DAY_MS})
    fill(copy, copied_facts(store.state, COPY, EVENING))
    here, there = store.state.dialogue, copy.state.dialogue
    assert (there.title.text, there.topic.text) == ("Zweiter Dialog", "Quartier")
    assert (there.starts_at, there.ends_at) == (NEXT, NEXT + 40 * MINUTE)
    assert there.delete_after - there.ends_at == here.delete_after - here.ends_at
    for name in ("city", "zone", "places", "hotline", "admission_min", "recorded", "deputies"):
        assert getattr(there, name) == getattr(here, name)


def test_without_a_day_of_deletion_it_is_thirty_days_after_the_evening(store, copy):
    fill(copy, copied_facts(store.state, COPY, EVENING))
    assert copy.state.dialogue.delete_after == EVENING.ends_at + 30 * DAY_MS


def test_what_was_left_out_that_evening_is_back(store, copy):
    agenda.set_skipped(store, item_id(3), skipped=True)
    fill(copy, copied_facts(store.state, COPY, EVENING))
    assert [item.skipped for item in copy.state.agenda()] == [False, False, False]


def test_a_fixed_start_is_as_far_from_the_beginning_on_the_clock(store, copy):
    fixed = AgendaItemSet(fixed_start=START + 35 * MINUTE)
    store.commit([Fact(entity=item_id(3), body=fixed)])
    fill(copy, copied_facts(store.state, COPY, EVENING))
    assert copy.state.agenda()[2].fixed_start == NEXT + 35 * MINUTE


def test_where_the_clocks_change_the_time_on_the_clock_counts():
    def at(*parts):
        return round(datetime(*parts, tzinfo=ZoneInfo("Europe/Berlin")).timestamp() * 1000)

    old, new = at(2026, 3, 20, 22, 0), at(2026, 3, 28, 22, 0)
    # In this night the clocks go from 2 to 3.
    assert moved(at(2026, 3, 21, 4, 30), old, new, "Europe/Berlin") == at(2026, 3, 29, 4, 30)
