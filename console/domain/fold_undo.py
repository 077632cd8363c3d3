"""Which operations are left out because an `undone` names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from console.domain.ops import Entry

_FOR_GOOD: Final = frozenset({"redacted", "participant.erased"})


def _target(entry: Entry, entries: Mapping[str, Entry]) -> str | None:
    """Return the operation that an `undone` takes back here, or None when it has no effect."""
    target = entries.get(entry.head.undoes or "")
    if target is None:
        return None
    real = target.head.undoes_kind if target.does == "undo" else target.head.kind
    if entry.head.undoes_kind != real or not _can_be_undone(target):
        return None
    return target.head.op_id


def _can_be_undone(target: Entry) -> bool:
    """Tell whether an operation can be taken back: not what was deleted, and not a membership."""
    return target.head.kind not in _FOR_GOOD and not target.head.kind.startswith("member.")


def left_out_by_undo(entries: Mapping[str, Entry]) -> set[str]:
    """Return the ids of all operations that a live `undone` names.

    An operation is live when no live `undone` names it. Computed from the ends inwards, so it is
    linear; operations that undo each other in a ring have no effect at all.
    """
    targets = {
        op_id: target
        for op_id, entry in entries.items()
        if entry.does == "undo" and (target := _target(entry, entries)) is not None
    }
    if not targets:
        return set()
    open_namers = dict.fromkeys(targets, 0)
    for target in targets.values():
        if target in open_namers:
            open_namers[target] += 1
    ready = [op_id for op_id, count in open_namers.items() if count == 0]
    out: set[str] = set()
    while ready:
        op_id = ready.pop()
        target = targets[op_id]
        if op_id not in out:
            out.add(target)
        if target in open_namers:
            open_namers[target] -= 1
            if open_namers[target] == 0:
                ready.append(target)
    return out
