"""Times and words of the dialogue itself, and filling an empty one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from console.commands.carry_out import carry_out
from console.commands.text import limited, required
from console.domain.dialogue import DialogueEdited, DialogueSet
from console.domain.errors import CommandRejected
from console.domain.ops import Fact
from console.storage.change import Done
from console.storage.store import Store


def fill(store: Store, facts: Sequence[Fact]) -> None:
    """Write the facts of a template or sample into a dialogue that is still empty.

    Raises: CommandRejected("dialogue_not_empty").
    """
    if store.state.agenda_items or store.state.columns:
        raise CommandRejected("dialogue_not_empty")
    carry_out(store, facts, undoable=False)


def edit_dialogue(
    store: Store, *, texts: Mapping[str, str] | None = None, values: Mapping[str, Any] | None = None
) -> None:
    """Change title and topic, or values (fields of DialogueSet), in one action."""
    state = store.state
    entity = state.dialogue_id
    folded = store.entity("dialogue", entity)
    words = {
        name: required(text, "title_empty") if name == "title" else limited(text)
        for name, text in (texts or {}).items()
    }
    changed = {
        name: text for name, text in words.items() if text != getattr(state.dialogue, name).text
    }
    fields = {
        name: value
        for name, value in (values or {}).items()
        if value != getattr(state.dialogue, name)
    }
    facts: list[Fact] = []
    if changed:
        body = DialogueEdited(**changed)
        facts.append(Fact(entity=entity, body=body, base=folded.base_for(changed)))
    if fields:
        facts.append(Fact(entity=entity, body=DialogueSet(**fields), base=folded.base_for(fields)))
    if facts:
        carry_out(store, facts, Done(key="dialogue_changed"))
