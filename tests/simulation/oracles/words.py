"""Whose words may be gone from the screen, and which ones have to be on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from console.domain.ops import Head, Record
from console.storage.rows import head_of
from tests.simulation.world import World

Said = dict[str, tuple[Head, dict[str, object] | None]]
#: Family → the text that people write there.
TEXTS = {"note": "text", "measure": "what"}


def no_version_vanishes_unseen(
    world: World, records: list[Record], reference: dict[tuple[str, str], bytes]
) -> None:
    """A wording that is not shown was replaced or removed by somebody who had seen it."""
    heads = _said(records)
    removers: dict[str, set[str]] = defaultdict(set)
    for op_id, (head, body) in heads.items():
        redacted = body["ops"] if head.kind == "redacted" and body else ()
        for named in {*head.base, *redacted, head.undoes or op_id} - {op_id}:  # type: ignore[misc]
            removers[str(named)].add(op_id)
    knew = {op_id: seen for person in world.people for op_id, seen in person.knew.items()}
    shown = set().union(*(_versions(*one) for one in reference.items()))
    for person in world.people:
        for op_id, text in person.written.items():
            if op_id in heads and op_id not in shown:
                followed = _followed(op_id, removers)
                seen = any(op_id in knew.get(one, ()) for one in followed)
                assert seen, f"{text!r} is not shown, and nobody who removed it had seen it"


def _said(records: Iterable[Record]) -> Said:
    return {
        (head := head_of(one)).op_id: (head, msgspec.json.decode(one.body) if one.body else None)
        for one in records
    }


def _followed(op_id: str, removers: dict[str, set[str]]) -> set[str]:
    """Everything that names the operation, or names what names it."""
    found: set[str] = set()
    waiting = [op_id]
    while waiting:
        for one in removers[waiting.pop()] - found:
            found.add(one)
            waiting.append(one)
    return found


def _versions(key: tuple[str, str], raw: bytes) -> set[str]:
    """The operations whose words a folded entity shows."""
    text = TEXTS.get(key[0])
    if text is None:
        return set()
    value = msgspec.json.decode(raw)
    if value.get("hidden"):
        return set()
    return {version["op_id"] for version in value[text]["versions"]}


def what_is_shown_is_what_nobody_replaced(
    records: list[Record], reference: dict[tuple[str, str], bytes]
) -> None:
    """Neither less than that, nor a ghost that was replaced long ago."""
    by_entity: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_entity[head_of(record).entity].append(record)
    for key, raw in reference.items():
        if key[0] in TEXTS:
            shown, right = _versions(key, raw), _visible(_said(by_entity[key[1]]), TEXTS[key[0]])
            assert shown == right, f"{key[0]} {key[1][-4:]} shows {shown} instead of {right}"


def _visible(said: Said, text: str) -> set[str]:
    """The versions of an entity's text that nobody replaced, none when all are withdrawn."""
    live = {op_id for op_id in said if _is_live(op_id, said)}

    def is_blank(op_id: str) -> bool:
        head, body = said[op_id]
        return body is None and head.kind.endswith((".added", ".edited", ".set")) and head.v == 1

    def named(op_ids: Iterable[str]) -> set[str]:
        """What operations name, going on through what is left out or has lost its words."""
        found: set[str] = set()
        waiting = [below for op_id in op_ids for below in said[op_id][0].base if below in said]
        while waiting:
            op_id = waiting.pop()
            if op_id not in found:
                found.add(op_id)
                if op_id not in live or said[op_id][1] is None:
                    waiting += [below for below in said[op_id][0].base if below in said]
        return found

    def of(*ends: str) -> list[str]:
        return [op_id for op_id in live if said[op_id][0].kind.endswith(ends)]

    setting = {op_id for op_id in live if text in (said[op_id][1] or {}) and said[op_id][0].v == 1}
    blanks = {op_id for op_id in live if is_blank(op_id)}
    standing = {
        op_id
        for op_id in setting
        if not any(op_id in named([other]) for other in (setting | blanks) - {op_id})
    }
    lifted = named(of(".restored"))
    hides = [op_id for op_id in of(".withdrawn") if op_id not in lifted]
    return set() if standing <= named(hides) else standing


def _is_live(op_id: str, said: Said) -> bool:
    """Whether no live `undone` names it."""
    return not any(
        head.kind == "undone" and head.undoes == op_id and _is_live(other, said)
        for other, (head, _) in said.items()
    )
