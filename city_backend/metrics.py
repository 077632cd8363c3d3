"""Counts for whoever watches the backend; never a name, never a text."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

#: Upper ends of the histograms, seconds: from what a commit takes to what a proxy gives up on.
BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_PREFIX: Final = "dialogpult_"
Labels = tuple[tuple[str, str], ...]


class _Histogram:
    """How many values lay below each bound."""

    def __init__(self) -> None:
        self.counts = [0] * (len(BUCKETS) + 1)
        self.total = 0.0

    def add(self, value: float) -> None:
        self.counts[bisect_left(BUCKETS, value)] += 1
        self.total += value

    def lines(self, name: str, labels: Labels) -> list[str]:
        found: list[str] = []
        below = 0
        for bound, count in zip((*BUCKETS, None), self.counts, strict=True):
            below += count
            end = "+Inf" if bound is None else f"{bound:g}"
            found.append(f"{name}_bucket{_shown((*labels, ('le', end)))} {below}")
        found.append(f"{name}_sum{_shown(labels)} {self.total:.6f}")
        found.append(f"{name}_count{_shown(labels)} {below}")
        return found


class Metrics:
    """Counters and histograms since the start; for any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, Labels]] = Counter()
        self._histograms: defaultdict[tuple[str, Labels], _Histogram] = defaultdict(_Histogram)

    def add(self, name: str, label: str, value: str, count: int = 1) -> None:
        """Count something up."""
        self.count(name, count, **{label: value})

    def count(self, name: str, count: int = 1, /, **labels: str) -> None:
        """Count something up that has any number of labels."""
        with self._lock:
            self._counts[name, tuple(labels.items())] += count

    def observe(self, name: str, seconds: float, /, **labels: str) -> None:
        """Take note of how long something took."""
        with self._lock:
            self._histograms[name, tuple(labels.items())].add(seconds)

    def committed(self, seconds: float) -> None:
        """Take note of a transaction that became durable after `seconds`."""
        self.count("commits_total")
        self.observe("commit_seconds", seconds)

    def text(self, gauges: Mapping[str, float]) -> str:
        """Return everything in the text format that Prometheus reads.

        A gauge whose name ends with "_total" is a counter that somebody else keeps.
        """
        with self._lock:
            lines = _families(
                "counter",
                {
                    key: [f"{_PREFIX}{key[0]}{_shown(key[1])} {count}"]
                    for key, count in self._counts.items()
                },
            )
            lines += _families(
                "histogram",
                {
                    key: one.lines(f"{_PREFIX}{key[0]}", key[1])
                    for key, one in self._histograms.items()
                },
            )
        for name, value in sorted(gauges.items()):
            kind = "counter" if name.endswith("_total") else "gauge"
            lines += [f"# TYPE {_PREFIX}{name} {kind}", f"{_PREFIX}{name} {value}"]
        return "\n".join(lines) + "\n"


def _families(kind: str, found: Mapping[tuple[str, Labels], list[str]]) -> list[str]:
    """Return lines by name, each name introduced once."""
    lines: list[str] = []
    before = ""
    for name, labels in sorted(found):
        if name != before:
            lines.append(f"# TYPE {_PREFIX}{name} {kind}")
            before = name
        lines += found[name, labels]
    return lines


def _shown(labels: Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
