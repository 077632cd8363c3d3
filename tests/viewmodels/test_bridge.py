"""The way out of the store leads over the event loop."""

from __future__ import annotations

import pytest

from console.commands import notes
from console.storage.change import Change
from tests.notes_desk import NotesDesk


@pytest.fixture
def here(tmp_path, qapp):
    desk = NotesDesk(tmp_path)
    yield desk
    desk.close()


def test_nothing_is_announced_on_the_stack_of_a_commit_and_everything_after(here):
    heard: list[Change] = []
    here.desk.bridge.changed.connect(heard.append)
    here.settle()
    heard.clear()
    for text in ("Bänke", "Licht"):
        notes.add_note(here.store, text, column=None)
        assert heard == []
    here.settle()
    assert len(heard) == 2
    assert all(change.touches("note") for change in heard)
