"""What a rehearsal left behind: journals, dialogue files, and the backend's log."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from console.app.installation import Installation
from console.clock_system import SystemClock
from console.rehearsal.journal import Entry, read_journal
from console.rehearsal.script import Casting
from console.rehearsal.stage import ACTORS, Stage
from console.storage.minting import Identity
from console.storage.store import Store


class Evidence(Struct, kw_only=True):
    """Open stores by who they belong to ("log" is the backend's), journals, and device ids."""

    casting: Casting
    stores: dict[str, Store]
    journals: dict[str, list[Entry]]
    devices: dict[str, str]

    @classmethod
    def gather(cls, stage: Stage, casting: Casting, log: Path) -> Evidence:
        """Open what the consoles have closed.  Raises: KnownFailure."""
        stores: dict[str, Store] = {}
        journals: dict[str, list[Entry]] = {}
        devices: dict[str, str] = {}
        for who in ACTORS:
            home = stage.home(who)
            path = min((home / "data").glob("*.dialogpult"))
            found = msgspec.json.decode(
                (home / "config" / "installation.json").read_bytes(), type=Installation
            )
            devices[who] = found.device
            stores[who] = _opened(path, found.device)
            journals[who] = read_journal(home / "journal.jsonl")
        stores["log"] = _opened(log, devices["lead"])
        return cls(casting=casting, stores=stores, journals=journals, devices=devices)

    @property
    def entries(self) -> list[Entry]:
        """All journals in one, in order of time."""
        return sorted((one for own in self.journals.values() for one in own), key=lambda e: e.at)

    def close(self) -> None:
        """Close all files."""
        for store in self.stores.values():
            store.close()


def _opened(path: Path, device: str) -> Store:
    return Store.open(path, SystemClock(), Identity(device=device))
