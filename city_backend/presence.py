"""Who is there and looks at what: leases in memory, the last outbox count kept in the dark."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from city_backend.wire import PresenceRequest, Present

LEASE_MS: Final = 25_000


class _Lease(Struct):
    present: Present
    ends_at: float
    digest: str


class Presence:
    """The devices of every dialogue; times are milliseconds of the real monotonic clock."""

    def __init__(self) -> None:
        self._leases: dict[str, dict[str, _Lease]] = defaultdict(dict)
        self.differing_digests = 0

    def report(
        self,
        dialogue: str,
        *,
        member: str,
        device: str,
        role: str,
        said: PresenceRequest,
        now: float,
    ) -> bool:
        """Take a report; tell whether others see anything else than before."""
        leases = self._leases[dialogue]
        before = leases.get(device)
        present = Present(
            member=member,
            device=device,
            role=role,
            online=True,
            view=said.view,
            editing=said.editing,
            outbox=said.outbox,
            seq=said.seq,
        )
        self._compare(leases, device, said)
        leases[device] = _Lease(present=present, ends_at=now + LEASE_MS, digest=said.digest)
        # How far somebody has read changes with every record; it is told along, not announced.
        return before is None or replace(before.present, seq=said.seq) != present

    def _compare(self, leases: dict[str, _Lease], device: str, said: PresenceRequest) -> None:
        """Count two consoles that make different things of the same log."""
        if said.digest and any(
            other.present.seq == said.seq and other.digest not in ("", said.digest)
            for name, other in leases.items()
            if name != device
        ):
            self.differing_digests += 1

    def expire(self, now: float) -> set[str]:
        """Darken the devices whose lease is over; return the dialogues where there are any."""
        changed: set[str] = set()
        for dialogue, leases in self._leases.items():
            for lease in leases.values():
                if lease.present.online and lease.ends_at <= now:
                    lease.present = replace(lease.present, online=False, view="", editing=())
                    changed.add(dialogue)
        return changed

    def leave(self, dialogue: str, device: str) -> None:
        """Forget a device that was shut out."""
        self._leases[dialogue].pop(device, None)

    def forget(self, dialogue: str) -> None:
        """Forget a dialogue."""
        self._leases.pop(dialogue, None)

    def of(self, dialogue: str) -> list[Present]:
        """Return every device that was heard of since the start."""
        return [lease.present for lease in self._leases[dialogue].values()]
