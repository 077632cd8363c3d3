"""Which device this is: an id that belongs to the installation, never to a dialogue file."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from console.config.private_file import write_private
from console.domain.clock import Clock
from console.domain.ids import uuid7


class Installation(Struct, frozen=True, kw_only=True):
    """The present device id and those this installation had before."""

    device: str
    past: tuple[str, ...] = ()

    @property
    def devices(self) -> frozenset[str]:
        """All ids whose operations are this installation's own."""
        return frozenset((self.device, *self.past))


def installation(config: Path, clock: Clock) -> Installation:
    """Return this installation's ids from its config folder; made at the first call.

    Raises: OSError when they cannot be kept.
    """
    path = config / "installation.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Installation)
    except (FileNotFoundError, msgspec.DecodeError):
        found = Installation(device=uuid7(clock.wall_ms(), os.urandom))
    write_private(path, msgspec.json.encode(found))
    return found


def renewed(config: Path, clock: Clock, known: Installation) -> Installation:
    """Return the ids with a new present one: the old one turned out to be somebody else's too."""
    found = Installation(
        device=uuid7(clock.wall_ms(), os.urandom), past=(known.device, *known.past)
    )
    write_private(config / "installation.json", msgspec.json.encode(found))
    return found
