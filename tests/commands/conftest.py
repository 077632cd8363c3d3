"""A small dialogue for the tests of commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.commands.undo import History
from console.storage.store import Store
from tests.small_dialogue import MovedClock, small_dialogue


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def store(tmp_path: Path, clock: MovedClock) -> Iterator[Store]:
    opened = small_dialogue(tmp_path, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def history(store: Store) -> History:
    return History(store)
