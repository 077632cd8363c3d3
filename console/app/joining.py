"""Joining a city backend: a code becomes a place, and the place a dialogue file."""

from __future__ import annotations

import asyncio
import logging
import platform
from pathlib import Path
from typing import Final

from console.app.attempts import Attempt, Attempts
from console.app.opening import Opened, Opener
from console.app.trust import Trust
from console.domain.clock import Clock
from console.domain.errors import KnownFailure
from console.storage.store import Store
from console.sync.address import origin_of
from console.sync.credentials import Credential, Credentials
from console.sync.failure import RequestFailed
from console.sync.pairing import join, pair, publish, settle
from console.viewmodels.joining import JoinWish

log = logging.getLogger(__name__)

#: The backend judged this very code, or the file cannot go there: it would be so again.
_REFUSED: Final = frozenset(
    {
        "wrong_code", "not_open_yet", "other_dialogue", "dialogue_known", "dialogue_deleted",
        "forbidden", "malformed", "file_of_others",
    }
)  # fmt: skip
#: The code may be used by now although no answer came.
_UNKNOWN: Final = frozenset({"cut", "timed_out", "busy", "internal", "not_a_backend"})
#: A file that is opened waits no longer for what a crash cut short; it is tried the next time.
_PATIENCE_S: Final = 6.0


class Joiner:
    """Knows where places are kept; the token is made here and never travels.

    What is begun is remembered first, so that a crash at any step loses neither code nor file.
    """

    def __init__(
        self, opener: Opener, credentials: Credentials, trust: Trust, clock: Clock
    ) -> None:
        self._opener = opener
        self._credentials = credentials
        self._trust = trust
        self._clock = clock
        self._attempts = Attempts(opener.paths.config, clock)
        self._known: dict[str, Path] = {}

    def know(self, store: Store) -> None:
        """Whoever joins this dialogue again goes on in this file, wherever it is."""
        self._known[store.replica.position.dialogue] = store.path

    @property
    def unfinished(self) -> JoinWish | None:
        """What was wanted last and cut short; None when nothing was."""
        found = self._attempts.unfinished()
        return found[-1].wish if found else None

    async def go(self, wish: JoinWish) -> Opened:
        """Join as somebody wished, with a file of theirs as the first lead if they bring one.

        A file that there is already keeps all its rows. With a pin the code goes to that key
        alone. Raises: KnownFailure (RequestFailed among them) with what stood in the way;
        file_of_others when other devices wrote in the file that is brought.
        """
        if wish.path is None:
            return Opened(await self._tried(wish))
        opened = self._opener.open(wish.path)
        try:
            if not opened.store.replica.may_be_published():
                raise KnownFailure("file_of_others", path=wish.path.name)
            await self._tried(wish, opened.store)
        except BaseException:
            opened.store.close()
            raise
        return opened

    async def _tried(self, wish: JoinWish, brought: Store | None = None) -> Store:
        """Go through with an attempt; what may have worked unheard stays remembered."""
        again = self._attempts.has_begun(wish)
        attempt = self._attempts.begin(wish)
        try:
            # Somebody said that it is the right one: whoever vouched for it does so from now on.
            self._trust.authorities.keep(wish.address)
            if brought is None:
                store = self._file_of(await self._place(attempt))
            else:
                store = await self._publish(attempt, brought)
        except RequestFailed as failure:
            if failure.code in _REFUSED or not (again or failure.code in _UNKNOWN):
                self._attempts.end(attempt)
            raise
        self._attempts.end(attempt)
        return store

    async def _place(self, attempt: Attempt) -> Credential:
        place = await pair(
            attempt.address,
            attempt.code,
            device=self._opener.installation.device,
            device_name=platform.node(),
            member_name=attempt.name,
            tls=self._trust.tls,
            token=attempt.token,
            pin=attempt.pin,
            places=self._credentials,
        )
        self._credentials.save(place)
        return place

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

    async def _publish(self, attempt: Attempt, store: Store) -> Store:
        await publish(
            store,
            attempt.address,
            attempt.code,
            device_name=platform.node(),
            member_name=attempt.name,
            tls=self._trust.tls,
            token=attempt.token,
            pin=attempt.pin,
            keep=self._credentials.save,
            places=self._credentials,
        )
        return store

    # what a crash cut short

    async def open(self, path: Path) -> Opened:
        """Open a file, and end first what was begun with it and cut short.

        Raises: KnownFailure when the file cannot be opened.
        """
        opened = self._opener.open(path)
        try:
            for attempt in self._attempts.unfinished():
                await self._end(attempt, opened.store)
        except BaseException:
            opened.store.close()
            raise
        return opened

    def asks_first(self, path: Path) -> str:
        """Return the address that is asked before this file is open; empty when none is."""
        found = [one for one in self._attempts.unfinished() if one.path == str(path.resolve())]
        return found[-1].address if found else ""

    async def _end(self, attempt: Attempt, store: Store) -> None:
        """Give a file the place that its attempt got, or asks for once more."""
        try:
            place = self._got(attempt, store.replica.position.dialogue)
            if place is not None:
                settle(store, place)
            elif attempt.path == str(store.path.resolve()):
                async with asyncio.timeout(_PATIENCE_S):
                    await self._publish(attempt, store)
            else:
                return
        except (KnownFailure, TimeoutError) as failure:
            log.warning("what was begun is still not ended: %s", failure)
            if not isinstance(failure, KnownFailure) or failure.code not in _REFUSED:
                return
        self._attempts.end(attempt)

    def _got(self, attempt: Attempt, dialogue: str) -> Credential | None:
        """Return the place that an attempt came to before it was cut short, as far as kept."""
        place = self._credentials.load(origin_of(attempt.address), dialogue)
        return place if place is not None and place.token == attempt.token else None
