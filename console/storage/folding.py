"""From touched entities to new values: what else is touched, folded, and projected."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from console.domain.course import Course
from console.domain.fold import EntityState, fold
from console.domain.groups import SeatSet
from console.domain.ids import RUN_ID
from console.domain.ops import Entry
from console.domain.project import PROJECTIONS, Projected
from console.domain.seats import lost_seats
from console.domain.values import Draw, Participant
from console.storage.database import Database
from console.storage.entries import entries_of, entries_of_many
from console.storage.erasure import PERSONAL, Erased, is_about_erased
from console.storage.state import ATTRIBUTES, DialogueState

Key = tuple[str, str]
log = logging.getLogger(__name__)


class Folded:
    """New values of one commit, before they are written and shown."""

    def __init__(self) -> None:
        self.values: dict[Key, Projected] = {}
        self.damaged: set[Key] = set()
        self.erased = Erased()


class Folder:
    """Folds entities from the file, with what the fold needs of other entities.

    A draw decides which seats count, so seats of a drawn item are folded after it. `erased` are
    the people whose words are gone, those merged with them included.
    """

    def __init__(
        self, db: Database, state: DialogueState, erased: Collection[str] = frozenset()
    ) -> None:
        self._db = db
        self._state = state
        self._draws = {key: draw.op for key, draw in state.draws.items() if not draw.hidden}
        self._erased = set(erased)

    def fold_entity(self, family: str, entity: str, entries: Iterable[Entry]) -> EntityState:
        """Return the folded entity.  Any failure is a bug and is left to the caller."""
        operations = list(entries)
        erased = family in PERSONAL and is_about_erased(operations, self._erased)
        out = self._lost_seats(operations) if family == "seat" else ()
        return fold(family, entity, operations, erased=erased, left_out=out)

    def fold_all(self, touched: Mapping[Key, list[Entry] | None]) -> Folded:
        """Fold every touched entity (None: its operations are read from the file)."""
        folded = Folded()
        todo = dict(touched)
        self._read(todo)
        first = [key for key in todo if key[0] in ("draw", "participant")]
        for key in first:
            self._one(key, todo.pop(key), folded)
        for key in self._also(first, folded):
            todo.setdefault(key, None)
        self._read(todo)
        for key, entries in todo.items():
            self._one(key, entries, folded)
        return folded

    def _read(self, todo: dict[Key, list[Entry] | None]) -> None:
        """Read at once what several entities lack."""
        unread = [key for key, entries in todo.items() if entries is None]
        if len(unread) > 1:
            found = entries_of_many(self._db, dict.fromkeys(entity for _, entity in unread))
            todo.update((key, found.get(key, [])) for key in unread)

    def _one(self, key: Key, entries: list[Entry] | None, folded: Folded) -> None:
        family, entity = key
        project = PROJECTIONS.get(family)
        if project is None:
            return
        try:
            operations = entries if entries is not None else entries_of(self._db, family, entity)
            value = project(self.fold_entity(family, entity, operations))
        except Exception:
            # R9: no record can stop a console. The entity keeps its last value and says so.
            log.exception("fold of a %s failed", family)
            folded.damaged.add(key)
            return
        folded.values[key] = value
        if isinstance(value, Draw) and not value.hidden:
            self._draws[entity] = value.op
        elif isinstance(value, Draw):
            self._draws.pop(entity, None)
        elif isinstance(value, Participant) and value.erased:
            self._erased.add(entity)

    def _also(self, first: list[Key], folded: Folded) -> Iterable[Key]:
        """Return what has to be folded again because a draw or an erasure changed."""
        drawn = {entity for family, entity in first if family == "draw"}
        if drawn:
            # A seat of a draw that lost does not say which item it was in.
            yield from (
                ("seat", seat.id)
                for seat in self._state.seats.values()
                if seat.item in drawn or not seat.item
            )
        erased = {
            key[1]
            for key, value in folded.values.items()
            if isinstance(value, Participant) and value.erased
        }
        if erased:
            yield from (
                ("tech_case", case.id)
                for case in self._state.tech_cases.values()
                if case.participant in erased
            )
            yield from (
                ("speaker", speaker.id)
                for speaker in self._state.speakers.values()
                if speaker.participant in erased
            )

    def _lost_seats(self, entries: list[Entry]) -> set[str]:
        """Return the operations of one seat that do not count because another draw won."""
        seats = (entry.body for entry in entries if isinstance(entry.body, SeatSet))
        seat = next(seats, None)
        return lost_seats(entries, self._draws.get(seat.item)) if seat is not None else set()


def key_of(value: Projected, family: str) -> Key:
    """Return family and id of a value."""
    return family, RUN_ID if isinstance(value, Course) else value.id


def write_projections(db: Database, values: Mapping[Key, Projected], encode: Any) -> None:
    """Write values to their tables, within the caller's transaction."""
    by_table: dict[str, list[tuple[str, int, bytes]]] = {}
    for (family, entity), value in values.items():
        hidden = int(getattr(value, "hidden", False))
        by_table.setdefault(ATTRIBUTES[family], []).append((entity, hidden, encode(value)))
    for table, rows in by_table.items():
        db.executemany(
            f"INSERT INTO {table} (id, hidden, value) VALUES (?, ?, ?) ON CONFLICT (id)"
            " DO UPDATE SET hidden = excluded.hidden, value = excluded.value",
            rows,
        )
