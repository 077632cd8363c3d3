"""What there is to know about a group beside its time: who is in charge, its notes, its line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from console.domain.values import Group
from console.storage.state import DialogueState
from console.sync.status import Peer
from console.timers.phase import MINUTE_MS
from console.viewmodels.citizens import reads_names
from console.viewmodels.desk import Desk
from console.words import formats

Line = Literal["", "connected", "dark"]


class GroupFacts(Struct, frozen=True):
    """`people` names who moderates and writes, `last_note` says how long ago; `line` whether a
    console of the group is connected, "" where nobody can know.
    """

    moderator: str = ""
    people: str = ""
    last_note: str = ""
    line: Line = ""
    line_words: str = ""

    @property
    def spoken(self) -> str:
        """All of it in one sentence."""
        return ", ".join(part for part in (self.people, self.line_words, self.last_note) if part)


def last_notes(state: DialogueState) -> dict[str, int]:
    """Return when the latest note of each group was made (UTC ms)."""
    latest: dict[str, int] = {}
    for note in state.notes.values():
        if note.group is not None and not note.hidden:
            latest[note.group] = max(note.made_at, latest.get(note.group, 0))
    return latest


def groups_with_a_console(state: DialogueState, peers: Iterable[Peer]) -> dict[str, bool]:
    """Return for each group that somebody writes for whether a console of theirs is connected."""
    online = {peer.member for peer in peers if peer.online}
    found: dict[str, bool] = {}
    for member in state.members.values():
        if member.hidden or member.revoked or member.role != "notetaker":
            continue
        for group in member.groups:
            found[group] = found.get(group, False) or member.id in online
    return found


def group_facts(desk: Desk, group: Group, noted_at: int | None, line: Line) -> GroupFacts:
    """Return the facts of a group; `noted_at` is when its latest note was made (UTC ms)."""
    words = desk.words
    moderator, writer = _name(desk, group.moderator), _name(desk, group.notetaker)
    people = [words("signals.group.moderates", name=moderator)] if moderator else []
    if writer:
        people.append(words("signals.group.writes", name=writer))
    return GroupFacts(
        moderator=moderator,
        people=", ".join(people),
        last_note=_noted(desk, noted_at),
        line=line,
        line_words=words(f"signals.group.{line}") if line else "",
    )


def _noted(desk: Desk, at: int | None) -> str:
    if at is None:
        return desk.words("signals.group.note_none")
    minutes = max(0, desk.evening.now - at) // MINUTE_MS
    if not minutes:
        return desk.words("signals.group.note_now")
    return desk.words("signals.group.note_ago", minutes=formats.minutes(desk.words, minutes))


def _name(desk: Desk, participant: str | None) -> str:
    person = desk.store.state.participants.get(participant or "")
    return person.name if person is not None and reads_names(desk) else ""
