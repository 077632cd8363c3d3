"""The numbered steps from an empty file to the present form of a dialogue file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from console.storage.database import Database
from console.storage.migrations import (
    m0001_first,
    m0002_read_as,
    m0003_lean_indexes,
    m0004_handover,
)

#: In order; a step never changes once a dialogue file has been written with it.
STEPS: Final[tuple[Callable[[Database], None], ...]] = (
    m0001_first.migrate,
    m0002_read_as.migrate,
    m0003_lean_indexes.migrate,
    m0004_handover.migrate,
)
VERSION: Final = len(STEPS)
