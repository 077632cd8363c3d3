"""Which operations of an entity stand: those that no other one replaced, field by field.

An operation replaces the ones that its base names, for the fields that both set. Naming goes on
through operations that are left out or blank, so it is carried along from base to base; each
step is taken at most twice per field, so even a hostile entity folds in linear time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from msgspec import UNSET

from console.domain.ops import Entry

Pair = tuple[Entry, Any]
#: Stands for every field: a blank operation replaces all that it names.
_EVERY = "*"


def sets_of(entry: Entry) -> dict[str, Any]:
    """Return the fields (texts too) that an operation sets; counters and marks set none."""
    kind, body = entry.kind, entry.body
    if kind is None or body is None:
        return {}
    result: dict[str, Any] = dict(body.IMPLIES)
    if body.REGISTER:
        result[body.register_name] = entry
        return result
    for name in kind.settable:
        value = getattr(body, name)
        if value is not UNSET:
            result[name] = value
    return result


def reach(base: Iterable[str], entries: Mapping[str, Entry], passed: Collection[str]) -> set[str]:
    """Return what a base names, going on through operations in `passed` (left out or blank)."""
    reached: set[str] = set()
    waiting = [op_id for op_id in base if op_id in entries]
    while waiting:
        op_id = waiting.pop()
        if op_id in reached:
            continue
        reached.add(op_id)
        if op_id in passed:
            waiting.extend(name for name in entries[op_id].head.base if name in entries)
    return reached


def standing(
    live: Iterable[Entry], entries: Mapping[str, Entry], passed: Collection[str]
) -> dict[str, list[Pair]]:
    """Return per field the operations nobody replaced with their values, the greatest first."""
    ranked = sorted(live, key=lambda entry: entry.rank, reverse=True)
    by_field: dict[str, list[Pair]] = defaultdict(list)
    claims: dict[str, Collection[str]] = {}
    for entry in ranked:
        sets = sets_of(entry)
        claims[entry.head.op_id] = (_EVERY,) if _is_blank(entry) else sets
        for name, value in sets.items():
            by_field[name].append((entry, value))
    arrived = _arrivals(claims, entries, passed)
    blanks = [entry for entry in ranked if _is_blank(entry)]
    result: dict[str, list[Pair]] = {}
    for name, pairs in by_field.items():
        kept = [pair for pair in pairs if not _is_replaced(pair[0], name, arrived)]
        if not kept and not _is_under_blank(name, pairs, blanks, arrived, entries, passed):
            # Operations that replace each other in a ring leave none: then all of them stand.
            kept = pairs
        if kept:
            result[name] = kept
    return result


def _is_blank(entry: Entry) -> bool:
    """Tell whether an operation has lost its words, or has them for other roles only.

    One that this program does not understand is not blank: nobody here knows what it replaces.
    """
    kind = entry.kind
    return entry.body is None and kind is not None and kind.body.DOES in ("add", "set")


Arrivals = dict[tuple[str, str], set[str]]


def _arrivals(
    claims: Mapping[str, Collection[str]], entries: Mapping[str, Entry], passed: Collection[str]
) -> Arrivals:
    """Return per operation and field (at most two of) the operations that replace it there.

    Two are enough to know whether one of them is another operation than itself.
    """
    arrived: Arrivals = defaultdict(set)
    waiting = [
        (below, name, op_id)
        for op_id, names in claims.items()
        for name in names
        for below in entries[op_id].head.base
    ]
    while waiting:
        op_id, name, source = waiting.pop()
        if op_id not in entries:
            continue
        here = arrived[op_id, name]
        if source in here or len(here) > 1:
            continue
        here.add(source)
        if op_id in passed:
            waiting.extend((below, name, source) for below in entries[op_id].head.base)
    return arrived


def _is_replaced(entry: Entry, name: str, arrived: Arrivals) -> bool:
    itself = {entry.head.op_id}
    op_id = entry.head.op_id
    return any(arrived[key] - itself for key in ((op_id, name), (op_id, _EVERY)) if key in arrived)


def _is_under_blank(
    name: str,
    pairs: list[Pair],
    blanks: list[Entry],
    arrived: Arrivals,
    entries: Mapping[str, Entry],
    passed: Collection[str],
) -> bool:
    """Tell whether what is on top of a field is an operation that lost its words."""
    tops = [entry for entry in blanks if not _is_replaced(entry, name, arrived)]
    under = reach((below for entry in tops for below in entry.head.base), entries, passed)
    return any(entry.head.op_id in under for entry, _ in pairs)
