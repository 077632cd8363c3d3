"""Merging two wordings of one text whose changes do not touch.

The algorithm is part of the format: every console must show the same, today and in ten years,
so it uses no library and never changes. Longer texts than `MAX_LINES` are not merged.
"""

from __future__ import annotations

MAX_LINES = 200


def _common(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Return a longest common subsequence as index pairs; of equal ones, by skipping `a` first."""
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            if a[i] == b[j]:
                lengths[i][j] = lengths[i + 1][j + 1] + 1
            else:
                lengths[i][j] = max(lengths[i + 1][j], lengths[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _changes(base: list[str], other: list[str]) -> list[tuple[int, int, list[str]]]:
    """Return what `other` changed, as (first base line, end base line, new lines)."""
    changes: list[tuple[int, int, list[str]]] = []
    at_base = at_other = 0
    for i, j in [*_common(base, other), (len(base), len(other))]:
        if i > at_base or j > at_other:
            changes.append((at_base, i, other[at_other:j]))
        at_base, at_other = i + 1, j + 1
    return changes


def _touch(one: tuple[int, int, list[str]], two: tuple[int, int, list[str]]) -> bool:
    """Tell whether two changes overlap, adjoin, or insert at one place."""
    return one[0] <= two[1] and two[0] <= one[1]


def merged(base: str, one: str, two: str) -> str | None:
    """Return both wordings in one text, or None when their lines touch or there are too many."""
    lines = base.split("\n"), one.split("\n"), two.split("\n")
    if max(len(part) for part in lines) > MAX_LINES:
        return None
    first, second = _changes(lines[0], lines[1]), _changes(lines[0], lines[2])
    if any(_touch(a, b) for a in first for b in second):
        return None
    result = list(lines[0])
    for start, end, new in sorted([*first, *second], key=lambda change: change[0], reverse=True):
        result[start:end] = new
    return "\n".join(result)
