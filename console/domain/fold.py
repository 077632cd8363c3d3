"""The state of one entity as a pure function of the set of its operations.

Order of arrival and sequence numbers have no influence. Any list of valid operations folds.
Source: docs/protocol.md, "The fold".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from console.domain.fold_undo import left_out_by_undo
from console.domain.hiding import is_hidden, withdrawals
from console.domain.ops import MAX_BASE, Entry
from console.domain.standing import sets_of, standing
from console.domain.texts import TextValue, Version, text_value

__all__ = ["EntityState", "TextValue", "Version", "fold"]

#: Kinds that lose their words when the person they are about is erased; families with a dot.
_PERSONAL: Final = ("participant.", "tech_case.", "speaker.")
_NEVER_BLANK: Final = frozenset({"participant.merged", "participant.erased", "undone", "redacted"})


class EntityState(Struct, frozen=True, kw_only=True):
    """One folded entity.

    `fields` holds each field's winner, `rivals` the further values nobody replaced, `counters`
    sums by run or poll, `marks` the live events in order, `heads` per field the operations that
    an edit has to name. `hidden`: withdrawn, removed, or its making was undone.
    """

    id: str
    family: str
    texts: Mapping[str, TextValue] = {}
    fields: Mapping[str, Any] = {}
    rivals: Mapping[str, tuple[Any, ...]] = {}
    counters: Mapping[str, int] = {}
    marks: tuple[Entry, ...] = ()
    live: tuple[Entry, ...] = ()
    heads: Mapping[str, tuple[str, ...]] = {}
    unsent: Mapping[str, tuple[str, ...]] = {}
    withdrawals: tuple[str, ...] = ()
    added: Entry | None = None
    hidden: bool = False
    erased: bool = False
    needs_newer: bool = False

    def text(self, name: str) -> str:
        """Return the text shown for `name`; empty when nobody wrote one."""
        value = self.texts.get(name)
        return value.text if value is not None else ""

    def base_for(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return what an operation that sets `names` has to name: what is on screen now.

        While an operation is unsent it may still be refused, so the sent ones it names are
        named as well. No operation can name more than `MAX_BASE`; the rest stays visible.
        """
        named: dict[str, None] = {}
        for name in names:
            for op_id in self.heads.get(name, ()):
                named[op_id] = None
                for below in self.unsent.get(op_id, ()):
                    named[below] = None
        return tuple(named)[:MAX_BASE]


def fold(
    family: str,
    entity: str,
    operations: Iterable[Entry],
    *,
    erased: bool = False,
    left_out: Collection[str] = (),
) -> EntityState:
    """Return the state of one entity from its operations, given in any order.

    `erased`: the person it is about was erased, so every body with personal words is blank.
    `left_out`: operations that count as undone for a reason outside this entity (a lost draw).
    """
    entries = _each_once(operations)
    if len(entries) == 1 and not erased and not left_out:
        state = _single(family, entity, next(iter(entries.values())))
        if state is not None:
            return state
    erased = erased or any(entry.does == "erase" for entry in entries.values())
    out = left_out_by_undo(entries) | {op_id for op_id in left_out if op_id in entries}
    for op_id in _to_blank(entries, erased=erased):
        entries[op_id] = msgspec.structs.replace(entries[op_id], body=None)
    live = [entry for op_id, entry in entries.items() if op_id not in out]
    live.sort(key=lambda entry: entry.head.op_id)
    return _state(family, entity, entries, live, out, erased=erased)


def _each_once(operations: Iterable[Entry]) -> dict[str, Entry]:
    """Return the operations by id; of two copies, the one received first, with its words."""
    entries: dict[str, Entry] = {}
    for entry in operations:
        other = entries.setdefault(entry.head.op_id, entry)
        if other is not entry and _copy_order(entry) < _copy_order(other):
            entries[entry.head.op_id] = entry
    return entries


def _copy_order(entry: Entry) -> tuple[Any, ...]:
    first = entry.first_received_at
    unread = (entry.kind is None, entry.body is None, not entry.sent)
    return (*unread, first is None, first or 0, entry.instant, entry.by, entry.device, entry.role)


def _single(family: str, entity: str, entry: Entry) -> EntityState | None:
    """Return the state of an entity with one ordinary operation: most of them are such."""
    kind = entry.kind
    if kind is None or entry.body is None or kind.body.DOES != "add" or kind.counter:
        return None
    sets = sets_of(entry)
    op_id = entry.head.op_id
    return EntityState(
        id=entity,
        family=family,
        texts={
            name: text_value(name, [(entry, sets[name])], {}) for name in kind.texts if name in sets
        },
        fields={name: value for name, value in sets.items() if name not in kind.texts},
        heads=dict.fromkeys(sets, (op_id,)),
        unsent={} if entry.sent else {op_id: ()},
        live=(entry,),
        added=entry,
    )


def _to_blank(entries: Mapping[str, Entry], *, erased: bool) -> set[str]:
    """Return the operations that lose their words: to a redaction, or to the person's erasure."""
    named: set[str] = set()
    for entry in entries.values():
        if entry.does == "redact" and entry.body is not None:
            named.update(getattr(entry.body, "ops", ()))
    if erased:
        named.update(
            op_id for op_id, entry in entries.items() if entry.head.kind.startswith(_PERSONAL)
        )
    return {
        op_id
        for op_id in named
        if op_id in entries and entries[op_id].head.kind not in _NEVER_BLANK
    }


def _state(
    family: str,
    entity: str,
    entries: Mapping[str, Entry],
    live: list[Entry],
    out: Collection[str],
    *,
    erased: bool,
) -> EntityState:
    passed = {*out, *(op_id for op_id, entry in entries.items() if entry.body is None)}
    found = standing(live, entries, passed)
    words = {name for entry in live if entry.kind is not None for name in entry.kind.texts}
    texts = {
        name: text_value(name, pairs, entries) for name, pairs in found.items() if name in words
    }
    plain = {name: pairs for name, pairs in found.items() if name not in words}
    hides = withdrawals(live, entries, passed)
    adds = [entry for entry in live if entry.does == "add"]
    return EntityState(
        id=entity,
        family=family,
        texts=texts,
        fields={name: pairs[0][1] for name, pairs in plain.items()},
        rivals={
            name: tuple(value for _, value in pairs[1:])
            for name, pairs in plain.items()
            if len(pairs) > 1
        },
        counters=_counters(live),
        marks=_marks(live),
        live=tuple(live),
        heads={
            name: tuple(entry.head.op_id for entry, _ in pairs) for name, pairs in found.items()
        },
        unsent={
            entry.head.op_id: tuple(op for op in entry.head.base if _sent(entries, op))
            for entry in live
            if not entry.sent
        },
        withdrawals=tuple(entry.head.op_id for entry in hides),
        added=min(adds, key=lambda entry: entry.rank) if adds else None,
        hidden=is_hidden(texts, hides, live, entries, passed, out),
        erased=erased,
        needs_newer=any(entry.kind is None for entry in live),
    )


def _sent(entries: Mapping[str, Entry], op_id: str) -> bool:
    return op_id in entries and entries[op_id].sent


def _counters(live: list[Entry]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for entry in live:
        if entry.kind is not None and entry.kind.counter and entry.body is not None:
            run: str = getattr(entry.body, entry.body.COUNTS_FOR)
            sums[run] += getattr(entry.body, entry.kind.counter)
    return dict(sums)


def _marks(live: list[Entry]) -> tuple[Entry, ...]:
    events = [entry for entry in live if entry.does == "mark" and entry.body is not None]
    events.sort(key=lambda entry: (entry.happened_at, entry.rank))
    return tuple(events)
