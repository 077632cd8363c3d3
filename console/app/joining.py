"""Joining a city backend: a code becomes a place, and the place a dialogue file."""

from __future__ import annotations

import platform
from pathlib import Path

from console.app.opening import Opened, Opener
from console.domain.clock import Clock
from console.storage.store import Store
from console.sync.credentials import Credential, Credentials
from console.sync.pairing import join, pair, publish, settle
from console.sync.tls import Tls


class Joiner:
    """Knows where places are kept; the token is made here and never travels."""

    def __init__(self, opener: Opener, credentials: Credentials, tls: Tls, clock: Clock) -> None:
        self._opener = opener
        self._credentials = credentials
        self._tls = tls
        self._clock = clock

    async def join(self, address: str, code: str, name: str) -> Opened:
        """Change a code into a place and open its file, which keeps all its rows if it exists.

        Raises: KnownFailure (RequestFailed among them) with what stood in the way.
        """
        place = await pair(
            address,
            code,
            device=self._opener.installation.device,
            device_name=platform.node(),
            member_name=name,
            tls=self._tls,
        )
        self._credentials.save(place)
        return Opened(self._file_of(place))

    def _file_of(self, place: Credential) -> Store:
        path = self._opener.paths.data / f"{place.dialogue}.dialogpult"
        if not path.exists():
            return join(path, place, self._clock)
        store = self._opener.open(path).store
        try:
            settle(store, place)
        except BaseException:
            store.close()
            raise
        return store

    async def publish(self, address: str, code: str, name: str, path: Path) -> Opened:
        """Bring an own file to the backend as its first lead.

        Raises: KnownFailure; with file_of_others when other devices wrote in it.
        """
        opened = self._opener.open(path)
        try:
            await publish(
                opened.store,
                address,
                code,
                device_name=platform.node(),
                member_name=name,
                tls=self._tls,
                keep=self._credentials.save,
            )
        except BaseException:
            opened.store.close()
            raise
        return opened
