"""Gruppenfunk is for the evening alone: nothing of it is in any document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.commands import notes, signals
from console.results.gather import minutes_of
from console.storage.store import Store
from console.words import Words
from tests.results.test_every_form import everything_in
from tests.small_dialogue import column_id, group_id, small_dialogue

DE = Words("de")
CALLED, TOLD, NOTED = "Xylophonkatze", "Quittenbaum", "Lindenbank"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = small_dialogue(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_no_document_holds_a_call_an_answer_or_a_line(
    store: Store, tmp_path: Path, edition
) -> None:
    notes.add_note(store, NOTED, column=column_id(1))
    call = signals.raise_signal(store, group_id(1), "line", CALLED)
    signals.answer(store, call, "coming")
    told = signals.tell_groups(store, TOLD)
    signals.mark_seen(store, told, group_id(2))
    minutes = minutes_of(store.state, DE, store.now_ms(), edition)
    written = everything_in(minutes, tmp_path / "out")
    assert NOTED in written
    assert CALLED not in written
    assert TOLD not in written
    assert f"seen:{group_id(2)}" not in written
