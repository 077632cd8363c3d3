"""Consoles without windows: a file, a place, an engine; and the loop they run on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Self

from console.clock_system import SystemClock
from console.domain.clock import Clock
from console.domain.ids import uuid7
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Fact
from console.storage.change import Change
from console.storage.minting import Identity
from console.storage.store import Store
from console.sync.credentials import Credential
from console.sync.engine import Engine
from console.sync.line import Pace
from console.sync.pairing import join, pair
from console.sync.status import SyncStatus
from console.sync.tls import Tls
from tests.sync.strange_servers import Way, serving

#: Long enough for a machine that has other work: a silent proxy alone takes 25 s to be noticed.
TIMEOUT_S = 90


def run(test: Coroutine[Any, Any, None], *, timeout_s: float = TIMEOUT_S) -> None:
    """Run a test's coroutine; it may take a while, but not for ever."""

    async def within_time() -> None:
        async with asyncio.timeout(timeout_s):
            await test

    asyncio.run(within_time())


class Console:
    """One installation with one dialogue file."""

    def __init__(
        self,
        store: Store,
        credential: Credential,
        pace: Pace,
        chance: float,
        moved: Callable[[Credential], None],
    ) -> None:
        self.store = store
        self.credential = credential
        self._told = moved
        self.statuses: list[SyncStatus] = []
        self.changes: list[Change] = []
        self._news = asyncio.Event()
        store.subscribe(self._changed)
        self.engine = Engine(
            store,
            credential,
            tls=Tls(),
            announce=self._announced,
            moved=self._moved,
            pace=pace,
            chance=lambda: chance,
        )

    def _announced(self, status: SyncStatus) -> None:
        self.statuses.append(status)
        self._news.set()

    def _changed(self, change: Change) -> None:
        self.changes.append(change)
        self._news.set()

    def _moved(self, credential: Credential) -> None:
        self.credential = credential
        self._told(credential)

    @property
    def status(self) -> SyncStatus:
        return self.engine.status

    async def until(self, true: Callable[[], object]) -> None:
        """Wait for something to be so; every change and every status is a reason to look."""
        while not true():
            self._news.clear()
            await self._news.wait()

    async def is_in(self, *states: str) -> None:
        await self.until(lambda: self.status.state in states)

    async def synced(self) -> None:
        """Everything is out, and everything that the backend has is in."""
        await self.until(lambda: self.status.state == "synced" and self.status.pending == 0)

    def notes(self, count: int, words: str = "Notiz") -> None:
        """Many notes, five hundred with each commit."""
        for start in range(0, count, 500):
            facts = [
                Fact(
                    entity=self.store.new_id(),
                    body=NoteAdded(text=f"{words} {number}", place=Place(order="V")),
                )
                for number in range(start, min(start + 500, count))
            ]
            self.store.commit(facts)

    def note(self, text: str, entity: str | None = None) -> str:
        entity = entity or self.store.new_id()
        self.store.commit([Fact(entity=entity, body=NoteAdded(text=text, place=Place(order="V")))])
        return entity

    def edit(self, entity: str, text: str) -> None:
        base = self.store.entity("note", entity).base_for(["text"])
        self.store.commit([Fact(entity=entity, body=NoteEdited(text=text), base=base)])

    def texts(self) -> list[str]:
        return sorted(note.text.text for note in self.store.state.board_notes())


class Evening:
    """Files in one folder, consoles that are stopped and closed at the end."""

    def __init__(self, folder: Path, *, pace: Pace | None = None, chance: float = 0.1) -> None:
        self.folder = folder
        #: The part of a back-off's bound that is waited; small, so that no test waits for long.
        self.chance = chance
        self.pace = pace or Pace()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._stack.aclose()

    async def way(self, url: str) -> tuple[Way, str]:
        """A way to a backend that the test can cut, and its address."""
        way = Way(url)
        port = await self._stack.enter_async_context(serving(way))
        return way, f"http://127.0.0.1:{port}"

    async def join(
        self, url: str, code: str, name: str, *, clock: Clock | None = None, start: bool = True
    ) -> Console:
        credential = await pair(
            url,
            code,
            device=uuid7(SystemClock().wall_ms()),
            device_name="Notebook",
            member_name=name,
            tls=Tls(),
        )
        path = self.folder / f"{name}.dialogpult"
        return self.open(join(path, credential, clock or SystemClock()), credential, start=start)

    def open(
        self,
        store: Store,
        credential: Credential,
        *,
        start: bool = True,
        moved: Callable[[Credential], None] = lambda _: None,
    ) -> Console:
        console = Console(store, credential, self.pace, self.chance, moved)
        self._stack.callback(store.close)
        self._stack.push_async_callback(console.engine.stop)
        if start:
            console.engine.start()
        return console


def own_file(path: Path, clock: Clock | None = None) -> Store:
    """A new dialogue that no backend has heard of."""
    clock = clock or SystemClock()
    now = clock.wall_ms()
    return Store.create(path, uuid7(now), clock, Identity(device=uuid7(now)))
