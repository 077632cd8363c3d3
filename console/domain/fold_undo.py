"""Which operations are left out because an `undone` names them."""

from __future__ import annotations

from collections.abc import Mapping

from console.domain.ops import Entry
from console.domain.rights import BACKEND_ONLY

_UNTOUCHABLE = BACKEND_ONLY | {"redacted", "participant.erased"}


def _target(entry: Entry, entries: Mapping[str, Entry]) -> str | None:
    """Return the operation that an `undone` takes back here, or None when it has no effect."""
    target = entries.get(entry.head.undoes or "")
    if target is None or target is entry:
        return None
    named = entry.head.undoes_kind
    real = target.head.undoes_kind if target.head.kind == "undone" else target.head.kind
    if named != real or target.head.kind in _UNTOUCHABLE:
        return None
    return target.head.op_id


def left_out_by_undo(entries: Mapping[str, Entry]) -> set[str]:
    """Return the ids of all operations that a live `undone` names.

    An operation is live when no live `undone` names it. Computed from the ends inwards, so it is
    linear; operations that undo each other in a ring have no effect at all.
    """
    targets = {
        op_id: target
        for op_id, entry in entries.items()
        if entry.head.kind == "undone" and (target := _target(entry, entries)) is not None
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
