"""A log in memory, somebody who leads, and a note-taker whose operations others bring."""

import pytest

from city_backend.core import Author
from tests.backend.memory_log import MemoryLog
from tests.backend.operations import Hand, new_id


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog()


@pytest.fixture
def lead(log: MemoryLog) -> Author:
    return log.add_member("lead", new_id())


@pytest.fixture
def hand() -> Hand:
    """The note-taker's."""
    return Hand()


@pytest.fixture
def author(log: MemoryLog, hand: Hand) -> Author:
    return log.add_member("notetaker", hand.device, name="Nico")
