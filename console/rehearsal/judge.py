"""Compares journals, every dialogue file and the backend's log."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from console.domain.rights import BACKEND_ONLY, Member, may_write
from console.rehearsal.evidence import Evidence
from console.rehearsal.judge_state import differing_state
from console.rehearsal.judge_words import differing_words
from console.rehearsal.saying import Saying
from console.storage.store import Store
from console.words import Words

#: What differs between two consoles by design: not every role receives these words.
_CONFIDENTIAL = frozenset({"tech_case"})
FAMILIES = (
    "dialogue",
    "run",
    "column",
    "agenda_item",
    "group",
    "timer",
    "seat",
    "participant",
    "attendance",
    "tech_case",
    "note",
    "measure",
    "member",
)


def judge(evidence: Evidence, words: Words) -> list[str]:
    """Return every difference in words; empty when everything agrees."""
    said = Saying(evidence, words)
    return [
        *differing_words(evidence, said),
        *differing_state(evidence, said),
        *_consoles(evidence, said),
        *_logs(evidence, said),
        *_rights(evidence, said),
    ]


def _consoles(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield families in which two files fold to something else."""
    reference = _folded(evidence.stores["lead"])
    for where, store in evidence.stores.items():
        if where == "lead":
            continue
        for family, values in _folded(store).items():
            if family in _CONFIDENTIAL and where == "notetaker":
                continue
            if values != reference[family]:
                yield said("consoles", first="lead", second=where, what=family)


def _folded(store: Store) -> dict[str, dict[str, bytes]]:
    """Return every value of a file as bytes, without what is about this device alone."""
    result: dict[str, dict[str, bytes]] = {}
    for family in FAMILIES:
        values = store.state.family(family)
        result[family] = {
            entity: msgspec.json.encode(value, order="sorted") for entity, value in values.items()
        }
    return result


def _logs(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield where a file does not have the backend's log, whole and in the same chain."""
    log = evidence.stores["log"].log_lines()
    for where, store in evidence.stores.items():
        if store.pending_count:
            yield said("consoles", first=where, second="log", what=f"{store.pending_count} ops")
        own = store.log_lines()
        for number, line in enumerate(log):
            if number >= len(own) or own[number] != line:
                yield said("chain", where=where, seq=number + 1)
                break


def _rights(evidence: Evidence, said: Saying) -> Iterator[str]:
    """Yield operations in the log that their author's role may not write."""
    store = evidence.stores["log"]
    for kind, scope, undoes_kind, role, device in store.written():
        if kind in BACKEND_ONLY:
            continue
        member = Member(id=device, roles=frozenset({role}))
        if not may_write(member, kind, scope, undoes_kind):
            yield said("right", who=role, what=kind)
