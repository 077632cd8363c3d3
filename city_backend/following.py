"""Looking into the database for what others did to a dialogue that is being read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from city_backend.log import Rights, Stamp
from city_backend.pages import Item
from city_backend.transaction import Transaction

#: Whoever is further behind than this reads page by page.
MAX_ITEMS: Final = 1024


class Seen(Struct, frozen=True, kw_only=True):
    """A dialogue in one snapshot; `chain` is the one at the number that was asked about.

    `items` follow that number up to `head`, or are left out because there are too many.
    """

    head: Stamp
    chain: str
    items: list[Item]
    rights: Rights
    revoked: frozenset[str]


def look(dialogue: str, after: int) -> Callable[[Transaction], Seen | None]:
    """Return the job that reads what came after a number; its answer is None for a deleted one."""

    def job(transaction: Transaction) -> Seen | None:
        if transaction.state(dialogue) != "open":
            return None
        log = transaction.log(dialogue)
        head, chain = log.head(), log.chain_at(after)
        few = 0 < head.seq - after <= MAX_ITEMS
        return Seen(
            head=head,
            chain="" if chain is None else chain.hex(),
            items=[Item(*row) for row in log.after(after, MAX_ITEMS)] if few else [],
            rights=log.rights(),
            revoked=transaction.revoked_devices(dialogue),
        )

    return job


def heads(transaction: Transaction) -> dict[str, int]:
    """Return the end of every dialogue's log; a deleted one ends at 0."""
    return dict(transaction.db.execute("SELECT id, head FROM dialogue"))
