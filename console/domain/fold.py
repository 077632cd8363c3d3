"""The state of one entity as a pure function of the set of its operations.

Order of arrival and sequence numbers have no influence. Any list of valid operations folds.
Source: docs/protocol.md, "The fold".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, Struct

from console.domain.fold_undo import left_out_by_undo
from console.domain.merge import merged
from console.domain.ops import Entry


class Version(Struct, frozen=True, kw_only=True):
    """One wording that nobody replaced; `at` is its effective instant (UTC ms)."""

    op_id: str
    text: str
    at: int
    by: str = ""
    role: str = ""
    sent: bool = False


class TextValue(Struct, frozen=True, kw_only=True):
    """What is shown of a text: head first in `versions`; `text` is the head or the merge."""

    text: str
    versions: tuple[Version, ...]
    merged: bool = False

    @property
    def alternatives(self) -> tuple[Version, ...]:
        """The versions a person has to choose from; empty when there is nothing to choose."""
        return () if self.merged else self.versions[1:]


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
        named as well.
        """
        named: dict[str, None] = {}
        for name in names:
            for op_id in self.heads.get(name, ()):
                named[op_id] = None
                for below in self.unsent.get(op_id, ()):
                    named[below] = None
        return tuple(named)


#: Field name under which a hiding or lifting operation would never compete.
WHOLE = "*"


def _sets(entry: Entry) -> dict[str, Any]:
    """Return the fields (texts too) that an operation sets; counters and marks set none."""
    kind, body = entry.kind, entry.body
    if kind is None or body is None:
        return {}
    result: dict[str, Any] = dict(body.IMPLIES)
    if body.REGISTER:
        result[body.REGISTER] = entry
        return result
    for name in kind.texts | kind.values:
        value = getattr(body, name)
        if value is not UNSET:
            result[name] = value
    return result


def _reach(base: Iterable[str], entries: Mapping[str, Entry], passed: Collection[str]) -> set[str]:
    """Return what a base names, going on through operations in `passed` (left out or blanked)."""
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


def _candidates(
    live: list[Entry], entries: Mapping[str, Entry], passed: Collection[str]
) -> dict[str, list[tuple[Entry, Any]]]:
    """Return per field the operations nobody replaced with their values, the greatest first."""
    sets = {entry.head.op_id: _sets(entry) for entry in live}
    replaced: set[tuple[str, str]] = set()
    for entry in live:
        own = sets[entry.head.op_id]
        everything = entry.body is None
        for op_id in _reach(entry.head.base, entries, passed):
            if op_id == entry.head.op_id:
                continue
            for name in sets.get(op_id, {}):
                if everything or name in own:
                    replaced.add((op_id, name))
    by_field: dict[str, list[tuple[Entry, Any]]] = defaultdict(list)
    for entry in sorted(live, key=lambda one: one.rank, reverse=True):
        for name, value in sets[entry.head.op_id].items():
            by_field[name].append((entry, value))
    return {
        # Operations that replace each other in a ring leave none: then all of them stand.
        name: [pair for pair in pairs if (pair[0].head.op_id, name) not in replaced] or pairs
        for name, pairs in by_field.items()
    }


def _text_value(
    name: str, pairs: list[tuple[Entry, Any]], entries: Mapping[str, Entry]
) -> TextValue:
    versions = tuple(
        Version(
            op_id=entry.head.op_id,
            text=value,
            at=entry.instant,
            by=entry.by,
            role=entry.role,
            sent=entry.sent,
        )
        for entry, value in pairs
    )
    if len(pairs) == 2:
        both = _merge_pair(name, pairs, entries)
        if both is not None:
            return TextValue(text=both, versions=versions, merged=True)
    return TextValue(text=versions[0].text, versions=versions)


def _merge_pair(
    name: str, pairs: list[tuple[Entry, Any]], entries: Mapping[str, Entry]
) -> str | None:
    """Return the merge of two versions made on one and the same text, or None."""
    bases = [
        [op_id for op_id in entry.head.base if op_id in entries and name in _sets(entries[op_id])]
        for entry, _ in pairs
    ]
    if len(bases[0]) != 1 or bases[0] != bases[1]:
        return None
    below = _sets(entries[bases[0][0]])[name]
    # The earlier operation id first, so that who wins the head does not change the merge.
    first, second = sorted(pairs, key=lambda pair: pair[0].head.op_id)
    return merged(below, first[1], second[1])


def _withdrawals(
    live: list[Entry], entries: Mapping[str, Entry], passed: Collection[str]
) -> tuple[list[Entry], set[str]]:
    """Return the withdrawals nobody lifted, and every operation they name."""
    lifted: set[str] = set()
    for entry in live:
        if entry.kind is not None and entry.kind.body.DOES == "lift":
            lifted |= _reach(entry.head.base, entries, passed)
    hides = [
        entry
        for entry in live
        if entry.kind is not None
        and entry.kind.body.DOES == "hide"
        and entry.head.op_id not in lifted
    ]
    named: set[str] = set()
    for entry in hides:
        named |= _reach(entry.head.base, entries, passed)
    return hides, named


