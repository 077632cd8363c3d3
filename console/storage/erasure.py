"""Taking personal words out of the file for good, and keeping later ones out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from console.domain.ops import Entry
from console.storage.database import Database

#: Families whose bodies are about one person.
PERSONAL: Final = frozenset({"participant", "tech_case", "speaker"})
_KEPT: Final = ("participant.erased", "participant.merged", "undone", "redacted")


def person_of(entry: Entry) -> str | None:
    """Return the participant that an operation of a personal family is about."""
    if entry.head.kind.startswith("participant."):
        return entry.head.entity
    return getattr(entry.body, "participant", None)


def is_about_erased(entries: Iterable[Entry], erased: Collection[str]) -> bool:
    """Tell whether an entity's operations are about somebody who was erased."""
    return bool(erased) and any(person_of(entry) in erased for entry in entries)


def blank_person(db: Database, participant: str) -> None:
    """Delete bodies and salts of everything about a participant, within a transaction."""
    kept = ", ".join(f"'{kind}'" for kind in _KEPT)
    db.execute(
        "UPDATE ops SET body = NULL, salt = NULL WHERE family = 'participant' AND entity = ?"
        f" AND kind NOT IN ({kept})",
        [participant],
    )
    named = "SELECT entity FROM ops WHERE family IN ('tech_case', 'speaker') AND body LIKE ?"
    db.execute(
        f"UPDATE ops SET body = NULL, salt = NULL WHERE entity IN ({named})"
        f" AND family IN ('tech_case', 'speaker') AND kind NOT IN ({kept})",
        [f'%"{participant}"%'],
    )


def blank_operations(db: Database, entity: str, op_ids: Iterable[str]) -> None:
    """Delete bodies and salts of redacted operations of one entity, within a transaction."""
    kept = ", ".join(f"'{kind}'" for kind in _KEPT)
    db.executemany(
        "UPDATE ops SET body = NULL, salt = NULL WHERE op_id = ? AND entity = ?"
        f" AND kind NOT IN ({kept})",
        [(op_id, entity) for op_id in op_ids],
    )
