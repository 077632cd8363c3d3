"""Places in a list as text between two neighbours, so that moving one row touches one row."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
TAIL = 4


def _middle(low: str, high: str | None) -> str:
    """Return digits strictly between `low` and `high` (None: no upper end)."""
    result = ""
    position = 0
    while True:
        first = DIGITS.index(low[position]) if position < len(low) else 0
        last = len(DIGITS)
        if high is not None:
            last = DIGITS.index(high[position]) if position < len(high) else 0
        if last - first > 1:
            return result + DIGITS[(first + last) // 2]
        result += DIGITS[first]
        if last > first or (high is not None and position > len(high)):
            # One step apart: from here on only the lower end binds. Or there is no room at
            # all ("A" and "A0"), which only a foreign hand writes: then after `low` will do.
            high = None
        position += 1


def order_between(low: str | None, high: str | None, random: Callable[[int], bytes]) -> str:
    """Return an order key after `low` and before `high`; None is the beginning or the end.

    Four random characters follow, so that two people inserting at one place get two keys.
    Equal or crossed neighbours (they can arise when consoles met) give a key after `low`.
    """
    if high is not None and high <= (low or ""):
        high = None
    tail = "".join(DIGITS[byte % len(DIGITS)] for byte in random(TAIL))
    key = _middle(low or "", high)
    candidate = key + tail
    # A tail can reach the upper neighbour only when the key is a prefix of it.
    if high is not None and candidate >= high:
        candidate = _middle(key, high) + tail
    return candidate
