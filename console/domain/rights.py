"""Who may write what, and who may read whose words: role × kind × scope."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec import Struct

#: Families and single kinds that a role writes; lead writes all but what the backend writes,
#: and alone what is in no list, such as `redacted`.
COHOST: Final = frozenset(
    [
        "participant",
        "attendance",
        "tech_case",
        "group",
        "draw",
        "seat",
        "message",
        "question",
        "answer",
        "speaker",
        "poll",
        "signal",
        "check",
        "lead",
    ]
)
NOTETAKER: Final = frozenset(
    [
        "note",
        "theme",
        "points",
        "measure",
        "question",
        "answer",
        "poll",
        "signal",
        "check",
        "timer.returned",
    ]
)
DISPLAY_READS: Final = frozenset(
    ["dialogue", "run", "column", "agenda_item", "group", "timer", "message", "theme", "poll"]
)
BACKEND_ONLY: Final = frozenset({"member.added", "member.set", "member.revoked"})
NEVER_UNDONE: Final = frozenset({"undone", "redacted", "participant.erased"})

#: Bodies that not everybody receives; who the speakers are is a matter of names, too.
NAMES: Final = frozenset({"participant.added", "participant.set", "seat.set", "speaker.queued"})
#: What is said about participants without their words: ids, which erasure has to follow.
BARE: Final = frozenset({"participant.merged", "participant.erased"})
READ_NAMES: Final = frozenset({"city", "lead", "cohost", "notetaker"})
READ_CONFIDENTIAL: Final = frozenset({"city", "lead", "cohost"})


class Member(Struct, frozen=True, kw_only=True):
    """A member's rights: roles (a deputy who claimed the lead has two) and groups (none: all)."""

    id: str
    name: str = ""
    roles: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    revoked: bool = False

    @property
    def role(self) -> str:
        """The strongest role, stamped on what the member writes."""
        for role in ("city", "lead", "cohost", "notetaker", "observer", "display"):
            if role in self.roles:
                return role
        return "observer"


def _family(kind: str) -> str:
    return kind.partition(".")[0]


def role_may_write(role: str, kind: str, scope: str | None, groups: Collection[str] = ()) -> bool:
    """Tell whether `role`, limited to `groups` (empty: not limited), may write `kind` in `scope`.

    A timer of a group has that group as scope; the plenary's own has none and is the lead's.
    """
    if kind in BACKEND_ONLY:
        return role == "city"
    if role == "lead":
        return True
    if role == "cohost":
        return _family(kind) in COHOST or (_family(kind) == "timer" and scope is not None)
    if role == "notetaker":
        written = _family(kind) in NOTETAKER or kind in NOTETAKER
        return written and (not groups or scope in groups)
    return False


def may_write(member: Member, kind: str, scope: str | None, undoes_kind: str | None = None) -> bool:
    """Tell whether a member may write an operation; an `undone` needs the right it takes back.

    Whether co-hosts are deputies, and for whom the lead is claimed, is asked beside this.
    """
    if member.revoked:
        return False
    asked = undoes_kind if kind == "undone" else kind
    if asked is None or (kind == "undone" and asked in NEVER_UNDONE):
        return False
    return any(role_may_write(role, asked, scope, member.groups) for role in member.roles)


def may_read_body(roles: Collection[str], kind: str, undoes_kind: str | None = None) -> bool:
    """Tell whether somebody with `roles` receives the body of `kind`."""
    if kind in NAMES:
        return bool(READ_NAMES.intersection(roles))
    if _family(kind) in ("participant", "tech_case") and kind not in BARE:
        return bool(READ_CONFIDENTIAL.intersection(roles))
    if set(roles) <= {"display"}:
        named = undoes_kind if kind in ("undone", "redacted") else kind
        return bool(roles) and _family(named or "") in DISPLAY_READS
    return True
