"""Gruppenfunk: calls of groups, answers of the lead, and one line to all groups."""

from __future__ import annotations

import pytest

from console.commands import run, timers
from console.commands.signals import (
    answer,
    close,
    mark_seen,
    open_signals,
    raise_signal,
    seen_by,
    tell_groups,
)
from console.commands.undo import History, undo
from console.domain.errors import CommandRejected
from console.storage.minting import Identity
from console.storage.store import Store
from console.timers.timer import group_view
from tests.small_dialogue import DEVICES, MINUTE, group_id, identity, item_id

GROUP = group_id(2)


def in_groups(store: Store) -> None:
    """The groups have begun."""
    run.go_on(store)
    run.go_on(store)
    timers.start_groups(store)


def remaining(store: Store, group: str = GROUP) -> int:
    item = store.state.agenda_items[item_id(2)]
    timer = store.state.timer(item.id, group)
    return group_view(item, store.state.course, timer, store.now_ms()).remaining_ms


def of_group(group: str) -> Identity:
    """A note-taker who writes only for one group."""
    return Identity(device=DEVICES["notetaker"], role="notetaker", groups=(group,))


def test_a_call_names_its_group_and_waits_for_an_answer(store: Store) -> None:
    signal = raise_signal(store, GROUP, "please_come")
    found = store.state.signals[signal]
    assert (found.group, found.call, found.reply, found.status) == (
        GROUP, "please_come", "", "open",
    )  # fmt: skip
    assert [one.id for one in open_signals(store)] == [signal]


def test_the_same_call_without_an_answer_is_made_once(store: Store) -> None:
    first = raise_signal(store, GROUP, "tech")
    assert raise_signal(store, GROUP, "tech") == first
    assert raise_signal(store, group_id(1), "tech") != first
    answer(store, first, "coming")
    assert raise_signal(store, GROUP, "tech") != first


def test_a_line_is_one_line_of_at_most_140_characters(store: Store) -> None:
    signal = raise_signal(store, GROUP, "line", "Wer hat\n die  Folie?")
    assert store.state.signals[signal].line == "Wer hat die Folie?"
    with pytest.raises(CommandRejected, match="line_too_long"):
        raise_signal(store, GROUP, "line", "x" * 141)
    with pytest.raises(CommandRejected, match="line_empty"):
        raise_signal(store, GROUP, "line", " ")


def test_yes_to_the_question_for_time_gives_two_minutes_to_that_group_alone(store: Store) -> None:
    in_groups(store)
    before, others = remaining(store), remaining(store, group_id(1))
    answer(store, raise_signal(store, GROUP, "more_time"), "yes")
    assert remaining(store) == before + 2 * MINUTE
    assert remaining(store, group_id(1)) == others


def test_one_undo_takes_answer_and_minutes_back(store: Store, history: History) -> None:
    in_groups(store)
    before = remaining(store)
    signal = raise_signal(store, GROUP, "more_time")
    answer(store, signal, "yes")
    undo(store, history)
    assert remaining(store) == before
    assert store.state.signals[signal].reply == ""


def test_no_to_the_question_for_time_changes_no_time(store: Store) -> None:
    in_groups(store)
    before = remaining(store)
    answer(store, raise_signal(store, GROUP, "more_time"), "no")
    assert remaining(store) == before


def test_time_cannot_be_granted_to_a_group_that_is_not_on(store: Store) -> None:
    signal = raise_signal(store, GROUP, "more_time")
    with pytest.raises(CommandRejected, match="nothing_running"):
        answer(store, signal, "yes")
    assert store.state.signals[signal].reply == ""


def test_the_same_answer_twice_is_written_once(store: Store) -> None:
    signal = raise_signal(store, GROUP, "please_come")
    answer(store, signal, "coming")
    before = store.pending_count
    answer(store, signal, "coming")
    assert store.pending_count == before


def test_what_is_settled_is_off_the_list(store: Store) -> None:
    signal = raise_signal(store, GROUP, "please_come")
    close(store, signal)
    assert open_signals(store) == []
    before = store.pending_count
    close(store, signal)
    assert store.pending_count == before


def test_a_line_to_all_groups_says_where_it_was_seen(store: Store) -> None:
    signal = tell_groups(store, "Bitte denken Sie an die Berichte.")
    assert store.state.signals[signal].group is None
    assert seen_by(store, signal) == frozenset()
    mark_seen(store, signal, group_id(1))
    mark_seen(store, signal, group_id(1))
    mark_seen(store, signal, GROUP)
    assert seen_by(store, signal) == {group_id(1), GROUP}


def test_whoever_writes_for_one_group_calls_and_sees_for_that_one_only(store: Store) -> None:
    told = tell_groups(store, "Noch ein Hinweis.")
    store.be(of_group(GROUP))
    raise_signal(store, GROUP, "done")
    mark_seen(store, told, GROUP)
    with pytest.raises(CommandRejected, match="not_allowed"):
        raise_signal(store, group_id(1), "done")
    with pytest.raises(CommandRejected, match="not_allowed"):
        mark_seen(store, told, group_id(1))


def test_who_observes_neither_calls_nor_answers(store: Store) -> None:
    signal = raise_signal(store, GROUP, "tech")
    store.be(identity("observer"))
    with pytest.raises(CommandRejected, match="not_allowed"):
        raise_signal(store, GROUP, "done")
    with pytest.raises(CommandRejected, match="not_allowed"):
        answer(store, signal, "coming")


def test_a_call_from_a_group_that_was_removed_is_refused(store: Store) -> None:
    with pytest.raises(CommandRejected, match="group_missing"):
        raise_signal(store, item_id(1), "tech")
