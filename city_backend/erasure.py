"""Which operations lose their words when somebody is erased or a text is redacted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from city_backend.log import Row
from city_backend.rights_fold import entry_of, folded
from console.domain.bodies import Body
from console.domain.fold import EntityState
from console.domain.ops import Head
from console.domain.questions import SpeakerQueued
from console.domain.roster import TechCaseOpened

#: Families whose bodies are about one person; seats and attendance only carry a bare id.
PERSONAL: Final = frozenset({"participant", "tech_case", "speaker"})
#: What says who was erased, or what, is never blanked.
_KEPT: Final = frozenset({"participant.erased", "participant.merged", "undone", "redacted"})


#: Operations that may take the words of earlier ones: of their own entity, or of whom they name.
BLANKING: Final = frozenset(
    {
        "participant.erased",
        "participant.merged",
        "tech_case.opened",
        "speaker.queued",
        "undone",
        "redacted",
    }
)


def may_be_blanked(kind: str) -> bool:
    """Tell whether a redaction or an erasure takes the body of this kind."""
    return kind not in _KEPT


def named_person(body: Body | None) -> str | None:
    """Return the participant that the first operation about a case or a speaker names."""
    return body.participant if isinstance(body, TechCaseOpened | SpeakerQueued) else None


def is_personal(head: Head, family: str) -> bool:
    """Tell whether the operation loses its body when its entity's person is erased."""
    return family in PERSONAL and may_be_blanked(head.kind)


def _targets(state: EntityState) -> set[str]:
    """Return every entry that a participant is merged into; two people may have merged it."""
    found = (state.fields.get("into"), *state.rivals.get("into", ()))
    return {into for into in found if isinstance(into, str)}


def merged_into(rows: Iterable[Row]) -> set[str]:
    """Return the entries that a participant is merged into, from all its rows."""
    return {
        into
        for (family, _), state in folded(rows).items()
        if family == "participant"
        for into in _targets(state)
    }


def erased_with(rows: Iterable[Row], seeds: Collection[str]) -> set[str]:
    """Return `seeds` and every entity that is about the same person.

    `rows` are all rows of `PERSONAL`. Entries merged into one another are one person,
    whichever of them is erased.
    """
    every = list(rows)
    named = ((named_person(entry_of(row).body), row.head.entity) for row in every)
    pairs = [(person, entity) for person, entity in named if person is not None]
    for (_, entity), state in folded(every).items():
        for into in _targets(state):
            pairs += [(entity, into), (into, entity)]
    found = set(seeds)
    waiting = list(seeds)
    while waiting:
        at = waiting.pop()
        for one, other in pairs:
            if one == at and other not in found:
                found.add(other)
                waiting.append(other)
    return found
