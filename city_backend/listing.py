"""The members of a dialogue as lines for the command line."""

from __future__ import annotations

from city_backend.about import about
from city_backend.errors import Problem
from city_backend.overview import instant, one_line
from city_backend.transaction import Transaction
from console.domain.errors import KnownFailure
from console.words import Words


def member_lines(transaction: Transaction, dialogue: str, words: Words) -> list[str]:
    """Return one line for each member and one for each of its devices.

    Raises: KnownFailure with unknown_dialogue.
    """
    try:
        rights = transaction.log(dialogue).rights()
    except Problem as problem:
        raise KnownFailure("unknown_dialogue", dialogue=dialogue) from problem
    city = about(transaction, dialogue).city
    lines = [words("backend.of_city", city=city)] if city else []
    if not rights.members:
        return [*lines, words("backend.no_members")]
    for member in sorted(rights.members.values(), key=lambda one: one.id):
        role = words(f"backend.role.{member.role}")
        revoked = f"  {words('backend.revoked_mark')}" if member.revoked else ""
        lines.append(f"{one_line(member.name)}  {role}  {member.id}{revoked}")
        for device, name, seen, revoked_at in transaction.db.execute(
            "SELECT id, name, last_seen_at, revoked_at FROM device"
            " WHERE dialogue = ? AND member = ? ORDER BY enrolled_at",
            [dialogue, member.id],
        ):
            key = "backend.device" if revoked_at is None else "backend.device_revoked"
            said = words(key, name=one_line(name), at=instant(seen))
            lines.append(f"  {said}  {device}")
    return lines
