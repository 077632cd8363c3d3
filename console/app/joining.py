"""Joining a city backend: a code becomes a place, and the place a dialogue file."""

from __future__ import annotations

import platform
from pathlib import Path

from console.app.opening import Opened, Opener
from console.domain.clock import Clock
from console.storage.store import Store
from console.sync.credentials import Credential, Credentials, new_token
from console.sync.pairing import join, pair, publish, settle
from console.sync.tls import Tls
from console.viewmodels.joining import JoinWish


class Joiner:
    """Knows where places are kept; the token is made here and never travels."""

    def __init__(self, opener: Opener, credentials: Credentials, tls: Tls, clock: Clock) -> None:
        self._opener = opener
        self._credentials = credentials
        self._tls = tls
        self._clock = clock
        self._tokens: dict[tuple[str, ...], str] = {}
        self._known: dict[str, Path] = {}

    def know(self, store: Store) -> None:
        """Whoever joins this dialogue again goes on in this file, wherever it is."""
        self._known[store.replica.position.dialogue] = store.path

    async def go(self, wish: JoinWish) -> Opened:
        """Join as somebody wished, with a file of theirs if they bring one.

        Raises: KnownFailure (RequestFailed among them) with what stood in the way.
        """
        if wish.path is not None:
            return await self.publish(wish.address, wish.code, wish.name, wish.path, wish.pin)
        return await self.join(wish.address, wish.code, wish.name, wish.pin)

    async def join(self, address: str, code: str, name: str, pin: str = "") -> Opened:
        """Change a code into a place and open its file, which keeps all its rows if it exists.

        With a `pin` the code goes to that key alone. Raises: KnownFailure (RequestFailed among
        them) with what stood in the way.
        """
        place = await pair(
            address,
            code,
            device=self._opener.installation.device,
            device_name=platform.node(),
            member_name=name,
            tls=self._tls,
            token=self._token(address, pin, code),
            pin=pin,
        )
        self._credentials.save(place)
        opened = Opened(self._file_of(place))
        # Not before: the code is used, and only this token gets the same place once more.
        self._tokens.clear()
        return opened

    def _file_of(self, place: Credential) -> Store:
        path = self._opener.paths.data / f"{place.dialogue}.dialogpult"
        known = self._known.get(place.dialogue)
        if known is not None and known.exists():
            path = known
        if not path.exists():
            return join(path, place, self._clock)
        store = self._opener.open(path).store
        try:
            settle(store, place)
        except BaseException:
            store.close()
            raise
        return store

    def _token(self, *asked: str) -> str:
        """Return the token to ask with: the same one again, for the first answer may be lost."""
        return self._tokens.setdefault(asked, new_token())

    async def publish(
        self, address: str, code: str, name: str, path: Path, pin: str = ""
    ) -> Opened:
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
                token=self._token(address, pin, code),
                pin=pin,
                keep=self._credentials.save,
            )
        except BaseException:
            opened.store.close()
            raise
        return opened
