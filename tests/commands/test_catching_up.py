"""Applying a proposal to catch up, and copying an item."""

from __future__ import annotations

import pytest

from console.commands import agenda, run
from console.commands.signals import open_signals
from console.commands.undo import History, undo
from console.domain.errors import CommandRejected
from console.storage.store import Store
from console.timers.catch_up import Cut
from tests.small_dialogue import group_id, identity, item_id


def minutes(store: Store, number: int) -> int:
    return store.state.agenda_items[item_id(number)].minutes


def cut(store: Store, number: int, by: int) -> Cut:
    return Cut(item_id(number), minutes(store, number), minutes(store, number) - by)


def test_all_cuts_are_one_action_and_one_undo(store: Store, history: History) -> None:
    before = [minutes(store, 2), minutes(store, 3)]
    agenda.shorten_items(store, [cut(store, 2, 3), cut(store, 3, 1)], "Neuer Zeitplan.")
    assert [minutes(store, 2), minutes(store, 3)] == [before[0] - 3, before[1] - 1]
    assert [signal.line for signal in open_signals(store)] == ["Neuer Zeitplan."]
    undo(store, history)
    assert [minutes(store, 2), minutes(store, 3)] == before
    assert open_signals(store) == []


def test_what_has_changed_since_the_proposal_stays(store: Store) -> None:
    cuts = [cut(store, 2, 3), cut(store, 3, 1)]
    agenda.edit_item(store, item_id(2), values={"minutes": 40})
    agenda.shorten_items(store, cuts)
    assert minutes(store, 2) == 40
    assert minutes(store, 3) == cuts[1].shortened


def test_what_has_begun_since_the_proposal_stays(store: Store) -> None:
    cuts = [cut(store, 1, 1)]
    before = minutes(store, 1)
    run.go_on(store)
    with pytest.raises(CommandRejected, match="nothing_to_shorten"):
        agenda.shorten_items(store, cuts)
    assert minutes(store, 1) == before


def test_only_the_lead_shortens(store: Store) -> None:
    store.be(identity("cohost"))
    with pytest.raises(CommandRejected, match="not_allowed"):
        agenda.shorten_items(store, [cut(store, 2, 1)])


def test_a_copy_stands_below_its_item_with_all_it_says_and_its_groups(store: Store) -> None:
    agenda.edit_item(store, item_id(2), texts={"question": "Was fehlt?"}, values={"going_min": 2})
    copy = agenda.copy_item(store, item_id(2), "Kleingruppen, noch einmal")
    order = [item.id for item in store.state.agenda()]
    assert order == [item_id(1), item_id(2), copy, item_id(3)]
    made, model = store.state.agenda_items[copy], store.state.agenda_items[item_id(2)]
    assert made.title.text == "Kleingruppen, noch einmal"
    assert made.question.text == "Was fehlt?"
    assert (made.kind, made.minutes, made.going_min) == ("breakout", model.minutes, 2)
    groups = store.state.groups_of(copy)
    assert [group.topic.text for group in groups] == ["Thema 1", "Thema 2", "Thema 3"]
    assert group_id(1) not in {group.id for group in groups}


def test_one_undo_takes_the_copy_with_its_groups_away(store: Store, history: History) -> None:
    copy = agenda.copy_item(store, item_id(2), "Noch einmal")
    undo(store, history)
    assert copy not in {item.id for item in store.state.agenda()}
    assert store.state.groups_of(copy) == []
