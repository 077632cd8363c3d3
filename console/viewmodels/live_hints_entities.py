"""Hints from what people did: took the lead, had technical trouble, wrote a text twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from console.commands.notes import excerpt
from console.domain.fold import TextValue
from console.domain.rights import may_read_body
from console.domain.values import TechCase
from console.timers.phase import MINUTE_MS
from console.viewmodels.desk import Desk
from console.viewmodels.live_hint import Hint, Rank
from console.words import formats

#: Families whose texts may have two versions; what opens them; the texts.
CONFLICTS = (
    ("notes", "notes", ("text",)),
    ("measures", "notes", ("what",)),
    ("agenda_items", "agenda", ("title", "question", "said")),
)


def lead_hints(desk: Desk) -> Iterator[Hint]:
    """Yield who else took the lead, for everybody but themselves."""
    words, state = desk.words, desk.store.state
    for claim in state.leads.values():
        member = state.members.get(claim.id)
        if claim.hidden or member is None or claim.id == desk.store.identity.member:
            continue
        title = words("live.hint_lead", name=member.name)
        time = formats.clock(claim.made_at, desk.zone)
        text = words("live.hint_lead_text", time=time)
        yield Hint(f"lead:{claim.id}", Rank.LEAD, claim.made_at, title, text, "accent", "users")


def tech_hints(desk: Desk) -> Iterator[Hint]:
    """Yield the open cases of those who may know about them."""
    if not may_read_body({desk.store.identity.role}, "tech_case.opened"):
        return
    for case in desk.store.state.tech_cases.values():
        if not case.hidden and case.status == "open":
            yield _case(desk, case)


def _case(desk: Desk, case: TechCase) -> Hint:
    words, state = desk.words, desk.store.state
    person = state.participants.get(case.participant)
    name = person.name if person is not None else ""
    problem = words(f"roster.problem.{case.problem}")
    title = words("live.hint_tech", problem=problem, name=name)
    since = formats.minutes(words, max(0, desk.evening.now - case.made_at) // MINUTE_MS)
    item = desk.evening.item
    group = state.groups.get(state.seat(item.id, case.participant) or "") if item else None
    if group is None:
        text = words("live.hint_tech_text_plenary", minutes=since)
    else:
        text = words("live.hint_tech_text", group=group.name.text, minutes=since)
    return Hint(
        f"tech:{case.id}", Rank.TECH, case.made_at, title, text, "tech", "headset", "roster"
    )


def conflict_hints(desk: Desk) -> Iterator[Hint]:
    """Yield what was written twice; several at once are one line."""
    found = [
        (value.id, excerpt(text), target)
        for family, target, names in CONFLICTS
        for value in getattr(desk.store.state, family).values()
        if not value.hidden and (text := _disputed(value, names)) is not None
    ]
    words = desk.words
    if len(found) > 1:
        title = words("live.hint_conflicts", n=len(found))
        key = "conflicts:" + ",".join(sorted(entity for entity, _, _ in found))
        yield Hint(key, Rank.CONFLICT, 0, title, "", "warn5", "git-merge", found[0][2])
    elif found:
        entity, text, target = found[0]
        title = words("live.hint_conflict", what=words("live.quoted", text=text))
        where = f"{target}:{entity}"
        yield Hint(f"conflict:{entity}", Rank.CONFLICT, 0, title, "", "warn5", "git-merge", where)


def _disputed(value: Any, names: Iterable[str]) -> str | None:
    """Return the text of an entity that has another version beside it."""
    for name in names:
        text: TextValue = getattr(value, name)
        if text.alternatives:
            return text.text
    return None
