"""A table's items take the place of what has not been on, as one action."""

from __future__ import annotations

import pytest

from console.commands import agenda, groups, run
from console.commands.run_sheet import NewItem, replace_items, replaceable
from console.commands.undo import undo
from console.domain.errors import CommandRejected
from console.domain.ids import visit_id
from tests.small_dialogue import group_id, identity, item_id, person_id

TITLES = ["Begrüßung", "Gruppen", "Abschluss"]


def titles(store):
    return [item.title.text for item in store.state.agenda()]


def new(title, minutes=10, **named):
    return NewItem(title=title, minutes=minutes, **named)


def test_the_items_of_the_table_stand_in_its_order(store):
    replace_items(store, [new("Auftakt", 5), new("Abschluss", 7), new("Begrüßung", 9), new("Ende")])
    assert titles(store) == ["Auftakt", "Abschluss", "Begrüßung", "Ende"]
    assert [item.minutes for item in store.state.agenda()] == [5, 7, 9, 10]


def test_one_undo_brings_the_former_run_sheet_back_whole(store, history):
    groups.seat(store, item_id(2), [person_id(1)], group_id(1))
    before = store.state.agenda()
    replace_items(store, [new("Abschluss", 7), new("Auftakt"), new("Welten", 30)])
    undo(store, history)
    after = store.state.agenda()
    assert [item.id for item in after] == [item.id for item in before]
    for name in ("minutes", "min_minutes", "kind", "order", "going_min", "skipped"):
        assert [getattr(i, name) for i in after] == [getattr(i, name) for i in before]
    assert store.state.seat(item_id(2), person_id(1)) == group_id(1)


def test_an_item_of_the_same_title_keeps_its_groups_and_what_the_table_does_not_say(store):
    groups.seat(store, item_id(2), [person_id(1)], group_id(1))
    replace_items(store, [new(" gruppen", 30, texts={"who": "Team"}), new("Auftakt")])
    kept = store.state.agenda()[0]
    assert kept.id == item_id(2)
    assert (kept.minutes, kept.kind, kept.who.text) == (30, "breakout", "Team")
    assert kept.question.text == "Frage 2?"
    assert store.state.seat(item_id(2), person_id(1)) == group_id(1)


def test_a_new_group_phase_has_the_groups_of_the_one_that_goes(store):
    replace_items(store, [new("Arbeit", 30, values={"kind": "breakout"})])
    (item,) = store.state.agenda()
    assert item.id != item_id(2)
    assert [(g.name.text, g.topic.text) for g in store.state.groups_of(item.id)] == [
        (f"Gruppe {number}", f"Thema {number}") for number in (1, 2, 3)
    ]


def test_what_has_been_on_stays_before_the_table(store):
    run.advance(store, None, item_id(1))
    run.advance(store, visit_id(None, item_id(1)), item_id(2))
    assert [item.id for item in replaceable(store)] == [item_id(3)]
    replace_items(store, [new("Begrüßung", 3), new("Schluss", 4)])
    assert titles(store) == ["Begrüßung", "Gruppen", "Begrüßung", "Schluss"]
    assert store.state.agenda()[0].minutes == 10


def test_a_shorter_item_has_no_longer_minimum_and_no_longer_ways(store):
    agenda.edit_item(store, item_id(2), values={"min_minutes": 20})
    replace_items(store, [new("Gruppen", 3)])
    (item,) = store.state.agenda()
    assert (item.min_minutes, item.going_min, item.coming_min) == (3, 0, 0)


def test_the_same_table_twice_changes_nothing_the_second_time(store):
    items = [new("Auftakt", 5), new("Gruppen", 25), new("Ende", 5)]
    replace_items(store, items)
    before = [(item.id, item.order) for item in store.state.agenda()]
    count = store.pending_count
    replace_items(store, items)
    assert [(item.id, item.order) for item in store.state.agenda()] == before
    assert store.pending_count == count


def test_a_left_out_item_that_the_table_names_takes_place(store):
    agenda.set_skipped(store, item_id(3), skipped=True)
    replace_items(store, [new("Abschluss", 5)])
    assert not store.state.agenda()[0].skipped


@pytest.mark.parametrize(
    ("items", "refused"),
    [
        ([], "nothing_to_read"),
        ([NewItem(title="Lang", minutes=481)], "minutes_out_of_range"),
        ([NewItem(title=" ", minutes=5)], "title_empty"),
        ([NewItem(title="x", minutes=5, texts={"said": "x" * 4001})], "text_too_long"),
    ],
)
def test_what_cannot_be_is_refused_whole(store, items, refused):
    with pytest.raises(CommandRejected) as told:
        replace_items(store, [*items[:0], *([new("Auftakt")] if items else []), *items])
    assert told.value.code == refused
    assert titles(store) == TITLES


def test_only_the_lead_replaces_the_run_sheet(store):
    store.be(identity("cohost"))
    with pytest.raises(CommandRejected) as told:
        replace_items(store, [new("Auftakt")])
    assert told.value.code == "not_allowed"
    assert titles(store) == TITLES
