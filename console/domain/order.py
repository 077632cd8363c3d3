"""Places in a list as text between two neighbours, so that moving one row touches one row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
TAIL: Final = 4
MAX_ORDER: Final = 120

#: A key is read in blocks of so many digits.
BLOCK: Final = 6
_END: Final = len(DIGITS) ** BLOCK
#: From one row to the next; what lies between is room for rows put in between.
_STEP: Final = len(DIGITS) ** 3


def order_between(low: str | None, high: str | None, random: Callable[[int], bytes]) -> str:
    """Return an order key after `low` and before `high`; None is the beginning or the end.

    Four random characters follow, so that two people inserting at one place get two keys.
    Where there is no room (equal or crossed neighbours, "A" and "A0", which can only arise when
    consoles met or a foreign hand wrote them) the key comes right behind `low`. Keys at the
    limit of length may come out equal: then the rows' ids decide.
    """
    below = low or ""
    if high is None or (below < high and _has_room(below, high)):
        place = _between(below, high, _lean(below, high))
    else:
        place = below + _block(_END // 2)
    tail = "".join(DIGITS[byte % len(DIGITS)] for byte in random(TAIL))
    return (place + tail)[:MAX_ORDER]


def _has_room(low: str, high: str) -> bool:
    """Tell whether any key lies between: none does when only zeros come on top of `low`."""
    return not high.startswith(low) or bool(high[len(low) :].strip(DIGITS[0]))


def _lean(low: str, high: str | None) -> int:
    """Return beside which neighbour the key goes: 1 the lower, -1 the upper, 0 neither.

    Rows mostly come beside the row that came last: the only one, or the one with the longer key.
    """
    if high is None:
        return 1 if low else 0
    return -1 if not low else (len(low) > len(high)) - (len(low) < len(high))


def _between(low: str, high: str | None, lean: int) -> str:
    """Return blocks strictly between `low` and `high` (None: no upper end)."""
    result = ""
    while True:
        first = _value(low)
        last = _END if high is None else _value(high)
        if last - first > 1:
            step = min(_STEP, (last - first) // 2)
            chosen = {1: first + step, -1: last - step, 0: (first + last) // 2}
            return result + _block(chosen[lean])
        result += _block(first)
        if high is not None and last > first:
            # No block is left between them: on top of the lower one there is all the room.
            high, lean = None, max(lean, 0)
        low, high = low[BLOCK:], None if high is None else high[BLOCK:]


def _value(key: str) -> int:
    """Return the first block of a key as a number."""
    value = 0
    for digit in key[:BLOCK].ljust(BLOCK, DIGITS[0]):
        value = value * len(DIGITS) + DIGITS.index(digit)
    return value


def _block(value: int) -> str:
    digits = ""
    for _ in range(BLOCK):
        value, digit = divmod(value, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits
