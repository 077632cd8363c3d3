"""Joining a dialogue by a code: a place for a device, written as an operation of the log."""

from __future__ import annotations

import json
from collections.abc import Callable

from msgspec import UNSET, Struct

from city_backend.attempts import Attempts
from city_backend.codes import LIFETIME_MS, code_hash, new_code, new_secret
from city_backend.enrolling import TOKEN_LIFETIME_MS, enrol
from city_backend.errors import Problem
from city_backend.log_sql import SqlLog
from city_backend.minting import write_facts
from city_backend.rights_fold import folded
from city_backend.transaction import Transaction
from city_backend.wire import Invitation, InvitationRequest, Paired, PairRequest
from console.domain.codec import chain_start
from console.domain.ids import CITY_MEMBER, uuid7
from console.domain.members import MemberAdded, MemberRole, MemberSet
from console.domain.ops import Fact


class Moment(Struct, frozen=True, kw_only=True):
    """Now (UTC ms): in the dialogue, and in the real world, where codes and tokens grow old."""

    dialogue: int
    real: int


def invite(
    transaction: Transaction,
    dialogue: str,
    asked: InvitationRequest,
    *,
    by: str,
    real_now: int,
    until: int | None = None,
) -> Invitation:
    """Return a fresh code for a place in a dialogue; with `until` (UTC ms) the secret of a link."""
    transaction.log(dialogue)
    code = new_code() if until is None else new_secret()
    expires_at = real_now + LIFETIME_MS if until is None else until
    transaction.db.execute(
        "DELETE FROM pairing WHERE expires_at < ?", [real_now - TOKEN_LIFETIME_MS]
    )
    transaction.db.execute(
        "INSERT INTO pairing VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)",
        [code_hash(code), dialogue, asked.role, json.dumps(asked.groups), by, expires_at],
    )
    return Invitation(code=code, role=asked.role, groups=asked.groups, expires_at=expires_at)


class _Place(Struct, frozen=True, kw_only=True):
    """What a code stands for."""

    code_hash: str
    dialogue: str
    role: MemberRole
    groups: tuple[str, ...]
    invited_by: str
    expires_at: int
    used_by: str | None
    token_hash: str | None


def pair(
    asked: PairRequest,
    address: str,
    moment: Callable[[Transaction], Moment],
    proof: str | None = None,
) -> Callable[[Transaction], Paired | Problem]:
    """Return the job that gives a device its place.

    `proof` is the hash of a token that the device had before. A wrong code is returned, not
    raised, for the attempt has to be counted.
    """

    def job(transaction: Transaction) -> Paired | Problem:
        transaction.lock_pairing()
        now = moment(transaction)
        attempts = Attempts(transaction.db, now.real)
        if (closed := attempts.refusal(address)) is not None:
            return closed
        place = _place(transaction, asked)
        fits = place is not None and (
            place.token_hash == asked.token_hash
            or (
                place.used_by is None
                and place.expires_at > now.real
                and _stands(transaction, place)
            )
        )
        if place is None or not fits:
            # Wrong, used and expired look alike and cost alike.
            attempts.count(address)
            return Problem("wrong_code")
        if place.used_by is not None:
            return paired(transaction, asked.token_hash)
        return _take(transaction, asked, place, now, proof)

    return job


def _place(transaction: Transaction, asked: PairRequest) -> _Place | None:
    row = transaction.db.execute(
        "SELECT code_hash, dialogue, role, groups, invited_by, expires_at, used_by,"
        " pairing.token_hash FROM pairing JOIN dialogue ON dialogue.id = pairing.dialogue"
        " WHERE code_hash = ? AND state = 'open'",
        [code_hash(asked.code)],
    ).fetchone()
    if row is None:
        return None
    return _Place(
        code_hash=row[0],
        dialogue=row[1],
        role=row[2],
        groups=tuple(json.loads(row[3])),
        invited_by=row[4],
        expires_at=row[5],
        used_by=row[6],
        token_hash=row[7],
    )


def _stands(transaction: Transaction, place: _Place) -> bool:
    """Tell whether who invited may still do so: who was shut out leaves no door open behind."""
    if place.invited_by == CITY_MEMBER:
        return True
    member = transaction.log(place.dialogue).rights().members.get(place.invited_by)
    return member is not None and not member.revoked and "lead" in member.roles


def _take(
    transaction: Transaction, asked: PairRequest, place: _Place, now: Moment, proof: str | None
) -> Paired:
    dialogue = _dialogue(transaction, asked, place)
    _check_proof(transaction, dialogue, asked.device, proof)
    known = transaction.device(asked.token_hash)
    if known is not None and (known.dialogue, known.id) != (dialogue, asked.device):
        raise Problem("malformed", parameter="token_hash")
    log = transaction.log(dialogue)
    member = _member(transaction, log, asked, place, now.dialogue)
    db = transaction.db
    db.execute("DELETE FROM device WHERE dialogue = ? AND id = ?", [dialogue, asked.device])
    enrol(
        transaction, dialogue, member, asked.device, asked.device_name, asked.token_hash, now.real
    )
    db.execute(
        "UPDATE pairing SET used_by = ?, token_hash = ? WHERE code_hash = ?",
        [asked.device, asked.token_hash, place.code_hash],
    )
    return paired(transaction, asked.token_hash)


