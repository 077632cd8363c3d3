"""What became of another history, as the rest of the program is told."""

from __future__ import annotations

from msgspec import Struct

from console.storage.divergence import Merge


class Merged(Struct, frozen=True, kw_only=True):
    """Two histories became one at `at` (UTC ms); operations, counted.

    `came` only the other one had, `queued` are own ones that are sent once more, `salvaged` those
    of others that the log lacks, which are offered to it.
    """

    at: int
    came: int
    queued: int
    salvaged: int


class Merges:
    """Remembers the latest one over all connections of a session."""

    def __init__(self) -> None:
        self._seen: Merge | None = None
        self._told: Merged | None = None

    def look(self, merge: Merge | None, now: int) -> Merged | None:
        """Take what a connection did last; return the latest merge that changed something."""
        if merge is not None and merge is not self._seen:
            self._seen = merge
            if merge.came or merge.queued or merge.salvaged:
                self._told = Merged(
                    at=now, came=merge.came, queued=merge.queued, salvaged=merge.salvaged
                )
        return self._told
