"""One JSON line for each request: what was asked in general, never by whom or about what."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any

import msgspec

from console.domain.errors import KnownFailure


class AccessLog:
    """Lines on stderr or at the end of a file, which may be moved away at any time."""

    def __init__(self, path: Path | None, *, addresses: bool = False) -> None:
        """`path` None is stderr; `addresses`: say where requests come from as well.

        Raises: KnownFailure with file_unwritable.
        """
        handler: logging.Handler
        if path is None:
            handler = logging.StreamHandler(sys.stderr)
        else:
            try:
                path.touch(mode=0o640)
                handler = WatchedFileHandler(path, encoding="utf-8")
            except OSError as error:
                raise KnownFailure("file_unwritable", path=str(path)) from error
        handler.setFormatter(logging.Formatter("%(message)s"))
        self._handler = handler
        self._addresses = addresses

    def add(
        self,
        *,
        at: int,
        method: str,
        route: str,
        dialogue: str,
        status: int,
        ms: float,
        size: int,
        address: str,
    ) -> None:
        """Write a line; `at` is UTC ms, `size` the bytes of the answer's body."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds"),
            "method": method,
            "route": route,
            "status": status,
            "ms": round(ms, 1),
            "bytes": size,
        }
        if dialogue:
            said["dialogue"] = dialogue
        if self._addresses:
            said["address"] = address
        line = msgspec.json.encode(said).decode()
        # Without a logger: nobody else's settings or handlers have a part in it.
        self._handler.handle(logging.makeLogRecord({"msg": line}))

    def close(self) -> None:
        """Let go of the file."""
        self._handler.close()
