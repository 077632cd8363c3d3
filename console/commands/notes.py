"""Sticky notes: capture, edit, move, withdraw, resolve."""

from __future__ import annotations

from collections.abc import Sequence

from console.commands.carry_out import carry_out
from console.commands.text import limited, required
from console.domain.bodies import UNSET
from console.domain.errors import CommandRejected
from console.domain.measures import MeasureAdded
from console.domain.notes import NoteAdded, NoteEdited, NoteSet, NoteWithdrawn, Place
from console.domain.ops import Fact
from console.domain.order import order_between
from console.domain.values import Note
from console.storage.change import Done
from console.storage.store import Store

#: How much of a note the last action shows.
EXCERPT = 40


def excerpt(text: str) -> str:
    """Return the beginning of a text, on one line, for the bottom bar."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + "…"


def notes_in(store: Store, column: str | None) -> list[Note]:
    """Return the shown notes of a column, the newest on top."""
    notes = [note for note in store.state.board_notes() if note.column == column]
    notes.sort(key=lambda note: (note.order, note.id))
    return notes


def order_on_top(store: Store, column: str | None) -> str:
    """Return an order key above all notes of a column."""
    orders = [note.order for note in store.state.notes.values() if note.column == column]
    return order_between(None, min(orders, default=None), store.random)


def add_note(
    store: Store,
    text: str,
    *,
    column: str | None,
    group: str | None = None,
    item: str | None = None,
    draft: str | None = None,
) -> str:
    """Add a note on top of a column; returns its id. `draft` names the draft it was typed in.

    Raises: CommandRejected with note_empty, text_too_long, column_missing, or not_allowed.
    """
    return add_notes(store, [text], column=column, group=group, item=item, draft=draft)[0]


def add_notes(
    store: Store,
    texts: Sequence[str],
    *,
    column: str | None,
    group: str | None = None,
    item: str | None = None,
    draft: str | None = None,
    measure: bool = False,
) -> list[str]:
    """Add notes on top of a column as one action, the first text uppermost; returns their ids.

    `measure`: a measure is made from all of them in the same action. Raises: as `add_note`;
    one refused text refuses all.
    """
    words = [required(text, "note_empty") for text in texts]
    if not words:
        raise CommandRejected("note_empty")
    _check_column(store, column)
    facts: list[Fact] = []
    order = order_on_top(store, column)
    for text in reversed(words):
        place = Place(column=column, order=order)
        body = NoteAdded(text=text, place=place, group=group, item=item)
        facts.insert(0, Fact(entity=store.new_id(), body=body, scope=group))
        order = order_between(None, order, store.random)
    notes = [fact.entity for fact in facts]
    done = Done(key="note_added", parameters={"text": excerpt(words[0])})
    if len(words) > 1:
        done = Done(key="notes_added", parameters={"n": len(words)})
    if measure:
        facts.append(_measure_of(store, words, notes, column, group))
        done = Done(key="measure_added", parameters={"text": excerpt(words[0])})
    carry_out(store, facts, done, clears_draft=draft)
    return notes


def _measure_of(
    store: Store, words: Sequence[str], notes: Sequence[str], column: str | None, group: str | None
) -> Fact:
    """Return the fact of a measure made from notes that are added in the same action."""
    last = max((one.order for one in store.state.measures.values()), default=None)
    body = MeasureAdded(
        what=limited(" ".join(words)),
        sources=tuple(notes),
        column=column,
        order=order_between(last, None, store.random),
    )
    return Fact(entity=store.new_id(), body=body, scope=group)


def edit_note(
    store: Store, note: str, text: str, *, base: Sequence[str], draft: str | None = None
) -> None:
    """Write another wording; `base` is what its author had on screen when beginning.

    A wording that changes nothing is not written; its draft goes all the same.
    Raises: CommandRejected with note_empty, text_too_long, note_missing, or not_allowed.
    """
    words = required(text, "note_empty")
    found = _note(store, note)
    if words == found.text.text and not found.text.alternatives:
        if draft is not None:
            store.save_draft(draft, "")
        return
    fact = Fact(
        entity=note, body=NoteEdited(text=words), scope=_scope(store, note), base=tuple(base)
    )
    done = Done(key="note_edited", parameters={"text": excerpt(words)})
    carry_out(store, [fact], done, clears_draft=draft)


def text_base(store: Store, note: str) -> tuple[str, ...]:
    """Return what an edit of the note's text that begins now has to name."""
    return store.entity("note", note).base_for(["text"])


