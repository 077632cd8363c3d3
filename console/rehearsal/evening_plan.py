"""How long everything takes on the rehearsed evening: late start, two long rounds, an overrun."""

from __future__ import annotations

from random import Random
from typing import Final

from msgspec import Struct

from console.templates import read_template

MINUTE: Final = 60.0
#: The dialogue begins this late.
LATE_S: Final = 3 * MINUTE
#: How many minutes longer or shorter than planned each item really takes.
_DRIFT: Final = {
    "welcome": 1,
    "input": 2,
    "groups_1": 2,
    "break": 0,
    "reports": 2,
    "groups_2": 3,
    "proposals": 2,
    "points": 1,
    "answers": 2,
    "closing": 0,
}


class Stretch(Struct, frozen=True, kw_only=True):
    """An item as it really takes place; seconds since the planned beginning."""

    key: str
    kind: str
    begins: float
    ends: float

    def at(self, part: float) -> float:
        """Return the instant at a part (0 to 1) of the item."""
        return self.begins + (self.ends - self.begins) * part


def stretches(random: Random) -> list[Stretch]:
    """Return the items in order; a seed moves each end by up to twenty seconds."""
    found: list[Stretch] = []
    at = LATE_S
    for item in read_template()["item"]:
        ends = at + (item["minutes"] + _DRIFT[item["key"]]) * MINUTE + random.randint(-20, 20)
        found.append(Stretch(key=item["key"], kind=item["kind"], begins=at, ends=ends))
        at = ends
    return found
