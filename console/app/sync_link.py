"""The exchange of one open dialogue with its city backend, started and stopped with the session."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.errors import KnownFailure
from console.storage.store import Store
from console.sync.administration import Administration
from console.sync.credentials import Credential, Credentials
from console.sync.engine import Engine
from console.sync.line import Pace
from console.sync.pairing import identity_of
from console.sync.status import SyncStatus
from console.sync.tls import Tls


def place_of(store: Store, credentials: Credentials) -> Credential | None:
    """Return this installation's place at the backend the file was paired with, if it has one.

    A file that somebody sent never connects anywhere: without a place nothing is sent.
    """
    position = store.replica.position
    if position.address is None:
        return None
    try:
        return credentials.load(position.address, position.dialogue)
    except KnownFailure:
        return None


class SyncLink:
    """One engine; a sibling device that the backend asks for is kept before it is used."""

    def __init__(
        self,
        store: Store,
        credentials: Credentials,
        tls: Tls,
        announce: Callable[[SyncStatus], None],
        pace: Pace | None = None,
    ) -> None:
        place = place_of(store, credentials)
        if place is not None:
            store.be(identity_of(place))
        self.engine = Engine(
            store, place, tls=tls, announce=announce, moved=credentials.save, pace=pace
        )
        self.administration = Administration(lambda: self.engine.place, tls)

    def start(self) -> None:
        """Begin on the running event loop."""
        self.engine.start()

    async def stop(self) -> None:
        """End at once; what is unsent stays in the file."""
        await self.engine.stop()