def move_note(store: Store, note: str, column: str | None, *, before: str | None = None) -> None:
    """Move a note into a column: above `before`, else on top."""
    found = _note(store, note)
    _check_column(store, column)
    if found.column == column and before is None:
        return
    order = order_on_top(store, column) if before is None else _order_before(store, note, before)
    place = Place(column=column, order=order)
    _set(store, found, NoteSet(place=place), ["place"], "note_moved")


def set_origin(store: Store, note: str, group: str | None) -> None:
    """Say where a note came from; None is the plenary."""
    found = _note(store, note)
    if found.group != group:
        _set(store, found, NoteSet(group=group), ["group"], "note_origin_set")


def withdraw_note(store: Store, note: str) -> None:
    """Take a note off the board; it names every version on screen."""
    found = _note(store, note)
    state = store.entity("note", note)
    fact = Fact(
        entity=note,
        body=NoteWithdrawn(),
        scope=_scope(store, note),
        base=state.base_for(["text"]),
    )
    done = Done(key="note_withdrawn", parameters={"text": excerpt(found.text.text)})
    carry_out(store, [fact], done)


def keep_both(store: Store, note: str) -> list[str]:
    """End a conflict: the shown version stays, each other one becomes a note of its own above it.

    Returns the new notes' ids.  Raises: CommandRejected("no_conflict").
    """
    found = _note(store, note)
    others = found.text.alternatives
    if not others:
        raise CommandRejected("no_conflict")
    scope, base = _scope(store, note), text_base(store, note)
    facts = [Fact(entity=note, body=NoteEdited(text=found.text.text), scope=scope, base=base)]
    order = _order_before(store, note, note)
    for version in others:
        added = NoteAdded(
            text=version.text,
            place=Place(column=found.column, order=order),
            group=found.group,
            item=found.item,
            own_words=found.own_words,
        )
        facts.append(Fact(entity=store.new_id(), body=added, scope=found.group))
        order = order_between(order, found.order, store.random)
    done = Done(key="note_resolved", parameters={"text": excerpt(found.text.text)})
    carry_out(store, facts, done)
    return [fact.entity for fact in facts[1:]]


def keep_version(store: Store, note: str, version: str) -> None:
    """End a conflict with one of the versions on screen (an operation's id)."""
    found = _note(store, note)
    chosen = next((one for one in found.text.versions if one.op_id == version), None)
    if chosen is None or not found.text.alternatives:
        raise CommandRejected("no_conflict")
    fact = Fact(
        entity=note,
        body=NoteEdited(text=chosen.text),
        scope=_scope(store, note),
        base=text_base(store, note),
    )
    carry_out(store, [fact], Done(key="note_resolved", parameters={"text": excerpt(chosen.text)}))


def _note(store: Store, note: str) -> Note:
    found = store.state.notes.get(note)
    if found is None or found.hidden:
        raise CommandRejected("note_missing")
    if found.needs_newer:
        raise CommandRejected("needs_newer_version")
    return found


def _scope(store: Store, note: str) -> str | None:
    """Return the scope that the note was added with: it never changes."""
    added = store.entity("note", note).added
    return added.head.scope if added is not None else None


def _check_column(store: Store, column: str | None) -> None:
    if column is not None:
        found = store.state.columns.get(column)
        if found is None or found.hidden:
            raise CommandRejected("column_missing")


def _order_before(store: Store, note: str, before: str) -> str:
    """Return an order key just above `before`, leaving out the note that moves."""
    target = store.state.notes[before]
    orders = sorted(
        other.order
        for other in store.state.board_notes()
        if other.column == target.column and other.id != note and other.order < target.order
    )
    return order_between(orders[-1] if orders else None, target.order, store.random)


def _set(store: Store, note: Note, body: NoteSet, names: list[str], key: str) -> None:
    assert any(getattr(body, name) is not UNSET for name in names)
    state = store.entity("note", note.id)
    fact = Fact(
        entity=note.id,
        body=body,
        scope=state.added.head.scope if state.added is not None else None,
        base=state.base_for(names),
    )
    carry_out(store, [fact], Done(key=key, parameters={"text": excerpt(note.text.text)}))
