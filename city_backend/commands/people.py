"""`members`: who belongs to a dialogue."""

from __future__ import annotations

from city_backend.administration import within
from city_backend.commands.forms import Asked, Forms, say
from city_backend.listing import member_lines


def add_to(forms: Forms) -> None:
    """Add the commands."""
    forms.add_for_dialogue("members", members)


def members(asked: Asked) -> int:
    """Show the members and their devices."""
    dialogue: str = asked.parsed.dialogue
    lines = within(asked.database, lambda one: member_lines(one, dialogue, asked.words))
    say("\n".join(lines))
    return 0
