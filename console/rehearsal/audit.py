"""The backend's whole log, fetched the way every console does it, by one more console."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path

from console.clock_system import SystemClock
from console.domain.ids import derived
from console.rehearsal.conductor import Stuck
from console.rehearsal.stage import ROOT, Stage
from console.storage.store import Store
from console.sync.engine import Engine
from console.sync.pairing import join, pair
from console.sync.status import SyncStatus
from console.sync.tls import Tls


def audit(stage: Stage, folder: Path) -> tuple[Path, int]:
    """Join as one more lead and pull everything; returns the file and the log's last number.

    A lead receives every body, and this one writes nothing but its joining.  Raises: Stuck.
    """
    folder.mkdir()
    return asyncio.run(_pull(stage.address, _code(stage), folder / "log.dialogpult"))


def _code(stage: Stage) -> str:
    """Ask the backend's command line for a code."""
    files = sorted((stage.home("lead") / "data").glob("*.dialogpult"))
    dialogue = files[0].stem
    said = _command(stage, "invite", "--dialogue", dialogue, "--role", "lead", "--yes")
    found = re.search(r"\b[0-9A-Z]{8}\b", said)
    if found is None:
        raise Stuck(said)
    return found[0]


def _command(stage: Stage, *arguments: str) -> str:
    command = [sys.executable, "-m", "city_backend", *arguments, "--database", str(stage.database)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Stuck(done.stderr.strip())
    return done.stdout


async def _pull(address: str, code: str, path: Path) -> tuple[Path, int]:
    place = await pair(
        address,
        code,
        device=derived("rehearsal", "auditor"),
        device_name="audit",
        member_name="Prüfung",
        tls=Tls(),
    )
    store: Store = join(path, place, SystemClock())
    known = asyncio.Event()

    def listen(status: SyncStatus) -> None:
        if status.state == "synced" and status.cursor:
            known.set()

    engine = Engine(store, place, tls=Tls(), announce=listen)
    engine.start()
    try:
        async with asyncio.timeout(30):
            await known.wait()
        return path, store.replica.position.cursor
    finally:
        await engine.stop()
        store.close()
