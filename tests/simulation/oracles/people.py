"""Nobody who was erased is named anywhere that can be reached."""

from __future__ import annotations

from collections.abc import Iterable

from console.domain.ops import Record
from console.storage.rows import head_of
from tests.simulation.people import SECRET, Person
from tests.simulation.world import World


def no_erased_word_is_left(world: World, records: list[Record]) -> None:
    secrets = world.secrets
    erased = erased_in(records)
    known = unopened(records)
    spared = _words(one for one in records if head_of(one).entity in known)
    for word in _words(records) - spared:
        gone = secrets.get(word) in erased | world.city.buried
        assert not gone, f"{word}, who was erased, is in the log"
    for person in world.here:
        _nothing_in_file(person, secrets, erased)


def erased_in(records: list[Record]) -> set[str]:
    return {head_of(one).entity for one in records if head_of(one).kind == "participant.erased"}


def unopened(records: list[Record]) -> set[str]:
    """Cases whose beginning the log lacks: it does not know whom they are about.

    The beginning was lost with a restored backend and had no words any more when it could have
    been sent again. What a file has of such a case says of nobody either.
    """
    heads = [head_of(one) for one in records]
    opened = {head.entity for head in heads if head.kind == "tech_case.opened"}
    return {head.entity for head in heads if head.kind.startswith("tech_case.")} - opened


def _words(records: Iterable[Record]) -> set[str]:
    return set(SECRET.findall(" ".join(one.body for one in records if one.body is not None)))


def _nothing_in_file(person: Person, secrets: dict[str, str], erased: set[str]) -> None:
    """Neither in a table nor in what SQLite leaves behind in the file and beside it."""
    rows = person.db.execute("SELECT entity FROM ops WHERE kind = 'participant.erased'").fetchall()
    erased = erased | {row[0] for row in rows} | person.heard_erased
    if not erased:
        return
    if person.has_crashed:
        # What a crash left behind goes when the file is closed.
        person.store._writer.scrub()
    rows = person.db.execute(
        "SELECT body FROM ops WHERE family = 'tech_case' AND body IS NOT NULL AND entity NOT IN"
        " (SELECT entity FROM ops WHERE kind = 'tech_case.opened')"
    ).fetchall()
    spared = {word for row in rows for word in SECRET.findall(row[0])}
    for path in person.path.parent.glob(f"{person.path.name}*"):
        found = set(SECRET.findall(path.read_bytes().decode("latin-1")))
        left = sorted(word for word in found - spared if secrets.get(word) in erased)
        assert not left, f"{left}, who were erased, are in {person.name}'s {path.suffix}"
