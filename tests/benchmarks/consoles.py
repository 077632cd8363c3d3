"""Consoles without a window: an installation's folders, its dialogue file, and its exchange."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from console.config.paths import Paths, find_paths
from console.config.settings import RoleSettings, WindowPlace
from console.config.settings_file import SettingsFile
from console.domain.clock import Clock
from console.domain.ids import uuid7
from console.storage.change import Change
from console.storage.store import Store
from console.sync.credentials import Credential, Credentials
from console.sync.engine import Engine
from console.sync.pairing import identity_of, join, pair
from console.sync.status import SyncStatus
from console.sync.tls import Tls
from tests.benchmarks.city import City

PATIENCE_S = 60


class Console:
    """One installation; its file is open between `open` and `close`."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self.home = home
        self.clock = clock
        self.place: Credential | None = None
        self._store: Store | None = None

    @property
    def paths(self) -> Paths:
        return find_paths({"DIALOGPULT_HOME": str(self.home)})

    @property
    def store(self) -> Store:
        assert self._store is not None
        return self._store

    @property
    def file(self) -> Path:
        """The dialogue file."""
        assert self.place is not None
        return self.paths.data / f"{self.place.dialogue}.dialogpult"

    async def join(self, url: str, code: str, name: str) -> None:
        """Change a code into a place and make the empty file, which is open afterwards."""
        self.paths.make()
        self.place = await pair(
            url,
            code,
            device=uuid7(self.clock.wall_ms()),
            device_name="Notebook",
            member_name=name,
            tls=Tls(),
        )
        Credentials(self.paths.config).save(self.place)
        self._store = join(self.file, self.place, self.clock)

    def open(self) -> None:
        """Open the file again."""
        assert self.place is not None
        self._store = Store.open(self.file, self.clock, identity_of(self.place))

    def close(self) -> None:
        self.store.close()
        self._store = None

    def size(self, width: int, height: int) -> None:
        """Let the window open in this size, whatever the role."""
        kept = RoleSettings(window=WindowPlace(x=0, y=0, width=width, height=height))
        roles = dict.fromkeys(("lead", "notetaker"), kept)
        file = SettingsFile(self.paths.settings)
        file.update(lambda settings: settings.__class__(roles=roles, language="de"))

    def engine(self, announce: Callable[[SyncStatus], None] = lambda _: None) -> Engine:
        """The exchange of the open file, not started yet."""
        return Engine(self.store, self.place, tls=Tls(), announce=announce)

    @asynccontextmanager
    async def connected(self, head: int) -> AsyncIterator[None]:
        """The exchange runs; the log is known up to `head`, and it has all that was written."""
        news = asyncio.Event()
        engine = self.engine(lambda _: news.set())
        unsubscribe = self.store.subscribe(lambda _: news.set())
        replica = self.store.replica
        engine.start()
        try:
            async with asyncio.timeout(PATIENCE_S):
                while engine.status.state != "synced" or replica.position.cursor < head:
                    await news.wait()
                    news.clear()
            yield
        finally:
            unsubscribe()
            await engine.stop()


async def joined(city: City, home: Path, dialogue: str, role: str) -> Console:
    """A new console that has taken everything over; its file is closed."""
    console = Console(home, city.clock)
    await console.join(city.url, city.invite(dialogue, role), "Kim Beispiel")
    async with console.connected(city.head(dialogue)):
        pass
    console.close()
    return console


async def first_instant(store: Store, true: Callable[[], object]) -> float:
    """When something is so for the first time after a change (seconds of `perf_counter`)."""
    found: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def look(_: Change) -> None:
        if not found.done() and true():
            found.set_result(time.perf_counter())

    unsubscribe = store.subscribe(look)
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await found
    finally:
        unsubscribe()
