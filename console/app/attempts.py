"""Pairings that were begun: what it takes to end one that a crash cut short."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from console.config.private_file import write_private
from console.domain.clock import Clock
from console.domain.errors import KnownFailure
from console.sync.credentials import new_token
from console.viewmodels.joining import JoinWish

log = logging.getLogger(__name__)

#: No invitation is good for longer than the day it was made for.
_LONGEST_MS: Final = 24 * 3_600_000


class Attempt(Struct, frozen=True, kw_only=True):
    """A code that may be used by now, and the token that alone gets its place once more.

    `path` is the file that was to be brought, empty without one; `began_at` is UTC ms.
    """

    address: str
    code: str
    name: str
    token: str
    pin: str = ""
    path: str = ""
    began_at: int = 0

    def __repr__(self) -> str:
        """Leave out what opens a door: this may reach a log."""
        return "Attempt()"

    @property
    def wish(self) -> JoinWish:
        """What the person wanted."""
        path = Path(self.path) if self.path else None
        return JoinWish(self.address, self.code, self.name, self.pin, path)


class Attempts:
    """A small file that only this user reads; each change is durable when the call returns."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / "joining.json"
        self._clock = clock

    def begin(self, wish: JoinWish) -> Attempt:
        """Remember an attempt before anything is asked; the same one again has the same token.

        Raises: KnownFailure with credentials_unwritable.
        """
        known = self._known(wish)
        attempt = Attempt(
            address=wish.address,
            code=wish.code,
            name=wish.name,
            token=known.token if known is not None else new_token(),
            pin=wish.pin,
            path=str(wish.path.resolve()) if wish.path is not None else "",
            began_at=self._clock.wall_ms(),
        )
        self._write([*self._others(attempt), attempt])
        return attempt

    def has_begun(self, wish: JoinWish) -> bool:
        """Tell whether this was tried before, so that the code may be used."""
        return self._known(wish) is not None

    def end(self, attempt: Attempt) -> None:
        """Forget an attempt that came to something, or never will."""
        try:
            self._write(self._others(attempt))
        except KnownFailure:
            # To end it once more changes nothing.
            log.warning("what was ended is still remembered")

    def unfinished(self) -> list[Attempt]:
        """Return what was begun and not ended, the latest last."""
        try:
            found = msgspec.json.decode(self._path.read_bytes(), type=list[Attempt])
        except FileNotFoundError:
            return []
        except (OSError, msgspec.DecodeError):
            log.warning("what was begun could not be read")
            return []
        now = self._clock.wall_ms()
        return [one for one in found if now - one.began_at < _LONGEST_MS]

    def _known(self, wish: JoinWish) -> Attempt | None:
        found = [one for one in self.unfinished() if _key(one.wish) == _key(wish)]
        return found[-1] if found else None

    def _others(self, attempt: Attempt) -> list[Attempt]:
        return [one for one in self.unfinished() if one.token != attempt.token]

    def _write(self, attempts: list[Attempt]) -> None:
        try:
            if attempts:
                write_private(self._path, msgspec.json.encode(attempts))
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            raise KnownFailure("credentials_unwritable", path=str(self._path)) from error


def _key(wish: JoinWish) -> tuple[str, str, str]:
    return wish.address, wish.pin, wish.code