def _blanked(entries: Mapping[str, Entry], left_out: Collection[str]) -> set[str]:
    """Return the operations that a redaction names."""
    names: set[str] = set()
    for entry in entries.values():
        if entry.kind is None or entry.kind.body.DOES != "redact" or entry.body is None:
            continue
        if entry.head.op_id not in left_out:
            names.update(getattr(entry.body, "ops", ()))
    return names


def _is_hidden(
    entity_texts: Mapping[str, TextValue],
    adds: list[Entry],
    hides: list[Entry],
    named: set[str],
    undone_add: bool,
    live: list[Entry],
) -> bool:
    visible = [version.op_id for value in entity_texts.values() for version in value.versions]
    if visible:
        return bool(hides) and all(op_id in named for op_id in visible)
    if adds:
        return bool(hides) and all(entry.head.op_id in named for entry in adds)
    return undone_add or bool(hides) or not live


def _single(family: str, entity: str, entry: Entry) -> EntityState | None:
    """Return the state of an entity with one ordinary operation: most of them are such."""
    kind = entry.kind
    if kind is None or entry.body is None or kind.body.DOES != "add" or kind.counter:
        return None
    texts: dict[str, TextValue] = {}
    fields: dict[str, Any] = {}
    op_id = entry.head.op_id
    heads: dict[str, tuple[str, ...]] = {}
    for name, value in _sets(entry).items():
        heads[name] = (op_id,)
        if name in kind.texts:
            texts[name] = _text_value(name, [(entry, value)], {})
        else:
            fields[name] = value
    return EntityState(
        id=entity,
        family=family,
        texts=texts,
        fields=fields,
        heads=heads,
        unsent={} if entry.sent else {op_id: entry.head.base},
        live=(entry,),
        added=entry,
    )


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
    entries = {entry.head.op_id: entry for entry in operations}
    if len(entries) == 1 and not erased and not left_out:
        state = _single(family, entity, next(iter(entries.values())))
        if state is not None:
            return state
    erased = erased or any(_does(entry) == "erase" for entry in entries.values())
    out = left_out_by_undo(entries) | {op_id for op_id in left_out if op_id in entries}
    blank = _blanked(entries, out)
    for op_id in blank if not erased else list(entries):
        if op_id in entries and entries[op_id].body is not None and _may_blank(entries[op_id]):
            entries[op_id] = msgspec.structs.replace(entries[op_id], body=None)
    passed = out | {op_id for op_id, entry in entries.items() if entry.body is None}
    live = [entry for op_id, entry in entries.items() if op_id not in out]
    live.sort(key=lambda entry: entry.head.op_id)
    return _state(family, entity, entries, live, passed, out, erased)


def _may_blank(entry: Entry) -> bool:
    """Tell whether erasing takes this operation's body: never what says what was erased."""
    return entry.kind is None or (
        entry.kind.body.DOES not in ("redact", "undo", "erase")
        and entry.kind.name != "participant.merged"
    )


def _state(
    family: str,
    entity: str,
    entries: Mapping[str, Entry],
    live: list[Entry],
    passed: Collection[str],
    out: Collection[str],
    erased: bool,
) -> EntityState:
    candidates = _candidates(live, entries, passed)
    text_names = {name for entry in live if entry.kind is not None for name in entry.kind.texts}
    texts = {
        name: _text_value(name, pairs, entries)
        for name, pairs in candidates.items()
        if name in text_names
    }
    fields = {name: pairs[0][1] for name, pairs in candidates.items() if name not in text_names}
    rivals = {
        name: tuple(value for _, value in pairs[1:])
        for name, pairs in candidates.items()
        if name not in text_names and len(pairs) > 1
    }
    hides, named = _withdrawals(live, entries, passed)
    all_adds = [entry for entry in entries.values() if _does(entry) == "add"]
    adds = [entry for entry in all_adds if entry.head.op_id not in out]
    return EntityState(
        id=entity,
        family=family,
        texts=texts,
        fields=fields,
        rivals=rivals,
        counters=_counters(live),
        marks=_marks(live),
        live=tuple(live),
        heads={
            name: tuple(entry.head.op_id for entry, _ in pairs)
            for name, pairs in candidates.items()
        },
        unsent={
            entry.head.op_id: tuple(op for op in entry.head.base if _sent(entries, op))
            for entry in live
            if not entry.sent
        },
        withdrawals=tuple(entry.head.op_id for entry in hides),
        added=min(adds, key=lambda entry: entry.rank) if adds else None,
        hidden=_is_hidden(texts, adds, hides, named, bool(all_adds) and not adds, live),
        erased=erased,
        needs_newer=any(entry.kind is None for entry in live),
    )


def _does(entry: Entry) -> str:
    return entry.kind.body.DOES if entry.kind is not None else ""


def _sent(entries: Mapping[str, Entry], op_id: str) -> bool:
    return op_id in entries and entries[op_id].sent


def _counters(live: list[Entry]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for entry in live:
        if entry.kind is not None and entry.kind.counter and entry.body is not None:
            sums[getattr(entry.body, entry.body.COUNTS_FOR)] += getattr(
                entry.body, entry.kind.counter
            )
    return dict(sums)


def _marks(live: list[Entry]) -> tuple[Entry, ...]:
    events = [entry for entry in live if _does(entry) == "mark" and entry.body is not None]
    events.sort(key=lambda entry: (entry.happened_at, entry.rank))
    return tuple(events)
