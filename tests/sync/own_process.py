"""A backend in a process of its own, that can be killed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self


class OwnProcess:
    """`python -m city_backend serve` on one file; `url` changes with every start."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.to_thread(self._kill)

    async def start(self) -> None:
        """Kill what runs, start anew, return when it listens."""
        await asyncio.to_thread(self._start)

    def _start(self) -> None:
        self._kill()
        command = [sys.executable, "-m", "city_backend", "serve", "--port", "0"]
        command += ["--database", str(self._database)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate(timeout=20)
            self._process = None
