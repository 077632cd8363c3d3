"""Hints between the processes of one database: that something happened, never what."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

import psycopg
from msgspec import Struct

from city_backend.connection_postgres import options
from city_backend.driver import Hearing
from city_backend.errors_postgres import named
from city_backend.transaction import Committed

CHANNEL: Final = "dialogpult"
_AGAIN_S: Final = 1.0
log = logging.getLogger(__name__)


class Hint(Struct, frozen=True):
    """`what`: the new head, "presence", or "ended"; `process`: who says so."""

    dialogue: str
    what: str
    process: str

    @property
    def payload(self) -> str:
        """The text that travels."""
        return f"{self.dialogue}:{self.what}:{self.process}"

    @classmethod
    def of(cls, one: Committed, process: str) -> Hint:
        """Return the hint at something that is about to be committed."""
        what = "ended"
        if one.presence:
            what = "presence"
        elif one.write is not None and one.write.rows:
            what = str(one.write.head.seq)
        return cls(one.dialogue, what, process)

    @classmethod
    def read(cls, payload: str) -> Hint | None:
        """Return what a payload says; None when it is none of ours."""
        parts = payload.split(":")
        return cls(*parts) if len(parts) == 3 else None


class Hints:
    """The one listening connection of a process.

    Losing it costs latency alone: polls find everything. `process` is our own name.
    """

    def __init__(self, address: str, process: str, hearing: Hearing) -> None:
        self._address = address
        self._process = process
        self._hearing = hearing

    async def follow(self) -> None:
        """Listen for ever."""
        while True:
            try:
                await self._listen()
            except psycopg.Error as error:
                log.warning("the listening connection is gone: %s", named(error))
            await asyncio.sleep(_AGAIN_S)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            **options(self._address), autocommit=True, prepare_threshold=None
        )
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}".encode())
            self._hearing.missed()
            async for said in connection.notifies():
                hint = Hint.read(said.payload)
                if hint is not None and hint.process != self._process:
                    self._hearing.heard(hint.dialogue, hint.what)
