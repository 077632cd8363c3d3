"""Identifiers: time-ordered for what people make, derived for what exists by combination."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from functools import lru_cache

UUID_PATTERN = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

#: Root of every derived identifier. Written into logs, so it can never change.
NAMESPACE = uuid.UUID("6b0e1c1e-5a6b-4d6e-9d0a-2f2c8a0d7a11")

PLENARY = "plenary"
NIL = str(uuid.UUID(int=0))


def uuid7(now_ms: int, random: Callable[[int], bytes] = os.urandom) -> str:
    """Return a new UUID version 7 as text; `now_ms` is UTC in milliseconds. Source: RFC 9562."""
    tail = int.from_bytes(random(10), "big")
    value = (now_ms & (2**48 - 1)) << 80 | tail
    value = value & ~(0xF << 76) | 0x7 << 76
    text = f"{value & ~(0x3 << 62) | 0x2 << 62:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@lru_cache(maxsize=65_536)
def derived(*parts: str | None) -> str:
    """Return the UUIDv5 of a combination; the same parts give the same id on every console."""
    return str(uuid.uuid5(NAMESPACE, "|".join(NIL if part is None else part for part in parts)))


RUN_ID = derived("run")
#: The member that the backend's command line acts as.
CITY_MEMBER = derived("member", "city")


def visit_id(from_visit: str | None, to: str) -> str:
    """Return the id of the visit to `to` (an item's id or "end") that follows `from_visit`."""
    return derived("visit", from_visit, to)


def timer_id(item: str, group: str | None) -> str:
    """Return the id of the timer of `group` in `item`, or of the item's own with None."""
    return derived("timer", item, group or PLENARY)


def group_run_id(timer: str, previous_run: str | None) -> str:
    """Return the id of the run that follows `previous_run` on a group's timer."""
    return derived("timer_run", timer, previous_run)


def seat_id(item: str, participant: str) -> str:
    """Return the id of a participant's seat in a breakout item."""
    return derived("seat", item, participant)


def check_id(item: str, line: str) -> str:
    """Return the id of one line of an item's tick list."""
    return derived("check", item, line)


def points_id(poll: str, target: str) -> str:
    """Return the id of the points that `target` holds in `poll`."""
    return derived("points", poll, target)


@lru_cache(maxsize=1024)
def uuid_bytes(text: str) -> bytes:
    """Return the 16 bytes of an id.  Raises: ValueError when `text` is no UUID."""
    return uuid.UUID(text).bytes
