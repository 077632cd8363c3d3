"""Taking personal words out of the file for good, and keeping later ones out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from console.domain.members import Redacted
from console.domain.ops import Entry
from console.domain.rights import may_read_body
from console.storage.database import Database
from console.storage.rows import Row

#: Families whose bodies are about one person.
PERSONAL: Final = frozenset({"participant", "tech_case", "speaker"})
_KEPT: Final = (
    "('participant.erased', 'participant.merged', 'undone', 'redacted')"  # say what is gone
)
_NAMES: Final = "('tech_case', 'speaker')"
_LOGS: Final = ("ops", "ops_aside")
_redacted: Final = msgspec.json.Decoder(Redacted)


class _Into(Struct):
    """The one thing of a merge that matters here."""

    into: str = ""


_into: Final = msgspec.json.Decoder(_Into)


class Erased(Struct, frozen=True, kw_only=True):
    """What one commit took words from: the people, and every (family, entity) to fold again."""

    people: frozenset[str] = frozenset()
    keys: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.keys)


def person_of(entry: Entry) -> str | None:
    """Return the participant that an operation of a personal family is about."""
    if entry.head.kind.startswith("participant."):
        return entry.head.entity
    return getattr(entry.body, "participant", None)


def redacted_in(body: str) -> tuple[str, ...]:
    """Return the operations that a redaction names by its body."""
    return _redacted.decode(body).ops


def is_about_erased(entries: Iterable[Entry], erased: Collection[str]) -> bool:
    """Tell whether an entity's operations are about somebody who was erased."""
    return bool(erased) and any(person_of(entry) in erased for entry in entries)


def same_people(db: Database, seeds: Collection[str]) -> set[str]:
    """Return `seeds` and everybody they were merged with, whichever way."""
    rows = db.execute("SELECT entity, body FROM ops WHERE kind = 'participant.merged'").fetchall()
    pairs = [(entity, _into.decode(body).into) for entity, body in rows if body is not None]
    found, waiting = set(seeds), list(seeds)
    while waiting:
        at = waiting.pop()
        for one, other in pairs:
            for here, there in ((one, other), (other, one)):
                if here == at and there and there not in found:
                    found.add(there)
                    waiting.append(there)
    return found


def erased_people(db: Database) -> set[str]:
    """Return everybody who was erased in this file, merged entries included."""
    rows = db.execute("SELECT entity FROM ops WHERE kind = 'participant.erased'").fetchall()
    return same_people(db, {row[0] for row in rows}) if rows else set()


def apply(
    db: Database, rows: Sequence[Row], known_erased: Collection[str], *, redactions: bool
) -> Erased:
    """Blank what new rows erase or redact, and what of them was erased or redacted before.

    Within the caller's transaction, the rows being in the file. `known_erased`: people whose
    erasure the file has; `redactions`: whether it has any, for most have none.
    """
    seeds = {row.entity for row in rows if row.kind == "participant.erased"}
    merged = any(row.kind == "participant.merged" for row in rows)
    people: set[str] = set()
    keys: set[tuple[str, str]] = set()
    if seeds or (known_erased and merged):
        people = same_people(db, seeds | set(known_erased))
        keys |= _blank_people(db, people)
    if known_erased:
        keys.update(_blank_late(db, rows, known_erased))
    keys.update(_blank_redacted(db, rows, redactions=redactions))
    return Erased(people=frozenset(people), keys=frozenset(keys))


def apply_all(db: Database) -> Erased:
    """Blank whatever any erasure or redaction of the file names, within a transaction."""
    people = erased_people(db)
    keys = _blank_people(db, people) if people else set[tuple[str, str]]()
    for table in _LOGS:
        rows = db.execute(
            f"SELECT entity, family, body FROM {table} WHERE kind = 'redacted'"
        ).fetchall()
        keys |= {key for row in rows for key in _blank_operations(db, *row)}
    return Erased(people=frozenset(people), keys=frozenset(keys))


def _blank_people(db: Database, people: Iterable[str]) -> set[tuple[str, str]]:
    """Delete bodies and salts of everything about people; return the touched entities."""
    keys: set[tuple[str, str]] = set()
    for person in people:
        keys.add(("participant", person))
        for table in _LOGS:
            named = db.execute(
                f"SELECT family, entity FROM {table} WHERE family IN {_NAMES} AND body LIKE ?",
                [f'%"{person}"%'],
            ).fetchall()
            keys.update((family, entity) for family, entity in named)
        _clear_drafts(db, person)
    # What lost its beginning earlier does not name the person any more.
    begun = db.execute(
        f"SELECT DISTINCT family, entity FROM ops WHERE family IN {_NAMES} AND body IS NULL"
        " AND kind IN ('tech_case.opened', 'speaker.queued')"
    ).fetchall()
    keys.update((family, entity) for family, entity in begun)
    for family, entity in sorted(keys):
        _blank_entity(db, family, entity)
    return keys