def _check_proof(transaction: Transaction, dialogue: str, device: str, proof: str | None) -> None:
    """Let nobody take the place of a device but itself: ids of devices are no secret.

    A token that was revoked or has expired still tells whose it was.
    Raises: Problem with device_known, and the dialogue, so that the right token can be found.
    """
    tokens = transaction.db.execute(
        "SELECT token_hash FROM device WHERE dialogue = ? AND id = ?", [dialogue, device]
    ).fetchall()
    if tokens and (proof,) not in tokens:
        raise Problem("device_known", dialogue=dialogue)


def _dialogue(transaction: Transaction, asked: PairRequest, place: _Place) -> str:
    """Return the dialogue that the place is in, taken over from the first lead's file if need be.

    Raises: Problem with not_open_yet, other_dialogue, dialogue_known, or malformed.
    """
    empty = transaction.log(place.dialogue).head().seq == 0
    if empty and place.role != "lead":
        raise Problem("not_open_yet", retry_after_s=5)
    if asked.dialogue is None or asked.dialogue == place.dialogue:
        return place.dialogue
    if not empty:
        raise Problem("other_dialogue")
    if asked.nonce is None:
        raise Problem("malformed", parameter="nonce")
    known = transaction.db.execute(
        "SELECT 1 FROM dialogue WHERE id = ?", [asked.dialogue]
    ).fetchone()
    if known is not None:
        raise Problem("dialogue_known")
    transaction.db.execute(
        "UPDATE dialogue SET id = ?, nonce = ?, chain = ? WHERE id = ?",
        [asked.dialogue, asked.nonce, chain_start(asked.dialogue, asked.nonce), place.dialogue],
    )
    return asked.dialogue


def _member(
    transaction: Transaction, log: SqlLog, asked: PairRequest, place: _Place, now: int
) -> str:
    """Return the member that the device speaks for, written into the log as far as it is new."""
    rights = log.rights()
    row = transaction.db.execute(
        "SELECT member FROM device WHERE dialogue = ? AND id = ? AND revoked_at IS NULL"
        " ORDER BY enrolled_at DESC LIMIT 1",
        [log.dialogue, asked.device],
    ).fetchone()
    found = rights.members.get(row[0]) if row is not None else None
    if found is None or found.revoked:
        member = uuid7(now)
        body = MemberAdded(name=asked.member_name, role=place.role, groups=place.groups)
        facts = [Fact(entity=member, body=body)]
    elif "lead" in found.roles and place.role != "lead":
        # A code for less, typed by mistake, takes nobody the lead.
        raise Problem("forbidden")
    else:
        member = found.id
        facts = changed_member(
            log, member, name=asked.member_name, role=place.role, groups=place.groups
        )
    if facts:
        device = transaction.identity()[1]
        transaction.apply(log, write_facts(log, facts, by=place.invited_by, device=device, now=now))
    return member


def changed_member(
    log: SqlLog,
    member: str,
    *,
    name: str | None = None,
    role: MemberRole | None = None,
    groups: tuple[str, ...] | None = None,
) -> list[Fact]:
    """Return the fact that a member is otherwise than the log says; none when it is not."""
    rights = log.rights()
    known = rights.members[member]
    body = MemberSet(
        name=UNSET if name in (None, known.name) else name,
        role=UNSET if role in (None, rights.bases[member]) else role,
        groups=UNSET if groups is None or frozenset(groups) == known.groups else groups,
    )
    names = [field for field in body.__struct_fields__ if getattr(body, field) is not UNSET]
    if not names:
        return []
    state = folded(log.rows({"member"}, {member}))["member", member]
    return [Fact(entity=member, body=body, base=state.base_for(names))]


def paired(transaction: Transaction, token_hash: str) -> Paired:
    """Return the place of a device.  Raises: Problem with unauthorized."""
    device = transaction.device(token_hash)
    if device is None:
        raise Problem("unauthorized")
    log = transaction.log(device.dialogue)
    rights, head = log.rights(), log.head()
    member = rights.members[device.member]
    title, city, nonce = transaction.db.execute(
        "SELECT title, coalesce(city, ''), nonce FROM dialogue WHERE id = ?", [device.dialogue]
    ).fetchone()
    return Paired(
        member=member.id,
        device=device.id,
        name=member.name,
        role=rights.bases[member.id],  # pyright: ignore[reportArgumentType]
        roles=tuple(sorted(member.roles)),
        groups=tuple(sorted(member.groups)),
        dialogue=device.dialogue,
        title=title,
        city=city,
        nonce=nonce,
        head=head.seq,
        chain=head.chain.hex(),
        backend=transaction.identity()[0],
        expires_at=device.expires_at,
    )
