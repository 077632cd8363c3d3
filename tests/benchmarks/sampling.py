"""Medians and percentiles, and how busy the machine is meanwhile."""

import math
import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Pair:
    """What was measured and its floor, taken in turn."""

    values: list[float] = field(default_factory=list)
    floors: list[float] = field(default_factory=list)

    def add(self, value: float, floor: float) -> None:
        """Take one of each."""
        self.values.append(value)
        self.floors.append(floor)

    @property
    def value(self) -> float:
        return statistics.median(self.values)

    @property
    def floor(self) -> float:
        return statistics.median(self.floors)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0 to 1) of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def load() -> float:
    """How many processes wanted to run during the last minute."""
    return os.getloadavg()[0]
