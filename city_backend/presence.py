"""Who is there and looks at what: leases, the last outbox count kept in the dark."""

from __future__ import annotations

from typing import Final, Protocol

from msgspec.structs import replace

from city_backend.wire import PresenceRequest, Present

LEASE_MS: Final = 25_000


class Presence(Protocol):
    """The devices of every dialogue."""

    @property
    def differing_digests(self) -> int:
        """How often two consoles made different things of the same log."""
        ...

    async def report(
        self, dialogue: str, *, member: str, device: str, role: str, said: PresenceRequest
    ) -> bool:
        """Take a report; tell whether others see anything else than before."""
        ...

    async def of(self, dialogue: str) -> list[Present]:
        """Return every device that was heard of and was not shut out, in the dark or not."""
        ...

    async def darkened(self) -> set[str]:
        """Return the dialogues where a lease is over that was not yet when this was asked last."""
        ...

    def leave(self, dialogue: str, device: str) -> None:
        """Forget a device that was shut out."""
        ...

    def forget(self, dialogue: str) -> None:
        """Forget a dialogue."""
        ...


def present_of(member: str, device: str, role: str, said: PresenceRequest, seen_at: int) -> Present:
    """Return somebody as others see them; `seen_at` is when they said so (UTC ms)."""
    return Present(
        member=member,
        device=device,
        role=role,
        online=True,
        view=said.view,
        editing=said.editing,
        outbox=said.outbox,
        seq=said.seq,
        seen_at=seen_at,
    )


def is_news(before: Present | None, now: Present) -> bool:
    """Tell whether others are to hear of a report.

    How far somebody has read changes with every record, and when they last said so with every
    report; both are told along, not announced.
    """
    return before is None or replace(before, seq=now.seq, seen_at=now.seen_at) != now


def in_the_dark(present: Present) -> Present:
    """Return somebody whose lease is over; the last known count of the outbox stays."""
    return replace(present, online=False, view="", editing=())
