"""`create`: a new dialogue, with a code for each role."""

from __future__ import annotations

import argparse
import json
from functools import partial

from city_backend.administration import codes_for_all_roles, create_dialogue, within
from city_backend.commands import arguments
from city_backend.commands.forms import Asked, Forms, say
from city_backend.sample import nothing_yet, sample
from city_backend.transaction import Transaction
from console.words import Words


def add_to(forms: Forms) -> None:
    """Add the command."""
    words = forms.words
    form = forms.add("create", create, makes=True)
    form.add_argument(
        "--title", type=arguments.title, required=True, help=words("backend.help.title")
    )
    form.add_argument("--city", type=arguments.city, help=words("backend.help.city"))
    form.add_argument("--sample", action="store_true", help=words("backend.help.sample"))
    form.add_argument("--now", type=arguments.now, help=argparse.SUPPRESS)
    form.add_argument("--json", action="store_true", help=words("backend.help.json"))


def create(asked: Asked) -> int:
    """Make a dialogue and show its id and codes."""
    parsed, words = asked.parsed, asked.words
    title: str = parsed.title

    def job(transaction: Transaction) -> tuple[str, dict[str, str]]:
        real_now = transaction.now_ms()
        now: int = real_now if parsed.now is None else parsed.now
        facts = partial(sample, title=title, now=now) if parsed.sample else nothing_yet
        made = create_dialogue(transaction, title, facts, now, parsed.city)
        return made, codes_for_all_roles(transaction, made, real_now)

    dialogue, codes = within(asked.database, job)
    if parsed.json:
        say(json.dumps({"dialogue": dialogue, "city": parsed.city, "codes": codes}))
        return 0
    say(words("backend.created", title=title, dialogue=dialogue))
    show_codes(words, codes)
    return 0


def show_codes(words: Words, codes: dict[str, str]) -> None:
    """Show a code for each role."""
    say(words("backend.codes"))
    for role, code in codes.items():
        say(f"  {code}  {words(f'backend.role.{role}')}")
