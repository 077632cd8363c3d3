"""Figures beside their goals: ratios, the table, and in words what is missed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.goals import Goal, goal

HEADINGS = ("figure", "value", "floor", "ratio", "first goal", "aim", "load")


@dataclass(frozen=True)
class Figure:
    """A measured value in its goal's unit; `load` is that of the machine while it was measured."""

    name: str
    value: float
    floor: float | None = None
    load: float = 0.0

    @property
    def ratio(self) -> float | None:
        """How many times the floor it is; None without one."""
        return self.value / self.floor if self.floor else None

    @property
    def reached(self) -> float:
        """The number that the goal is about."""
        if goal(self.name).of == "value":
            return self.value
        assert self.ratio is not None
        return self.ratio


def as_json(figures: Sequence[Figure]) -> str:
    """The figures as they are kept."""
    rows = [
        {
            "name": one.name,
            "value": round(one.value, 4),
            "unit": goal(one.name).unit,
            "floor": None if one.floor is None else round(one.floor, 4),
            "ratio": None if one.ratio is None else round(one.ratio, 3),
        }
        for one in figures
    ]
    return json.dumps(rows, indent=2) + "\n"


def kept(path: Path, figures: Sequence[Figure]) -> list[dict[str, object]]:
    """Write the figures; those of an earlier run that were not measured now stay beside them."""
    rows = json.loads(as_json(figures))
    measured = {row["name"] for row in rows}
    earlier = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    rows += [row for row in earlier if row["name"] not in measured]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return rows


def as_table(figures: Sequence[Figure]) -> str:
    """One line for each figure, columns aligned."""
    rows = [HEADINGS, *(_row(one) for one in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if column == 0 else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(one: Figure) -> tuple[str, ...]:
    wanted = goal(one.name)
    return (
        one.name,
        f"{_number(one.value)} {wanted.unit}",
        "–" if one.floor is None else f"{_number(one.floor)} {wanted.unit}",
        "–" if one.ratio is None else f"{one.ratio:.2f} ×",
        _bound(wanted, wanted.first),
        _bound(wanted, wanted.aim),
        f"{one.load:.1f}",
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _bound(wanted: Goal, limit: float | None) -> str:
    if limit is None:
        return "–"
    return f"≤ {limit:g} {'×' if wanted.of == 'ratio' else wanted.unit}"


def verdicts(figures: Sequence[Figure]) -> list[str]:
    """A sentence for each figure that misses a goal, worst first, and one about the rest."""
    grades = {one.name: _grade(one) for one in figures}
    missed = [one for one in figures if grades[one.name] == "missed"]
    lines = [_miss(one, "first goal", goal(one.name).first) for one in missed]
    close = [one for one in figures if grades[one.name] == "close"]
    lines += [_miss(one, "aim", goal(one.name).aim) for one in close]
    good = [one.name for one in figures if grades[one.name] == "good"]
    if good:
        lines.append(f"At its aim: {', '.join(good)}.")
    return lines


def _grade(one: Figure) -> str:
    """How a figure stands to its goals; empty for one that is only reported."""
    wanted = goal(one.name)
    if wanted.first is None or wanted.aim is None:
        return ""
    if one.reached > wanted.first:
        return "missed"
    return "close" if one.reached > wanted.aim else "good"


def _miss(one: Figure, which: str, limit: float | None) -> str:
    wanted = goal(one.name)
    if wanted.of == "ratio":
        found = f"{one.reached:.2f} times its floor"
        most = f"{limit:g} times"
    else:
        found = f"{_number(one.reached)} {wanted.unit}"
        most = f"{limit:g} {wanted.unit}"
    first = "reaches its first goal but misses its" if which == "aim" else "misses its"
    return f"{one.name} {first} {which}: {found}, at most {most} are wanted."
