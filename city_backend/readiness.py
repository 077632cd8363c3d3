"""Whether the backend could take what consoles send now, and if not, why."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path
from typing import Final

from city_backend.backend import Backend
from city_backend.errors import Problem

_PATIENCE_S: Final = 4
#: A good answer holds so long, so that asking often costs nothing.
_HOLDS_MS: Final = 1000


class Readiness:
    """Looks at disk and database; anybody may ask at any rate."""

    def __init__(self, backend: Backend, min_free: int) -> None:
        self._backend = backend
        self._min_free = min_free
        self._good_until = 0.0

    async def reasons(self) -> list[str]:
        """Return why not, in single words for programs; none when all is well."""
        found = disk_reasons(self._backend.folder, self._min_free)
        if self._backend.hub.is_closing:
            found.append("stopping")
        elif not self._backend.writer.is_working:
            found.append("writer_gone")
        else:
            found += await self._database_reasons()
        return found

    async def _database_reasons(self) -> list[str]:
        now = self._backend.real.monotonic_ms()
        if now < self._good_until:
            return []
        try:
            async with asyncio.timeout(_PATIENCE_S):
                # Reading may still go well where writing does not, and the other way round.
                await self._backend.reader.run(lambda transaction: transaction.check())
                await self._backend.writer.run(lambda transaction: transaction.check())
        except TimeoutError:
            return ["database_slow"]
        except Problem as problem:
            return [f"database_{problem.code}"]
        self._good_until = now + _HOLDS_MS
        return []


def disk_reasons(folder: Path, min_free: int) -> list[str]:
    """Return what is wrong with the disk that a folder lies on."""
    try:
        free = shutil.disk_usage(folder).free
        flags = os.statvfs(folder).f_flag if hasattr(os, "statvfs") else 0
    except OSError:
        return ["disk_gone"]
    found: list[str] = []
    if free < min_free:
        found.append("disk_low")
    if flags & getattr(os, "ST_RDONLY", 0) or not os.access(folder, os.W_OK):
        found.append("disk_read_only")
    return found


def free_bytes(folder: Path) -> float:
    """Return how much room there is; not a number when nobody knows."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return float("nan")
