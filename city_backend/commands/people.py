"""`members`, `revoke` and `promote`: who belongs to a dialogue, and as what."""

from __future__ import annotations

from city_backend.administration import ROLES, looking, within
from city_backend.commands.forms import Asked, Forms, say
from city_backend.listing import member_lines
from city_backend.people import promote as give_role
from city_backend.people import revoke as shut_out


def add_to(forms: Forms) -> None:
    """Add the commands."""
    words = forms.words
    forms.add_for_dialogue("members", members)
    out = forms.add_for_dialogue("revoke", revoke)
    out.add_argument("who", metavar="MEMBER|DEVICE", help=words("backend.help.who"))
    up = forms.add_for_dialogue("promote", promote)
    up.add_argument("who", metavar="MEMBER", help=words("backend.help.whom"))
    up.add_argument("--role", choices=ROLES, default="lead", help=words("backend.help.new_role"))


def members(asked: Asked) -> int:
    """Show the members and their devices."""
    dialogue: str = asked.parsed.dialogue
    say("\n".join(looking(asked.database, lambda one: member_lines(one, dialogue, asked.words))))
    return 0


def revoke(asked: Asked) -> int:
    """Shut a member or a device out."""
    parsed = asked.parsed
    name = within(asked.database, lambda one: shut_out(one, parsed.dialogue, parsed.who))
    say(asked.words("backend.revoked", name=name))
    return 0


def promote(asked: Asked) -> int:
    """Give a member another role: when the only lead is lost, somebody who is there leads."""
    parsed = asked.parsed
    name = within(
        asked.database, lambda one: give_role(one, parsed.dialogue, parsed.who, parsed.role)
    )
    role = asked.words(f"backend.role.{parsed.role}")
    say(asked.words("backend.promoted", name=name, role=role))
    return 0
