"""`invite`: a place in a dialogue for one device."""

from __future__ import annotations

from city_backend.administration import ROLES, invite_from_city, within
from city_backend.commands import arguments
from city_backend.commands.forms import Asked, Forms, say
from city_backend.transaction import Transaction


def add_to(forms: Forms) -> None:
    """Add the command."""
    words = forms.words
    form = forms.add_for_dialogue("invite", invite)
    form.add_argument("--role", required=True, choices=ROLES, help=words("backend.help.role"))
    form.add_argument(
        "--groups", type=arguments.numbers, default=(), help=words("backend.help.groups")
    )


def invite(asked: Asked) -> int:
    """Show a fresh code."""
    parsed = asked.parsed

    def job(transaction: Transaction) -> str:
        now = transaction.now_ms()
        return invite_from_city(transaction, parsed.dialogue, parsed.role, parsed.groups, now)

    say(within(asked.database, job))
    return 0
