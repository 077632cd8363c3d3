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
    """The id under which this installation writes."""

    device: str


def installation(config: Path, clock: Clock) -> Installation:
    """Return this installation's id from its config folder; made at the first call.

    Raises: OSError when it cannot be kept.
    """
    path = config / "installation.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Installation)
    except (FileNotFoundError, msgspec.DecodeError):
        found = Installation(device=uuid7(clock.wall_ms(), os.urandom))
    write_private(path, msgspec.json.encode(found))
    return found