def _blank_late(
    db: Database, rows: Iterable[Row], erased: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Blank rows that came after the erasure of the person they are about."""
    for row in rows:
        if row.family not in PERSONAL or row.body is None:
            continue
        about = row.entity in erased or any(person in row.body for person in erased)
        if about or _begins_blank(db, row):
            _blank_entity(db, row.family, row.entity)
            yield row.family, row.entity


def _begins_blank(db: Database, row: Row) -> bool:
    """Tell whether what named the person has lost its words already."""
    if row.family == "participant":
        return False
    found = db.execute(
        "SELECT 1 FROM ops WHERE entity = ? AND family = ? AND body IS NULL"
        " AND kind IN ('tech_case.opened', 'speaker.queued')",
        [row.entity, row.family],
    ).fetchone()
    return found is not None


def _blank_entity(db: Database, family: str, entity: str) -> None:
    for table in _LOGS:
        db.execute(
            f"UPDATE {table} SET body = NULL, salt = NULL WHERE entity = ? AND family = ?"
            f" AND body IS NOT NULL AND kind NOT IN {_KEPT}",
            [entity, family],
        )
    _withhold(db, entity)


def _withhold(db: Database, entity: str) -> None:
    """Own operations that lost their words before they were sent cannot be sent any more."""
    db.execute(
        "UPDATE ops SET handed_over = 1 WHERE entity = ? AND seq IS NULL AND body IS NULL",
        [entity],
    )


def _blank_redacted(
    db: Database, rows: Sequence[Row], *, redactions: bool
) -> Iterator[tuple[str, str]]:
    """Blank what redactions name, whether they or what they name came with these rows."""
    for row in rows:
        if row.kind == "redacted":
            yield from _blank_operations(db, row.entity, row.family, row.body)
    if not redactions:
        return
    for entity in {row.entity for row in rows if row.kind != "redacted"}:
        earlier = db.execute(
            "SELECT entity, family, body FROM ops WHERE entity = ? AND kind = 'redacted'", [entity]
        ).fetchall()
        for found in earlier:
            yield from _blank_operations(db, *found)


def has_redactions(db: Database) -> bool:
    """Tell whether anything was ever redacted in this file."""
    return db.execute("SELECT 1 FROM ops WHERE kind = 'redacted' LIMIT 1").fetchone() is not None


def _blank_operations(
    db: Database, entity: str, family: str, body: str | None
) -> Iterator[tuple[str, str]]:
    if body is None:
        return
    for op_id in _redacted.decode(body).ops:
        for table in _LOGS:
            db.execute(
                f"UPDATE {table} SET body = NULL, salt = NULL WHERE op_id = ? AND entity = ?"
                f" AND kind NOT IN {_KEPT}",
                [op_id, entity],
            )
    _withhold(db, entity)
    _clear_drafts(db, entity)
    yield family, entity


def unexplained(db: Database, erased: Collection[str], roles: Collection[str]) -> int:
    """Return how many bodies of the log are missing that `roles` may read and nobody deleted."""
    rows = db.execute(
        "SELECT op_id, kind, family, entity FROM ops WHERE body IS NULL AND seq IS NOT NULL"
    ).fetchall()
    redacted: set[str] = set()
    if rows and has_redactions(db):
        found = db.execute(
            "SELECT body FROM ops WHERE kind = 'redacted' AND body IS NOT NULL"
        ).fetchall()
        redacted = {op_id for (body,) in found for op_id in _redacted.decode(body).ops}
    return sum(
        1
        for op_id, kind, family, entity in rows
        if op_id not in redacted
        and not (entity in erased if family == "participant" else family in PERSONAL and erased)
        and may_read_body(roles, kind)
    )


def _clear_drafts(db: Database, entity: str) -> None:
    """What is being typed about an erased person or a redacted text goes as well."""
    db.execute("DELETE FROM drafts WHERE instr(place, ?)", [entity])


def scrub(db: Database, path: Path) -> None:
    """After COMMIT: leave no deleted word in pages, index, write-ahead log or migrations' copies.

    Where SQLite has divided a page it leaves the old bytes beside the new ones, whatever
    `secure_delete` says: only the whole file written anew is without them.
    """
    db.execute("INSERT INTO notes_search (notes_search) VALUES ('optimize')")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for copy in path.parent.glob(f"{path.stem}.v*{path.suffix}"):
        copy.unlink(missing_ok=True)
