"""Shutting people out and putting them in charge, for the city."""

from __future__ import annotations

from collections.abc import Sequence

from city_backend.errors import Problem
from city_backend.log_sql import SqlLog
from city_backend.minting import write_facts
from city_backend.overview import one_line
from city_backend.pairing import changed_member
from city_backend.removal import revoke_devices
from city_backend.transaction import Transaction
from console.domain.errors import KnownFailure
from console.domain.ids import CITY_MEMBER
from console.domain.members import MemberRevoked, MemberRole
from console.domain.ops import Fact
from console.domain.rights import Member


def revoke(transaction: Transaction, dialogue: str, who: str) -> str:
    """Shut out a member, or one device of somebody; return its name.

    `who`: an id, or a member's name that only one has. Whoever is out already stays out.
    Raises: KnownFailure with unknown_dialogue, unknown_member, or ambiguous_member.
    """
    log = _log(transaction, dialogue)
    device = transaction.db.execute(
        "SELECT name FROM device WHERE dialogue = ? AND id = ?", [dialogue, who]
    ).fetchone()
    if device is not None:
        revoke_devices(transaction, dialogue, who, transaction.now_ms())
        return one_line(device[0])
    member = _member(log, who)
    if not member.revoked:
        _write(transaction, log, [Fact(entity=member.id, body=MemberRevoked())])
    return one_line(member.name)


def promote(transaction: Transaction, dialogue: str, who: str, role: MemberRole) -> str:
    """Give a member another role; return the name.

    Raises: KnownFailure with unknown_dialogue, unknown_member, ambiguous_member, or
        member_revoked.
    """
    log = _log(transaction, dialogue)
    member = _member(log, who)
    if member.revoked:
        raise KnownFailure("member_revoked", name=one_line(member.name))
    _write(transaction, log, changed_member(log, member.id, role=role))
    return one_line(member.name)


def _log(transaction: Transaction, dialogue: str) -> SqlLog:
    try:
        return transaction.log(dialogue)
    except Problem as problem:
        raise KnownFailure("unknown_dialogue", dialogue=dialogue) from problem


def _member(log: SqlLog, who: str) -> Member:
    members = log.rights().members
    if who in members:
        return members[who]
    named = [one for one in members.values() if one_line(one.name) == who.strip()]
    if len(named) > 1:
        raise KnownFailure("ambiguous_member", who=who)
    if not named:
        raise KnownFailure("unknown_member", who=who)
    return named[0]


def _write(transaction: Transaction, log: SqlLog, facts: Sequence[Fact]) -> None:
    if facts:
        device, now = transaction.identity()[1], transaction.now_ms()
        transaction.apply(log, write_facts(log, facts, by=CITY_MEMBER, device=device, now=now))
