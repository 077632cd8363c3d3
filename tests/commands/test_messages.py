"""One sentence at a time on the projector."""

from __future__ import annotations

import pytest

from console.commands.messages import MESSAGE_ID, hide_message, show_message
from console.commands.undo import History, undo
from console.domain.errors import CommandRejected
from console.storage.store import Store
from tests.small_dialogue import identity


def shown(store: Store) -> str:
    message = store.state.messages.get(MESSAGE_ID)
    return message.text if message is not None and not message.hidden else ""


def test_a_message_replaces_the_one_before(store: Store) -> None:
    show_message(store, "eins")
    show_message(store, "zwei")
    assert shown(store) == "zwei"
    assert len(store.state.messages) == 1


def test_a_message_is_one_line(store: Store) -> None:
    show_message(store, "Bitte\nMikrofone   aus.")
    assert shown(store) == "Bitte Mikrofone aus."


def test_hiding_takes_it_away_and_undo_brings_it_back(store: Store, history: History) -> None:
    show_message(store, "eins")
    hide_message(store)
    assert shown(store) == ""
    undo(store, history)
    assert shown(store) == "eins"


def test_hiding_nothing_writes_nothing(store: Store) -> None:
    before = store.pending_count
    hide_message(store)
    assert store.pending_count == before


@pytest.mark.parametrize(("text", "code"), [(" ", "message_empty"), ("x" * 91, "message_too_long")])
def test_what_cannot_be_read_at_a_glance_is_refused(store: Store, text: str, code: str) -> None:
    with pytest.raises(CommandRejected, match=code):
        show_message(store, text)


def test_a_note_taker_shows_no_messages(store: Store) -> None:
    store.be(identity("notetaker"))
    with pytest.raises(CommandRejected, match="not_allowed"):
        show_message(store, "eins")
