"""`invite`: a place in a dialogue for one device, as a code, a link, or texts for all groups."""

from __future__ import annotations

import json
from typing import Any

from city_backend.about import about
from city_backend.administration import ROLES, invitation_from_city, looking, within
from city_backend.commands import arguments
from city_backend.commands.confirming import add_yes, confirm
from city_backend.commands.forms import Asked, Forms, say
from city_backend.links import Door, Link, link_from_city, links_for_all_groups, mail
from city_backend.overview import one_line
from city_backend.places import data_folder
from city_backend.transaction import Transaction
from city_backend.wire import Invitation
from console.domain.errors import KnownFailure

_BETWEEN_TEXTS = "\n" + "—" * 40 + "\n"


def add_to(forms: Forms) -> None:
    """Add the command."""
    words = forms.words
    form = forms.add_for_dialogue("invite", invite)
    form.add_argument("--role", required=True, choices=ROLES, help=words("backend.help.role"))
    whom = form.add_mutually_exclusive_group()
    whom.add_argument(
        "--groups", type=arguments.numbers, default=(), help=words("backend.help.groups")
    )
    whom.add_argument("--all-groups", action="store_true", help=words("backend.help.all_groups"))
    form.add_argument("--link", action="store_true", help=words("backend.help.link"))
    form.add_argument("--until", type=arguments.until, help=words("backend.help.until"))
    arguments.add_door(forms, form)
    form.add_argument("--json", action="store_true", help=words("backend.help.json"))
    add_yes(forms, form)


def invite(asked: Asked) -> int:
    """Show a fresh code, a link, or the texts."""
    parsed = asked.parsed
    if parsed.role == "lead":
        _ask_about_another_lead(asked)
    if parsed.all_groups:
        _show_texts(asked)
    elif parsed.link or parsed.until is not None:
        _show_link(asked)
    else:
        _show_code(asked)
    return 0


def _ask_about_another_lead(asked: Asked) -> None:
    """Make sure that a second lead is meant: whoever gets the code may do everything."""

    def job(transaction: Transaction) -> tuple[str, list[str]]:
        title = about(transaction, asked.parsed.dialogue).title
        members = transaction.log(asked.parsed.dialogue).rights().members.values()
        leads = [one for one in members if "lead" in one.roles and not one.revoked]
        return one_line(title), [one_line(one.name) for one in leads]

    title, leads = looking(asked.database, job)
    if leads:
        names = ", ".join(sorted(leads))
        confirm(asked, asked.words("backend.confirm.second_lead", names=names), title)


def _show_code(asked: Asked) -> None:
    parsed = asked.parsed

    def job(transaction: Transaction) -> tuple[Invitation, str]:
        city, now = about(transaction, parsed.dialogue).city, transaction.now_ms()
        wanted = parsed.dialogue, parsed.role, parsed.groups
        return invitation_from_city(transaction, *wanted, now), city

    made, city = within(asked.database, job)
    if parsed.json:
        said = {"code": made.code, "role": made.role, "groups": made.groups, "city": city or None}
        say(json.dumps({**said, "until": made.expires_at}))
        return
    say(made.code)


def _show_link(asked: Asked) -> None:
    parsed, words, door = asked.parsed, asked.words, _door(asked)

    def job(transaction: Transaction) -> Link:
        return link_from_city(
            transaction, parsed.dialogue, parsed.role, parsed.groups, parsed.until, door
        )

    made = within(asked.database, job)
    if parsed.json:
        say(json.dumps(_as_json(made)))
        return
    role = words(f"backend.role.{made.role}")
    until = made.about.moment(words, made.until)
    say(words("backend.link", role=role, until=until))
    say(made.link)
    say(words("backend.address", address=made.address))


def _show_texts(asked: Asked) -> None:
    parsed, door = asked.parsed, _door(asked)

    def job(transaction: Transaction) -> list[Link]:
        return links_for_all_groups(transaction, parsed.dialogue, parsed.role, parsed.until, door)

    made = within(asked.database, job)
    if parsed.json:
        say(json.dumps([{**_as_json(one), "text": mail(asked.words, one)} for one in made]))
        return
    say(_BETWEEN_TEXTS.join(mail(asked.words, one) + "\n" for one in made).rstrip("\n"))


def _as_json(made: Link) -> dict[str, Any]:
    return {
        "link": made.link,
        "role": made.role,
        "group": made.group,
        "city": made.about.city or None,
        "address": made.address,
        "until": made.until,
    }


def _door(asked: Asked) -> Door:
    address: str | None = asked.parsed.address
    if address is None:
        raise KnownFailure("address_missing")
    pin: str | None = asked.parsed.pin
    return Door(origin=address, pin=_own_pin() if pin == arguments.OWN_PIN else pin)


def _own_pin() -> str:
    """Return the pin of this machine's certificate.  Raises: KnownFailure."""
    from city_backend.tls import pin_of_file

    return pin_of_file(data_folder() / "tls" / "certificate.pem")
