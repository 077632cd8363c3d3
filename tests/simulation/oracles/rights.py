"""Who may write what, as a table that was written by hand from docs/protocol.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from typing import Any

import msgspec

from console.domain.ops import Head, Record
from console.storage.rows import head_of

_NOTES = {"note", "measure", "theme"}
_ROSTER = {"participant", "tech_case", "attendance", "group", "seat", "draw", "lead"}


class Who:
    """A member as the log has it so far."""

    def __init__(self, role: str = "") -> None:
        self.role = role
        self.groups: list[str] = []
        self.leads = False
        self._since: dict[str, tuple[Any, ...]] = {}

    def learn(self, rank: tuple[Any, ...], said: dict[str, Any]) -> None:
        """Take what is later than what is known: it may have been lost, and come back since."""
        for name in ("role", "groups"):
            if name in said and rank > self._since.get(name, ()):
                self._since[name] = rank
                setattr(self, name, said[name])


def _rank(record: Record, head: Head) -> tuple[Any, ...]:
    first = record.received_at if record.first_received_at is None else record.first_received_at
    return (min(head.hlc[0], first + 60_000), *head.hlc[1:], head.op_id)


def nothing_forbidden_is_in(records: list[Record], adopted: Container[str]) -> None:
    """Everything in the log was written by somebody who might write it at that time.

    `adopted` are operations that a lead took over once: they may come back after a restore.
    """
    members: dict[str, Who] = {}
    scopes: dict[str, str | None] = {}
    for record in records:
        head = head_of(record)
        body = msgspec.json.decode(record.body) if record.body else {}
        if record.origin is not None:
            assert _leads(members[record.by]), f"{record.role} brought {head.kind} in"
        if head.kind.startswith("member."):
            author = record.role if record.origin is None else record.origin.role
            assert author == "city", "only the city says who somebody is"
            who = members.setdefault(head.entity, Who())
            who.learn(_rank(record, head), body)
            continue
        if record.role == "city":
            continue
        if head.kind.endswith(".added") or head.kind.startswith("timer."):
            scopes.setdefault(head.entity, head.scope)
        if record.origin is None:
            who = members[record.by]
            right = scopes.get(head.entity, head.scope) == head.scope and may(who, head)
            assert right, f"{who.role} wrote {head.kind} into {head.scope}"
        elif record.origin.via != record.origin.device and record.origin.role != "city":
            # What its own author handed in was denied, and stands by the right of who adopted it.
            right = may(Who(record.origin.role), head) or head.op_id in adopted
            assert right, f"{record.origin.role} wrote {head.kind}"
        if head.kind == "lead.claimed":
            members[head.entity].leads = True


def places_had(records: list[Record]) -> dict[str, list[Who]]:
    """Everything that the log says of each member's place, now and earlier."""
    found: dict[str, list[Who]] = defaultdict(list)
    said: list[tuple[tuple[Any, ...], str, dict[str, Any]]] = []
    for record in records:
        head = head_of(record)
        if head.kind.startswith("member.") and record.body:
            said.append((_rank(record, head), head.entity, msgspec.json.decode(record.body)))
        elif head.kind == "lead.claimed":
            said.append((_rank(record, head), head.entity, {"role": "lead"}))
    role: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for _, member, body in sorted(said, key=lambda one: one[0]):
        who = Who(body.get("role", role.get(member, "")))
        who.groups = groups[member] = body.get("groups", groups.get(member, []))
        role[member] = who.role
        found[member].append(who)
    return found


def _leads(who: Who) -> bool:
    return who.role == "lead" or (who.role == "cohost" and who.leads)


def may(who: Who, head: Head) -> bool:
    kind = head.undoes_kind if head.kind == "undone" and head.undoes_kind else head.kind
    family = kind.partition(".")[0]
    if _leads(who):
        return True
    if who.role == "cohost":
        return family in _ROSTER or (family == "timer" and head.scope is not None)
    if who.role == "notetaker":
        return family in _NOTES and (not who.groups or head.scope in who.groups)
    return False
