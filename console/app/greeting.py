"""Seeing who answers at an address before joining, and asking whether that is the right one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from console.app.trust import Trust
from console.domain.errors import DialogpultError
from console.sync.address import origin_of
from console.sync.credentials import Credentials
from console.sync.failure import RequestFailed
from console.sync.greeting import Greeting, greet
from console.viewmodels.joining import JoinWish
from console.viewmodels.places import Spawn
from console.viewmodels.start import StartViewModel


class Greeter(QObject):
    """Answers the start page's question who is there; one question at a time."""

    def __init__(
        self, start: StartViewModel, credentials: Credentials, trust: Trust, spawn: Spawn
    ) -> None:
        super().__init__(start)
        self._start = start
        self._credentials = credentials
        self._trust = trust
        self._spawn = spawn
        self._is_asking = False
        start.look_wanted.connect(self.look)
        start.trust_wanted.connect(self.trust)

    def trust(self, address: str, path: Path) -> None:
        """Let a certificate file vouch for an address, as far as it can."""
        try:
            self._trust.authorities.choose(address, path)
        except DialogpultError as error:
            self._start.tell(error)
        else:
            self._start.trusted.emit(path)

    def look(self, wish: JoinWish) -> None:
        """Ask, and show who answered."""
        if not self._is_asking:
            self._is_asking = True
            self._spawn(self._look(wish))

    async def _look(self, wish: JoinWish) -> None:
        start = self._start
        start.wait_for(start.words("start.joining", address=wish.address))
        try:
            seen = await self._greeted(wish)
        except DialogpultError as error:
            start.wait_for("")
            start.tell(error)
            return
        finally:
            self._is_asking = False
        start.wait_for("")
        start.meet(wish, seen)

    async def _greeted(self, wish: JoinWish) -> Greeting:
        """Return who answered; a key that this device learnt before need not be typed again."""
        try:
            return await greet(wish.address, self._trust.tls, wish.pin)
        except RequestFailed as failure:
            known = self._known(wish.address) if failure.code == "tls_untrusted" else ""
            if not known:
                raise
        return await greet(wish.address, self._trust.tls, known)

    def _known(self, address: str) -> str:
        origin = origin_of(address)
        pins = [one.pin for one in self._credentials.all() if one.origin == origin and one.pin]
        return pins[-1] if pins else ""
