"""How many requests of one device may hang at the same time: streams, and long polls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from city_backend.errors import Problem

#: A console has one. Those that broke off are only noticed when their line is given up, so that
#: bad Wi-Fi leaves a few.
MOST: Final = 16
_RETRY_S: Final = 5


class Crowd:
    """The places that are taken, by device; on the event loop alone."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._taken: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def place(self, member: str, device: str) -> Generator[None]:
        """Take a place for as long as it lasts.  Raises: Problem with too_many_streams.

        A device's id is no secret: whoever claims it elsewhere takes none of its places.
        """
        who = (member, device)
        if self._taken[who] >= self._most:
            raise Problem("too_many_streams", retry_after_s=_RETRY_S)
        self._taken[who] += 1
        try:
            yield
        finally:
            self._taken[who] -= 1
            if not self._taken[who]:
                del self._taken[who]
