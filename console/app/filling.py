"""Filling a dialogue that its first lead found empty."""

from __future__ import annotations

from datetime import date

from console.commands.dialogue import fill
from console.templates import sample_facts, template_evening, template_facts
from console.viewmodels.desk import Desk


def fill_today(desk: Desk, what: str, today: date) -> bool:
    """Fill an empty dialogue with "template" or "sample" for a day; True if it is filled now.

    Somebody else may have filled it in the meantime: that counts as well.
    """
    dialogue = desk.store.state.dialogue_id
    if what == "sample":
        facts = sample_facts(dialogue, today)
    else:
        starts_at, ends_at = template_evening(today)
        facts = template_facts(dialogue, starts_at=starts_at, ends_at=ends_at)
    return desk.attempt(fill, facts) or bool(desk.store.state.agenda_items)
