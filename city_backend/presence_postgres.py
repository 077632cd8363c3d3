"""Who is there, kept in the database for all processes that share it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from city_backend.driver import Writing
from city_backend.presence import LEASE_MS, in_the_dark, is_news, present_of
from city_backend.reader import Reader
from city_backend.transaction import REVOKED, Committed, Transaction
from city_backend.wire import PresenceRequest, Present

_COLUMNS = "member, device, role, view, editing, outbox, seq"
_REPORT = f"""
INSERT INTO presence (dialogue, {_COLUMNS}, digest, ends_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (dialogue, device) DO UPDATE SET
    member = excluded.member, role = excluded.role, view = excluded.view,
    editing = excluded.editing, outbox = excluded.outbox, seq = excluded.seq,
    digest = excluded.digest, ends_at = excluded.ends_at
"""


def _present(row: tuple[Any, ...], now: int) -> Present:
    member, device, role, view, editing, outbox, seq, ends_at = row
    present = Present(
        member=member,
        device=device,
        role=role,
        online=True,
        view=view,
        editing=msgspec.json.decode(editing, type=tuple[str, ...]),
        outbox=outbox,
        seq=seq,
        seen_at=ends_at - LEASE_MS,
    )
    return present if ends_at > now else in_the_dark(present)


class PostgresPresence:
    """`city_backend.presence.Presence` in an unlogged table: after a crash it fills up again.

    Nothing is written when a lease is over; whoever reads sees that it is.
    """

    def __init__(self, reader: Reader, writer: Writing) -> None:
        self._reader = reader
        self._writer = writer
        self._looked_at: int | None = None
        self.differing_digests = 0

    async def report(
        self, dialogue: str, *, member: str, device: str, role: str, said: PresenceRequest
    ) -> bool:
        """Take a report; tell whether others see anything else than before."""
        now = present_of(member, device, role, said, seen_at=0)
        news, differing = await self._writer.run(_reporting(dialogue, now, said.digest))
        self.differing_digests += differing
        return news

    async def of(self, dialogue: str) -> list[Present]:
        """Return every device that was heard of and was not shut out, in the dark or not."""

        def job(transaction: Transaction) -> list[Present]:
            rows = transaction.db.execute(
                f"SELECT {_COLUMNS}, ends_at FROM presence WHERE dialogue = ?"
                f" AND device NOT IN ({REVOKED}) ORDER BY device",
                [dialogue, dialogue],
            ).fetchall()
            now = transaction.now_ms() if rows else 0
            return [_present(row, now) for row in rows]

        return await self._reader.run(job)

    async def darkened(self) -> set[str]:
        """Return the dialogues where a lease is over that was not yet when this was asked last."""

        def job(transaction: Transaction) -> set[str]:
            now = transaction.now_ms()
            last = now if self._looked_at is None else self._looked_at
            rows = transaction.db.execute(
                "SELECT DISTINCT dialogue FROM presence WHERE ends_at > ? AND ends_at <= ?",
                [last, now],
            )
            self._looked_at = now
            return {row[0] for row in rows}

        return await self._reader.run(job)

    def leave(self, dialogue: str, device: str) -> None:
        """The transaction that shut the device out has forgotten it already."""

    def forget(self, dialogue: str) -> None:
        """The transaction that deleted the dialogue has done it already."""


def _reporting(
    dialogue: str, now: Present, digest: str
) -> Callable[[Transaction], tuple[bool, int]]:
    def job(transaction: Transaction) -> tuple[bool, int]:
        db, at = transaction.db, transaction.now_ms()
        row = db.execute(
            f"SELECT {_COLUMNS}, ends_at FROM presence WHERE dialogue = ? AND device = ?",
            [dialogue, now.device],
        ).fetchone()
        news = is_news(None if row is None else _present(row, at), now)
        editing = msgspec.json.encode(now.editing).decode()
        db.execute(
            _REPORT,
            [
                *(dialogue, now.member, now.device, now.role, now.view, editing),
                *(now.outbox, now.seq, digest, at + LEASE_MS),
            ],
        )
        if news:
            transaction.committed.append(Committed(dialogue=dialogue, presence=True))
        differing = 0
        if digest:
            differing = db.execute(
                "SELECT count(*) FROM presence WHERE dialogue = ? AND device <> ? AND seq = ?"
                " AND digest <> '' AND digest <> ?",
                [dialogue, now.device, now.seq, digest],
            ).fetchone()[0]
        return news, min(differing, 1)

    return job
