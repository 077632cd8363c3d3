"""Who is there, kept in memory: for a backend that is one process."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable

from msgspec import Struct

from city_backend.presence import LEASE_MS, in_the_dark, is_news, present_of
from city_backend.wire import PresenceRequest, Present


class _Lease(Struct):
    present: Present
    ends_at: float
    digest: str


class MemoryPresence:
    """`city_backend.presence.Presence`; `now_ms` is a monotonic clock in milliseconds.

    `wall_ms` is the time of day (UTC ms): leases end by the one, people read the other.
    `revoked` returns the devices of a dialogue that were shut out, by whomever.
    """

    def __init__(
        self,
        now_ms: Callable[[], float],
        wall_ms: Callable[[], int],
        revoked: Callable[[str], Awaitable[frozenset[str]]],
    ) -> None:
        self._now_ms = now_ms
        self._wall_ms = wall_ms
        self._revoked = revoked
        self._leases: dict[str, dict[str, _Lease]] = defaultdict(dict)
        self.differing_digests = 0

    async def report(
        self, dialogue: str, *, member: str, device: str, role: str, said: PresenceRequest
    ) -> bool:
        """Take a report; tell whether others see anything else than before."""
        leases = self._leases[dialogue]
        before = leases.get(device)
        present = present_of(member, device, role, said, self._wall_ms())
        self._compare(leases, device, said)
        ends_at = self._now_ms() + LEASE_MS
        leases[device] = _Lease(present=present, ends_at=ends_at, digest=said.digest)
        return is_news(None if before is None else before.present, present)

    def _compare(self, leases: dict[str, _Lease], device: str, said: PresenceRequest) -> None:
        """Count two consoles that make different things of the same log."""
        if said.digest and any(
            other.present.seq == said.seq and other.digest not in ("", said.digest)
            for name, other in leases.items()
            if name != device
        ):
            self.differing_digests += 1

    async def darkened(self) -> set[str]:
        """Darken the devices whose lease is over; return the dialogues where there are any."""
        now = self._now_ms()
        changed: set[str] = set()
        for dialogue, leases in self._leases.items():
            for lease in leases.values():
                if lease.present.online and lease.ends_at <= now:
                    lease.present = in_the_dark(lease.present)
                    changed.add(dialogue)
        return changed

    def leave(self, dialogue: str, device: str) -> None:
        """Forget a device that was shut out."""
        self._leases[dialogue].pop(device, None)

    def forget(self, dialogue: str) -> None:
        """Forget a dialogue."""
        self._leases.pop(dialogue, None)

    async def of(self, dialogue: str) -> list[Present]:
        """Return every device that was heard of since the start and was not shut out."""
        leases = self._leases.get(dialogue)
        gone = await self._revoked(dialogue) if leases else frozenset[str]()
        return [lease.present for device, lease in (leases or {}).items() if device not in gone]
