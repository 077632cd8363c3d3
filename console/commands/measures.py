"""Measures: made from notes, edited in place, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from console.commands.carry_out import carry_out
from console.commands.notes import excerpt
from console.commands.text import limited, required
from console.domain.errors import CommandRejected
from console.domain.measures import (
    MeasureAdded,
    MeasureEdited,
    MeasureSet,
    MeasureStatus,
    MeasureWithdrawn,
)
from console.domain.ops import Fact
from console.domain.order import order_between
from console.domain.values import Measure
from console.storage.change import Done
from console.storage.store import Store

#: The words of a measure that are edited in place.
TEXTS = ("what", "responsible", "due", "answer")


def add_measure(
    store: Store,
    what: str,
    *,
    sources: Sequence[str] = (),
    column: str | None = None,
    group: str | None = None,
    responsible: str = "",
    due: str = "",
    draft: str | None = None,
) -> str:
    """Add a measure below the others, a proposal from the dialogue; returns its id.

    `draft` names the draft it was typed in. Raises: CommandRejected with measure_empty,
    text_too_long, or not_allowed.
    """
    words = required(what, "measure_empty")
    last = max((one.order for one in store.state.measures.values()), default=None)
    body = MeasureAdded(
        what=words,
        responsible=limited(responsible),
        due=limited(due),
        sources=tuple(sources),
        column=column,
        order=order_between(last, None, store.random),
    )
    entity = store.new_id()
    done = Done(key="measure_added", parameters={"text": excerpt(words)})
    carry_out(store, [Fact(entity=entity, body=body, scope=group)], done, clears_draft=draft)
    return entity


def measure_from_note(store: Store, note: str) -> str:
    """Make a measure from a note, or return the one already made from it."""
    found = store.state.notes.get(note)
    if found is None or found.hidden:
        raise CommandRejected("note_missing")
    for measure in store.state.measures.values():
        if note in measure.sources and not measure.hidden:
            return measure.id
    return add_measure(
        store, found.text.text, sources=[note], column=found.column, group=found.group
    )


def edit_measure(
    store: Store,
    measure: str,
    name: str,
    text: str,
    *,
    base: Sequence[str] | None = None,
    draft: str | None = None,
) -> None:
    """Write another wording of one of `TEXTS`; `base` is what was on screen, None: now.

    A wording that changes nothing is not written; its draft goes all the same.
    """
    found = _measure(store, measure)
    words = required(text, "measure_empty") if name == "what" else limited(text)
    shown = getattr(found, name)
    if words == shown.text and not shown.alternatives:
        if draft is not None:
            store.save_draft(draft, "")
        return
    state = store.entity("measure", measure)
    named = state.base_for([name]) if base is None else tuple(base)
    fact = Fact(
        entity=measure,
        body=MeasureEdited(**{name: words}),
        scope=state.added.head.scope if state.added is not None else None,
        base=named,
    )
    done = Done(key="measure_edited", parameters={"text": excerpt(found.what.text)})
    carry_out(store, [fact], done, clears_draft=draft)


def text_base(store: Store, measure: str, name: str) -> tuple[str, ...]:
    """Return what an edit of one of `TEXTS` that begins now has to name."""
    return store.entity("measure", measure).base_for([name])


def set_measure_status(store: Store, measure: str, status: MeasureStatus) -> None:
    """Say whether a measure is a proposal, promised, in review, or declined."""
    found = _measure(store, measure)
    if found.status == status:
        return
    state = store.entity("measure", measure)
    fact = Fact(
        entity=measure,
        body=MeasureSet(status=status),
        scope=state.added.head.scope if state.added is not None else None,
        base=state.base_for(["status"]),
    )
    done = Done(key="measure_edited", parameters={"text": excerpt(found.what.text)})
    carry_out(store, [fact], done)


def withdraw_measure(store: Store, measure: str) -> None:
    """Take a measure off the list; it names every version on screen."""
    found = _measure(store, measure)
    state = store.entity("measure", measure)
    fact = Fact(
        entity=measure,
        body=MeasureWithdrawn(),
        scope=state.added.head.scope if state.added is not None else None,
        base=state.base_for(TEXTS),
    )
    done = Done(key="measure_withdrawn", parameters={"text": excerpt(found.what.text)})
    carry_out(store, [fact], done)


def _measure(store: Store, measure: str) -> Measure:
    found = store.state.measures.get(measure)
    if found is None or found.hidden:
        raise CommandRejected("measure_missing")
    if found.needs_newer:
        raise CommandRejected("needs_newer_version")
    return found
