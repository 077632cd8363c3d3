"""What each figure has to reach: the one table of goals."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Goal:
    """At most `first`, and better still at most `aim`: of the ratio to the floor, or the value.

    Without them the figure is only reported.  `long`: taken by `make bench-long` alone.
    """

    name: str
    unit: Literal["ms", "s", "%", "KiB", "MiB", "1/s"]
    of: Literal["ratio", "value"]
    first: float | None = None
    aim: float | None = None
    long: bool = False


GOALS = (
    Goal("first_paint", "ms", "ratio", 1.8, 1.5),
    Goal("ready", "ms", "ratio", 6, 4.5),
    Goal("rss", "MiB", "ratio", 3.2, 2.8),
    Goal("note_commit", "ms", "ratio", 4, 2.5),
    Goal("note_to_peer_p50", "ms", "value", 10, 3),
    Goal("note_to_peer_p99", "ms", "value", 40, 8),
    Goal("offline_push_10k", "s", "value", 1, 0.4),
    Goal("offline_pull_10k", "s", "value", 1, 0.4),
    Goal("push_throughput", "1/s", "value"),
    Goal("fanout_100_p99", "ms", "value", 50, 25),
    Goal("fanout_1000_p99", "ms", "value", 250, 150),
    Goal("stream_rss_kib", "KiB", "value", 64, 45),
    Goal("reconnect_storm", "s", "value", 5, 2),
    Goal("pg_two_process_p50", "ms", "value", 10, 5),
    Goal("pg_two_process_p99", "ms", "value", 20, 8),
    Goal("timer_skew_p99", "ms", "value", 50, 20),
    Goal("idle_cpu_live", "%", "value", 1, 0.5),
    Goal("live_tick", "ms", "value", 3, 1.5),
    Goal("open_live", "ms", "value", 150),
    Goal("frame_max", "ms", "value", 16),
    Goal("theme_switch", "ms", "value", 150),
    Goal("key_to_paint_f5", "ms", "value", 50),
    Goal("dialogues_300_p99", "ms", "value", long=True),
    Goal("dialogues_300_cpu", "%", "value", long=True),
    Goal("dialogues_300_rss", "MiB", "value", long=True),
)


def goal(name: str) -> Goal:
    """The goal of a figure."""
    return next(one for one in GOALS if one.name == name)
