"""The protocol's sentence about rights, spelt out in words of its own: a second opinion.

It knows nothing of the program's table. Kinds it has never heard of are nobody's.
"""

from collections.abc import Collection
from typing import Final

#: "cohost: roster, attendance, tech cases, groups, draws, …"; the claim is the deputies'.
DEPUTY: Final = (
    "participant.added",
    "participant.set",
    "participant.contact_set",
    "participant.traits_set",
    "participant.merged",
    "participant.erased",
    "attendance.marked",
    "tech_case.opened",
    "tech_case.set",
    "tech_case.edited",
    "tech_case.solved",
    "group.added",
    "group.set",
    "group.edited",
    "group.removed",
    "draw.applied",
    "seat.set",
    "message.shown",
    "question.added",
    "question.edited",
    "question.set",
    "question.withdrawn",
    "answer.added",
    "answer.edited",
    "answer.set",
    "answer.withdrawn",
    "speaker.queued",
    "speaker.called",
    "speaker.removed",
    "poll.added",
    "poll.set",
    "poll.edited",
    "poll.opened",
    "poll.closed",
    "poll.counted",
    "signal.raised",
    "signal.answered",
    "signal.closed",
    "check.ticked",
)
GROUP_TIMERS: Final = (
    "timer.started",
    "timer.paused",
    "timer.resumed",
    "timer.reset",
    "timer.extended",
    "timer.returned",
)
#: "notetaker: notes, themes, points, measures, questions, …, timer.returned"
NOTETAKER: Final = (
    "note.added",
    "note.edited",
    "note.set",
    "note.withdrawn",
    "note.restored",
    "theme.added",
    "theme.edited",
    "theme.set",
    "theme.withdrawn",
    "theme.restored",
    "points.given",
    "measure.added",
    "measure.edited",
    "measure.set",
    "measure.withdrawn",
    "measure.restored",
    "question.added",
    "question.edited",
    "question.set",
    "question.withdrawn",
    "answer.added",
    "answer.edited",
    "answer.set",
    "answer.withdrawn",
    "poll.added",
    "poll.set",
    "poll.edited",
    "poll.opened",
    "poll.closed",
    "poll.counted",
    "signal.raised",
    "signal.answered",
    "signal.closed",
    "check.ticked",
    "timer.returned",
)
#: "lead: all" is these as well.
LEADS_OWN: Final = (
    "dialogue.set",
    "dialogue.edited",
    "run.advanced",
    "run.corrected",
    "run.paused",
    "run.resumed",
    "column.added",
    "column.set",
    "column.edited",
    "column.removed",
    "agenda_item.added",
    "agenda_item.set",
    "agenda_item.edited",
    "agenda_item.removed",
)
#: Written by the backend for the acting member, never by a console.
MEMBERSHIPS: Final = ("member.added", "member.set", "member.revoked")
CLAIM: Final = "lead.claimed"
REDACTED: Final = "redacted"
ALL: Final = frozenset(
    [*DEPUTY, *GROUP_TIMERS, *NOTETAKER, *LEADS_OWN, *MEMBERSHIPS, CLAIM, REDACTED, "undone"]
)

#: "names and seats go to lead, cohost, notetaker"
NAMES: Final = ("participant.added", "participant.set", "seat.set", "speaker.queued")
#: "contact, attributes and tech cases to lead and cohost"
CONFIDENTIAL: Final = (
    "participant.contact_set",
    "participant.traits_set",
    "tech_case.opened",
    "tech_case.set",
    "tech_case.edited",
    "tech_case.solved",
)
#: "display: allow-list (run, agenda, columns, groups, timers, messages, themes, polls)"; the
#: dialogue itself beside it, for the title and the zone in which a clock is shown.
ON_A_SCREEN: Final = (
    *("run", "agenda_item", "column", "group", "timer", "message", "theme", "poll"),
    "dialogue",
)


def writes(role: str, groups: Collection[str], kind: str, scope: str | None) -> bool:
    """Whether the sentence lets somebody write a kind; `groups` empty is not limited to any."""
    if kind in MEMBERSHIPS or kind not in ALL:
        return False
    if role == "lead":
        return kind != CLAIM
    if role == "cohost":
        return kind in DEPUTY or (kind in GROUP_TIMERS and scope is not None)
    if role == "notetaker":
        return kind in NOTETAKER and (not groups or scope in groups)
    return False


def takes_back(role: str, groups: Collection[str], kind: str, scope: str | None) -> bool:
    """Whether somebody may undo a kind: who may write it, but what is gone for good stays so."""
    if kind in ("undone", REDACTED, "participant.erased"):
        return False
    return writes(role, groups, kind, scope)


def reads(role: str, kind: str) -> bool:
    """Whether somebody receives the words of a kind."""
    if kind in NAMES:
        return role in ("lead", "cohost", "notetaker")
    if kind in CONFIDENTIAL:
        return role in ("lead", "cohost")
    if role == "display":
        return kind.partition(".")[0] in ON_A_SCREEN
    return True
