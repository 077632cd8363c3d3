"""A lead's dialogue file, open."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from console.storage.store import Store
from tests.storage.files import Log, MovedClock, create


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def open_files() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def store(tmp_path: Path, clock: MovedClock, open_files: ExitStack) -> Store:
    made = create(tmp_path / "lead.dialogpult", clock=clock)
    open_files.callback(made.close)
    return made


@pytest.fixture
def other(tmp_path: Path, open_files: ExitStack) -> Store:
    """The file of a note-taker on another installation."""
    made = create(tmp_path / "notes.dialogpult", "notes", role="notetaker")
    open_files.callback(made.close)
    return made


@pytest.fixture
def log() -> Log:
    return Log()
