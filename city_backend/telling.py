"""Whom a writer tells, and when: what is the same for every database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from city_backend.transaction import Committed


class Told(Struct, frozen=True):
    """Who hears of what was committed.

    `announce` is called on the event loop before anybody gets an answer; None means that nobody
    knows whether it was committed. `bury` is called on the writing thread after each COMMIT.
    """

    announce: Callable[[list[Committed] | None], None]
    bury: Callable[[Sequence[Committed]], None]


def unheard(_seconds: float) -> None:
    """Nobody wants to know how long a transaction took."""


def looked_at(future: asyncio.Future[Any]) -> None:
    """Take note of a failure that nobody waits for any more; it was logged where it arose."""
    if not future.cancelled():
        future.exception()
