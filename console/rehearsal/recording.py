"""The recorded evening: the log of a rehearsal, kept as it came, to be folded up to any moment."""

from __future__ import annotations

import gzip
import os
import sys
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from console.domain.clock import Clock
from console.domain.ops import Record
from console.storage.minting import Identity
from console.storage.store import Store
from console.templates import RESOURCES

RECORDED: Final = RESOURCES / "sample" / "evening.json.gz"


class Recording(Struct, frozen=True, kw_only=True):
    """A whole log with what is needed to check its chain."""

    dialogue: str
    nonce: str
    records: tuple[Record, ...]


def read_recording(path: Path = RECORDED) -> Recording:
    """Return the recorded evening."""
    return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=Recording)


def play_back(recording: Recording, path: Path, clock: Clock, role: str, until: int) -> Store:
    """Return a new dialogue file that knows the evening up to an instant (UTC ms), seen by a role.

    The records go the way of every page of the log: chain checked, folded, projected.
    """
    store = Store.create(
        path, recording.dialogue, clock, Identity(device=_NOBODY), nonce=recording.nonce
    )
    known = [record for record in recording.records if record.received_at <= until]
    for start in range(0, len(known), 500):
        store.replica.receive(known[start : start + 500])
    member = next(
        (one for one in store.state.members.values() if one.role == role and not one.hidden), None
    )
    name = member.name if member is not None else ""
    identity = Identity(device=_NOBODY, member=member.id if member else "", name=name, role=role)
    store.be(identity)
    return store


def record(log: Path, target: Path = RECORDED) -> int:
    """Keep the log of a rehearsal (its `audit/log.dialogpult`); returns how many records."""
    from console.clock_system import SystemClock

    store = Store.open(log, SystemClock(), Identity(device=_NOBODY))
    try:
        position = store.replica.position
        records = tuple(store.records())
        recording = Recording(dialogue=position.dialogue, nonce=position.nonce, records=records)
        # The same log gives the same bytes, so a renewal without a change shows no difference.
        target.write_bytes(gzip.compress(msgspec.json.encode(recording), mtime=0))
    finally:
        store.close()
    return len(records)


_NOBODY: Final = "00000000-0000-7000-8000-000000000000"

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    record(Path(sys.argv[1]))
