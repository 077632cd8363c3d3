"""Who may write what, as a table that was written by hand from docs/protocol.md."""

from __future__ import annotations

import msgspec

from console.domain.ops import Head, Record
from console.storage.rows import head_of

_NOTES = {"note", "measure", "theme"}
_ROSTER = {"participant", "tech_case", "attendance", "group", "seat", "draw", "lead"}


class _Who:
    """A member as the log has it so far."""

    def __init__(self) -> None:
        self.role = ""
        self.groups: list[str] = []
        self.leads = False


def nothing_forbidden_is_in(records: list[Record]) -> None:
    """Everything in the log was written by somebody who might write it at that time."""
    members: dict[str, _Who] = {}
    scopes: dict[str, str | None] = {}
    for record in records:
        head = head_of(record)
        body = msgspec.json.decode(record.body) if record.body else {}
        if head.kind.startswith("member."):
            assert record.role == "city", "only the city says who somebody is"
            who = members.setdefault(head.entity, _Who())
            who.role = body.get("role", who.role)
            who.groups = body.get("groups", who.groups)
            continue
        if record.role == "city":
            continue
        who = members[record.by]
        if head.kind.endswith(".added") or head.kind.startswith("timer."):
            scopes.setdefault(head.entity, head.scope)
        right = scopes.get(head.entity, head.scope) == head.scope and _may(who, head)
        assert right, f"{who.role} wrote {head.kind} into {head.scope}"
        if head.kind == "lead.claimed":
            who.leads = True


def _may(who: _Who, head: Head) -> bool:
    kind = head.undoes_kind if head.kind == "undone" and head.undoes_kind else head.kind
    family = kind.partition(".")[0]
    if who.role == "lead" or (who.role == "cohost" and who.leads):
        return True
    if who.role == "cohost":
        return family in _ROSTER or (family == "timer" and head.scope is not None)
    if who.role == "notetaker":
        return family in _NOTES and (not who.groups or head.scope in who.groups)
    return False
