"""What each figure has to reach: the one table of goals."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Goal:
    """At most `first`, and better still at most `aim`: of the ratio to the floor, or the value."""

    name: str
    unit: Literal["ms", "s", "%", "KiB", "MiB"]
    of: Literal["ratio", "value"]
    first: float
    aim: float


GOALS = (
    Goal("first_paint", "ms", "ratio", 1.8, 1.5),
    Goal("ready", "ms", "ratio", 6, 4.5),
    Goal("rss", "MiB", "ratio", 3.2, 2.8),
    Goal("note_commit", "ms", "ratio", 4, 2.5),
    Goal("note_to_peer_p50", "ms", "value", 10, 3),
    Goal("note_to_peer_p99", "ms", "value", 40, 8),
    Goal("offline_push_10k", "s", "value", 1, 0.4),
    Goal("offline_pull_10k", "s", "value", 1, 0.4),
    Goal("fanout_100_p99", "ms", "value", 50, 25),
    Goal("idle_cpu_live", "%", "value", 1, 0.5),
)


def goal(name: str) -> Goal:
    """The goal of a figure."""
    return next(one for one in GOALS if one.name == name)
