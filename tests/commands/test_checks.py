"""Tick lists."""

from __future__ import annotations

import pytest

from console.commands.checks import is_ticked, tick
from console.commands.undo import History, undo
from console.domain.errors import CommandRejected
from console.storage.store import Store
from tests.small_dialogue import identity, item_id

LIST, LINE = item_id(1), "mute"


def test_a_tick_is_kept_taken_away_and_undone(store: Store, history: History) -> None:
    tick(store, LIST, LINE, "Alle sind stumm")
    assert is_ticked(store, LIST, LINE)
    tick(store, LIST, LINE, "Alle sind stumm", ticked=False)
    assert not is_ticked(store, LIST, LINE)
    undo(store, history)
    assert is_ticked(store, LIST, LINE)


def test_a_tick_belongs_to_its_list_and_line(store: Store) -> None:
    tick(store, LIST, LINE, "Alle sind stumm")
    assert not is_ticked(store, LIST, "poll")
    assert not is_ticked(store, item_id(2), LINE)


def test_ticking_twice_writes_once(store: Store) -> None:
    tick(store, LIST, LINE, "Alle sind stumm")
    before = store.pending_count
    tick(store, LIST, LINE, "Alle sind stumm")
    assert store.pending_count == before


def test_who_observes_ticks_nothing(store: Store) -> None:
    store.be(identity("observer"))
    with pytest.raises(CommandRejected, match="not_allowed"):
        tick(store, LIST, LINE, "Alle sind stumm")
