"""Reading jobs: who asks, where a cursor stands, and the records after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from city_backend.errors import Problem
from city_backend.log import Stamp
from city_backend.log_sql import SqlLog
from city_backend.pages import MAX_PAGE, Item, whole_actions
from city_backend.reader import Reader
from city_backend.transaction import Device, Transaction
from console.domain.rights import Member

#: Long enough for somebody who is at work, short enough to know who has gone.
_KNOWN_MS: Final = 30_000
_VISITORS: Final = 10_000


class Admitted(Struct, frozen=True, kw_only=True):
    """Somebody who may read a dialogue."""

    device: Device
    member: Member
    base: str
    log: SqlLog


class Stretch(Struct, frozen=True, kw_only=True):
    """Records after a cursor as items, and the end of the log in the same snapshot.

    `last_seen_at`: when the device that reads was seen before (UTC ms).
    """

    items: list[Item]
    head: Stamp
    roles: frozenset[str]
    device: str
    member: str
    last_seen_at: int = 0


def known_device(transaction: Transaction, token_hash: str, dialogue: str) -> Device:
    """Return the token's device, even when it is barred.

    Raises: Problem with dialogue_deleted, unauthorized, or not_found.
    """
    state = transaction.state(dialogue)
    device = transaction.device(token_hash)
    if device is not None and device.dialogue != dialogue:
        # Another's dialogue, one that was deleted and none at all look alike and cost alike.
        raise Problem("not_found")
    if state == "deleted":
        raise Problem("dialogue_deleted")
    if device is None:
        raise Problem("unauthorized")
    return device


def knock(token_hash: str, dialogue: str) -> Callable[[Transaction], Device]:
    """Return the look at a token that comes before anything is unpacked, locked or written.

    A dialogue's head is locked for those alone who belong to it.
    """
    return lambda transaction: known_device(transaction, token_hash, dialogue)


class Doorkeeper:
    """Who knocked lately and was known, so that nobody is looked up twice for one push.

    What somebody may do is asked again where it is done. `monotonic_ms` is the machine's.
    """

    def __init__(self, reader: Reader, monotonic_ms: Callable[[], float]) -> None:
        self._reader = reader
        self._monotonic_ms = monotonic_ms
        self._known: dict[tuple[str, str], float] = {}

    async def knock(self, token_hash: str, dialogue: str) -> None:
        """Turn away whoever does not belong to a dialogue, as `knock`.  Raises: Problem."""
        who, now = (token_hash, dialogue), self._monotonic_ms()
        if self._known.get(who, now) > now:
            return
        self._known.pop(who, None)
        await self._reader.glance(knock(token_hash, dialogue))
        if len(self._known) >= _VISITORS:
            self._known.clear()
        self._known[who] = now + _KNOWN_MS


def admit(transaction: Transaction, token_hash: str, dialogue: str, now: int) -> Admitted:
    """Return who asks.  Raises: Problem; `now` is UTC ms of the real clock."""
    device = known_device(transaction, token_hash, dialogue)
    if barred := device.barred(now):
        raise Problem(barred)
    log = transaction.log(dialogue)
    rights = log.rights()
    member = rights.members.get(device.member)
    if member is None or member.revoked:
        raise Problem("revoked")
    return Admitted(device=device, member=member, base=rights.bases[member.id], log=log)


def admit_anywhere(transaction: Transaction, token_hash: str) -> Admitted:
    """Return whom a token admits to its dialogue.  Raises: Problem."""
    device = transaction.device(token_hash)
    if device is None:
        raise Problem("unauthorized")
    return admit(transaction, token_hash, device.dialogue, transaction.now_ms())


def hold_against(log: SqlLog, after: int, chain: str | None) -> Stamp:
    """Return the head, once the cursor is a place in this log.

    Without a chain only the beginning is one.  Raises: Problem with history_diverged.
    """
    head = log.head()
    own = log.chain_at(after) if after <= head.seq else None
    if own is None or (own.hex() != chain and not (chain is None and after == 0)):
        raise Problem("history_diverged", head=head.seq, chain=head.chain.hex())
    return head


def stretch(
    dialogue: str, token_hash: str, *, after: int, chain: str | None, limit: int, now: int
) -> Callable[[Transaction], Stretch]:
    """Return the job that reads up to `limit` records after a cursor, cutting no action."""

    def job(transaction: Transaction) -> Stretch:
        who = admit(transaction, token_hash, dialogue, now)
        head = hold_against(who.log, after, chain)
        return Stretch(
            items=items_after(who.log, after, limit),
            head=head,
            roles=who.member.roles,
            device=who.device.id,
            member=who.member.id,
            last_seen_at=who.device.last_seen_at,
        )

    return job


def items_after(log: SqlLog, after: int, limit: int) -> list[Item]:
    """Return the next records as items, whole actions only."""
    if limit <= 0:
        return []
    items = [Item(*row) for row in log.after(after, limit + 1)]
    if 0 < limit < MAX_PAGE and len(items) > limit and items[0].action == items[-1].action:
        items = [Item(*row) for row in log.after(after, MAX_PAGE + 1)]
    return items[: whole_actions(items, limit)]
