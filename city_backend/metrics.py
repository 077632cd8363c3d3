"""Counts for whoever watches the backend; never a name, never a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


class Metrics:
    """Counters since the start, by name and one label."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, name: str, label: str, value: str, count: int = 1) -> None:
        """Count something up."""
        self._counts[name, label, value] += count

    def text(self, gauges: Mapping[str, float]) -> str:
        """Return everything in the text format that Prometheus reads."""
        lines = [
            f'dialogpult_{name}{{{label}="{value}"}} {count}'
            for (name, label, value), count in sorted(self._counts.items())
        ]
        lines += [f"dialogpult_{name} {value}" for name, value in sorted(gauges.items())]
        return "\n".join(lines) + "\n"
