"""Tells the others what this console looks at, while it is there."""

from __future__ import annotations

import asyncio
import logging

from console.sync.failure import RequestFailed
from console.sync.line import Line
from console.sync.wire import PresenceRequest

log = logging.getLogger(__name__)


class Presenter:
    """Renews the lease with each heartbeat, and at once when somebody looks elsewhere."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._view = ""
        self._editing: tuple[str, ...] = ()
        self._changed = asyncio.Event()

    def look_at(self, view: str, editing: tuple[str, ...]) -> None:
        """Take note of the view on screen and the entities being edited."""
        if (view, editing) != (self._view, self._editing):
            self._view, self._editing = view, editing
            self._changed.set()

    async def run(self) -> None:
        """Report, wait, report. Never returns."""
        line = self._line
        while True:
            await line.greeted.wait()
            self._changed.clear()
            await self._report()
            try:
                async with asyncio.timeout(line.pace.heartbeat_s):
                    await self._changed.wait()
            except TimeoutError:
                continue

    async def _report(self) -> None:
        line = self._line
        request = PresenceRequest(
            view=self._view,
            editing=self._editing,
            outbox=line.store.pending_count,
            seq=line.store.replica.position.cursor,
        )
        dialogue = line.store.replica.position.dialogue
        try:
            await line.ask(line.transport.presence(dialogue, request))
        except RequestFailed as failure:
            # The other lanes find out what is wrong; this one is only a courtesy.
            log.debug("presence not told: %s", failure.code)
