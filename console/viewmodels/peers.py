"""The other consoles in words: who, where, which note is being written, what is unsent there."""

from __future__ import annotations

from collections.abc import Iterable

from console.sync.status import Peer
from console.viewmodels.desk import Desk
from console.words import formats

#: The views that a console may say it looks at; a newer one may know others.
_VIEWS = frozenset({"live", "notes", "roster", "results"})
#: Joiners and marks of Arabic, Hebrew, Persian and Indian names.
_PARTS_OF_NAMES = "\u200c\u200d\u200e\u200f"


def readable(name: str) -> str:
    """Return a name on one line that leaves the words around it alone: somebody else chose it.

    Control signs and those that turn the direction of writing become blanks; those that join
    letters, or mark one, are part of names.
    """
    plain = (sign if sign.isprintable() or sign in _PARTS_OF_NAMES else " " for sign in name)
    return " ".join("".join(plain).split())


def first_name_of(desk: Desk, peer: Peer) -> str:
    """Return what somebody is called, else what they do here: "Kim", "Protokoll"."""
    member = desk.store.state.members.get(peer.member)
    name = readable(member.name) if member is not None else ""
    return name or desk.words(f"shell.role.{peer.role or 'observer'}")


def named_with_role(desk: Desk, name: str, role: str) -> str:
    """Return "Kim, Protokoll"; the role alone of somebody without a name."""
    said, name = desk.words(f"shell.role.{role or 'observer'}"), readable(name)
    return f"{name}, {said}" if name else said


def where(desk: Desk, peer: Peer) -> str:
    """Return "in Notizen"; empty when it is not known."""
    if not peer.online or peer.view not in _VIEWS:
        return ""
    return desk.words("shell.sync_sheet.in_view", view=desk.words(f"shell.tab_{peer.view}"))


def unsent_there(desk: Desk, peer: Peer) -> str:
    """Return "37 ausstehend, zuletzt 19:42", each part as far as there is something to say.

    When it was last heard of is told of a console that is not connected any more.
    """
    parts: list[str] = []
    if peer.outbox:
        parts.append(desk.words("shell.peer.unsent", n=peer.outbox))
    if not peer.online and peer.seen_at:
        time = formats.clock(peer.seen_at, desk.zone)
        parts.append(desk.words("shell.peer.last", time=time))
    return ", ".join(parts)


def writing(desk: Desk, peers: Iterable[Peer]) -> dict[str, str]:
    """Return what is said on each entity that somebody else is editing: "Kim schreibt"."""
    own, names = desk.store.identity.device, dict[str, list[str]]()
    for peer in peers:
        if not peer.online or peer.device == own:
            continue
        for entity in peer.editing:
            names.setdefault(entity, []).append(first_name_of(desk, peer))
    return {
        entity: desk.words("shell.peer.writes", n=len(found), names=", ".join(sorted(found)))
        for entity, found in names.items()
    }
