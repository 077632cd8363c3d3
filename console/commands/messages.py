"""One sentence on the projector, shown until it is taken away or its time is over."""

from __future__ import annotations

from typing import Final

from console.commands.carry_out import carry_out
from console.commands.notes import excerpt
from console.commands.text import required
from console.domain.errors import CommandRejected
from console.domain.ids import derived
from console.domain.ops import Fact
from console.domain.signals import MessageShown
from console.storage.change import Done
from console.storage.store import Store

LONGEST: Final = 90
#: There is one message at a time, so all of them are versions of one.
MESSAGE_ID: Final = derived("message")


def show_message(store: Store, text: str, *, until: int | None = None) -> None:
    """Show a sentence of at most 90 characters, `until` an instant (UTC ms).

    Raises: CommandRejected with message_empty, message_too_long, or not_allowed.
    """
    words = " ".join(required(text, "message_empty").split())
    if len(words) > LONGEST:
        raise CommandRejected("message_too_long", n=len(words), limit=LONGEST)
    _show(store, words, until, Done(key="message_shown", parameters={"text": excerpt(words)}))


def hide_message(store: Store) -> None:
    """Take the sentence away."""
    found = store.state.messages.get(MESSAGE_ID)
    if found is not None and found.text:
        _show(store, "", None, Done(key="message_hidden"))


def _show(store: Store, text: str, until: int | None, done: Done) -> None:
    state = store.entity("message", MESSAGE_ID)
    body = MessageShown(text=text, until=until)
    fact = Fact(entity=MESSAGE_ID, body=body, base=state.base_for(["text", "until"]))
    carry_out(store, [fact], done)
