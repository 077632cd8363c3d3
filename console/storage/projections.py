"""Projections as tables: read at opening, rebuilt from the log when the fold has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from console.domain import values
from console.domain.course import Course
from console.domain.group_timer import GroupTimer
from console.storage.database import Database
from console.storage.entries import all_entries
from console.storage.erasure import erased_people
from console.storage.folding import Folded, Folder, write_projections
from console.storage.state import ATTRIBUTES, DialogueState

#: Raised whenever fold or values change: files made with another one are folded anew.
FOLD_VERSION: Final = 1

TYPES: Final[Mapping[str, type]] = {
    "dialogue": values.Dialogue,
    "run": Course,
    "column": values.Column,
    "agenda_item": values.AgendaItem,
    "check": values.Check,
    "group": values.Group,
    "timer": GroupTimer,
    "draw": values.Draw,
    "seat": values.Seat,
    "participant": values.Participant,
    "attendance": values.AttendanceLog,
    "tech_case": values.TechCase,
    "note": values.Note,
    "theme": values.Theme,
    "measure": values.Measure,
    "question": values.Question,
    "answer": values.Answer,
    "speaker": values.Speaker,
    "poll": values.Poll,
    "points": values.Points,
    "signal": values.Signal,
    "message": values.Message,
    "member": values.MemberValue,
    "lead": values.Value,
}
encode_value = msgspec.json.Encoder().encode


def load(db: Database, state: DialogueState) -> bool:
    """Read every projection into `state`; tell whether all of them could be read."""
    for family, table in ATTRIBUTES.items():
        decoder = msgspec.json.Decoder(TYPES[family])
        try:
            for (value,) in db.execute(f"SELECT value FROM {table}").fetchall():
                state.put(family, decoder.decode(value))
        except msgspec.DecodeError:
            # Whatever wrote it, the log knows better.
            return False
    rows = db.execute("SELECT family, entity FROM damaged").fetchall()
    state.damaged.update((family, entity) for family, entity in rows)
    return True


def rebuild(db: Database, state: DialogueState) -> None:
    """Fold the whole log anew and replace every projection, in one transaction."""
    touched = dict(all_entries(db))
    folder = Folder(db, state, erased_people(db))
    folded = folder.fold_all({key: list(entries) for key, entries in touched.items()})
    with db.atomic():
        for table in ATTRIBUTES.values():
            db.execute(f"DELETE FROM {table}")
        db.execute("DELETE FROM notes_search")
        db.execute("DELETE FROM damaged")
        write(db, folded, DialogueState(state.dialogue_id))
        db.execute("UPDATE sync SET fold_version = ?", [FOLD_VERSION])
    show(state, folded)


def write(db: Database, folded: Folded, before: DialogueState) -> None:
    """Write folded values, the search index with them, within the caller's transaction.

    `before` is what the tables hold so far.
    """
    write_projections(db, folded.values, encode_value)
    _index_notes(db, folded, before.notes)
    if folded.damaged:
        db.executemany("INSERT OR IGNORE INTO damaged VALUES (?, ?)", sorted(folded.damaged))


def show(state: DialogueState, folded: Folded) -> None:
    """Take folded values over into memory; only after COMMIT."""
    for (family, entity), value in folded.values.items():
        state.family(family)[entity] = value
    state.damaged |= folded.damaged


def _index_notes(db: Database, folded: Folded, before: Mapping[str, values.Note]) -> None:
    """Keep one line per shown note in the search index; its row is the note's row."""
    gone: list[tuple[str]] = []
    shown: list[tuple[str, str]] = []
    for (family, entity), value in folded.values.items():
        if family != "note" or not isinstance(value, values.Note):
            continue
        old, new = _indexed(before.get(entity)), _indexed(value)
        if old != new:
            if old is not None:
                gone.append((entity,))
            if new is not None:
                shown.append((entity, new))
    if gone:
        db.executemany(
            "DELETE FROM notes_search WHERE rowid = (SELECT rowid FROM notes WHERE id = ?)", gone
        )
    if shown:
        db.executemany(
            "INSERT INTO notes_search (rowid, id, text)"
            " VALUES ((SELECT rowid FROM notes WHERE id = ?1), ?1, ?2)",
            shown,
        )


def _indexed(note: values.Note | None) -> str | None:
    """Return the text under which a note is found, None for one that is not."""
    return None if note is None or note.hidden else note.text.text
